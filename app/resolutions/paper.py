"""The resolution on questioning as a paper (Nghị định 30/2020/NĐ-CP, Phụ lục I and Phụ lục III, sample 1.1)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from app.core.pdf import RenderedPdf, render_pdf
from app.documents.paper import TEMPLATE, Orientation, Paper
from app.documents.wording import Article, listed
from app.resolutions.documents import AppendixDocument


@dataclass(frozen=True, kw_only=True)
class ResolutionDocument(Paper):
    """The whole resolution: legal bases, articles, closing words; its appendix stands in the same file or in one of its own."""

    body: ClassVar[str] = "resolution.html"
    kind: ClassVar[str] = "Nghị quyết"
    decision: ClassVar[str] = "Quyết nghị:"

    orientation: Orientation = Orientation.PORTRAIT

    collective: tuple[str, ...]
    """Who decides, and where: ("Hội đồng nhân dân tỉnh Hà Giang", "Khóa XVII - Kỳ họp thứ Năm"); printed in bold capitals."""

    legal_bases: tuple[str, ...] = ()
    """Lines of "Căn cứ …", without stops."""

    articles: tuple[Article, ...] = ()

    closing: str
    """The last paragraph, with its "./."."""

    appendices: tuple[AppendixDocument, ...] = ()
    """Those in the same file; one in a file of its own is issued beside the resolution."""

    @property
    def number(self) -> str:
        """With its symbol; empty on a draft."""
        return self.letterhead.number if self.letterhead else ""

    def under(self, number: str, issued_on: date) -> Self:
        """With its appendices in the same file."""
        changed = super().under(number, issued_on)
        return replace(changed, appendices=tuple(each.under(number, issued_on) for each in self.appendices))

    @property
    def basis_lines(self) -> tuple[str, ...]:
        """Each with ";", the last with "."."""
        return listed(self.legal_bases)

    @property
    def parts(self) -> tuple[Paper, ...]:
        """The resolution, then the appendices of the same file."""
        return (self, *self.appendices)


def print_resolution(document: ResolutionDocument) -> RenderedPdf:
    """The resolution as PDF, with the appendices that are in its file; raises `DomainError` when it cannot be printed right."""
    return render_pdf(TEMPLATE, document, title=f"{document.kind} {document.number}".strip())
