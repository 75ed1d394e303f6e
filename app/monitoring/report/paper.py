"""The report on a round as a paper (Nghị định 30/2020/NĐ-CP, Phụ lục I and Phụ lục III, sample 1.4)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from app.documents.paper import Orientation, Paper
from app.documents.wording import Paragraph, listed
from app.monitoring.documents import FollowUpDocument


@dataclass(frozen=True, kw_only=True)
class RoundReportDocument(Paper):
    """The whole report; the follow-up appendix stands in the same file or in one of its own."""

    body: ClassVar[str] = "round_report.html"
    kind: ClassVar[str] = "Báo cáo"

    orientation: Orientation = Orientation.PORTRAIT

    addressees: tuple[str, ...] = ()
    """Names after "Kính gửi:", without dashes and stops; only on a report upwards."""

    legal_bases: tuple[str, ...] = ()
    """Lines of "Căn cứ …", without stops."""

    paragraphs: tuple[Paragraph, ...]
    """The text with the titles of its sections."""

    closing: str
    """The last paragraph, with its "./."."""

    appendices: tuple[FollowUpDocument, ...] = ()

    def under(self, number: str, issued_on: date) -> Self:
        """With the appendix in the same file."""
        changed = super().under(number, issued_on)
        return replace(changed, appendices=tuple(each.under(number, issued_on) for each in self.appendices))

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """One name stands alone on the line of "Kính gửi:"; several have ";" and a last "." (element 9a)."""
        return self.addressees if len(self.addressees) == 1 else listed(self.addressees)

    @property
    def basis_lines(self) -> tuple[str, ...]:
        """Each with ";", the last with "."."""
        return listed(self.legal_bases)

    @property
    def parts(self) -> tuple[Paper, ...]:
        """The report, then the appendix of the same file."""
        return (self, *self.appendices)
