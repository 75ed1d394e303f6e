"""Printing and issuing a dossier; a long one is work for the background."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from app.core.clock import today
from app.core.pdf import Plain, RenderedPdf
from app.council.models import Council
from app.documents.domain import file_name
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import usual_outgoing
from app.documents.long.works import LongPaper, LongPrint
from app.documents.paper import Paper
from app.documents.printing import Manuscript, print_paper
from app.dossier.book import assembling
from app.dossier.book.assembling import AskedBook, read_asked
from app.dossier.book.paper import DossierDocument


@dataclass(frozen=True, kw_only=True)
class _OfAddress(Plain):
    """What an address asks for, word for word."""

    address: tuple[tuple[str, str], ...]

    @classmethod
    def asked_in(cls, address: Mapping[str, str], **more: Any) -> Self:
        return cls(address=tuple(sorted(address.items())), **more)

    @property
    def asked(self) -> AskedBook:
        return read_asked(dict(self.address))


@dataclass(frozen=True, kw_only=True)
class LongBook(_OfAddress, LongPaper):
    """The dossier with a number and a signature."""

    kind: ClassVar[str] = "issue_dossier"

    out: Outgoing

    def gather(self, council: Council) -> Sequence[Manuscript]:
        return [assembling.to_be_issued(council, self.asked, self.out)]


@dataclass(frozen=True, kw_only=True)
class _BookPrint(_OfAddress, LongPrint):
    printer: ClassVar[Callable[[Paper], RenderedPdf]] = staticmethod(print_paper)

    def named(self, paper: object) -> str:
        del paper
        return file_name("", assembling.KIND)


@dataclass(frozen=True, kw_only=True)
class PlainBook(_BookPrint):
    """The working paper: no number, no signature."""

    kind: ClassVar[str] = "print_dossier"

    def gather(self, council: Council) -> DossierDocument:
        return assembling.plain_print(council, self.asked)


@dataclass(frozen=True, kw_only=True)
class DraftBook(_BookPrint):
    """As it would be issued today, marked as a draft."""

    kind: ClassVar[str] = "preview_dossier"

    def gather(self, council: Council) -> DossierDocument:
        out = replace(usual_outgoing(), issued_on=today())
        return replace(assembling.dossier_of(council, self.asked, out), draft=True)
