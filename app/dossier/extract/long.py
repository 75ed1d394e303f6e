"""Printing and issuing a long extract of the register, as work for the background."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from app.core.as_of import read_as_of
from app.core.clock import today
from app.core.pdf import Plain, RenderedPdf
from app.council.models import Council
from app.documents.domain import NAMES, file_name
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import usual_outgoing
from app.documents.long.works import LongPaper, LongPrint
from app.documents.paper import Paper
from app.documents.printing import Manuscript, print_paper
from app.dossier.addresses import read_filter
from app.dossier.extract import assembling
from app.dossier.extract.assembling import Asked
from app.dossier.extract.paper import ExtractDocument


@dataclass(frozen=True, kw_only=True)
class _OfRegister(Plain):
    """What an address asks of the register, word for word."""

    address: tuple[tuple[str, str], ...]

    @classmethod
    def asked_in(cls, address: Mapping[str, str], **more: Any) -> Self:
        return cls(address=tuple(sorted(address.items())), **more)

    @property
    def asked(self) -> Asked:
        """A day that cannot be answered is refused."""
        address = dict(self.address)
        day = read_as_of(address)
        if day.refused is not None:
            raise day.refused
        return Asked(read_filter(address), day)


@dataclass(frozen=True, kw_only=True)
class LongExtract(_OfRegister, LongPaper):
    """The extract with a number and a signature."""

    kind: ClassVar[str] = "issue_extract"

    out: Outgoing

    def gather(self, council: Council) -> Sequence[Manuscript]:
        return [assembling.to_be_issued(council, self.asked, self.out)]


@dataclass(frozen=True, kw_only=True)
class _ExtractPrint(_OfRegister, LongPrint):
    printer: ClassVar[Callable[[Paper], RenderedPdf]] = staticmethod(print_paper)


@dataclass(frozen=True, kw_only=True)
class PlainExtract(_ExtractPrint):
    """Without number or signature; it says of which day it is."""

    kind: ClassVar[str] = "print_extract"

    def gather(self, council: Council) -> ExtractDocument:
        return assembling.plain_print(council, self.asked)

    def named(self, paper: object) -> str:
        del paper
        return f"{NAMES[assembling.KIND]} {self.asked.day.day:%d-%m-%Y}.pdf"


@dataclass(frozen=True, kw_only=True)
class DraftExtract(_ExtractPrint):
    """As it would be issued today, marked as a draft."""

    kind: ClassVar[str] = "preview_extract"

    def gather(self, council: Council) -> ExtractDocument:
        out = replace(usual_outgoing(), issued_on=today())
        return replace(assembling.extract_of(council, self.asked, out), draft=True)

    def named(self, paper: object) -> str:
        del paper
        return file_name("", assembling.KIND)
