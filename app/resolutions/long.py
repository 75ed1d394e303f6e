"""Adopting a resolution with a long appendix, and looking at it, as work for the background."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.core.pdf import RenderedPdf
from app.council.models import Council
from app.documents.domain import DocumentKind, file_name
from app.documents.long.works import LongIssue, LongPrint
from app.documents.models import IssuedDocument
from app.documents.printing import Manuscript, Prints
from app.resolutions import commands, queries
from app.resolutions.appendix import appendix_of
from app.resolutions.documents import AppendixDocument, print_appendix
from app.resolutions.domain import Confirmed
from app.resolutions.paper import ResolutionDocument, print_resolution
from app.resolutions.papers import draft_of


@dataclass(frozen=True, kw_only=True)
class LongAdoption(LongIssue):
    """The adoption with its papers."""

    kind: ClassVar[str] = "adopt_resolution"

    resolution_id: int
    version: int | None
    confirmed: Confirmed

    def gather(self, council: Council) -> Sequence[Manuscript]:
        del council
        return commands.gather_adoption(
            resolution=queries.get_resolution(self.resolution_id), confirmed=self.confirmed
        )

    def issue(self, council: Council, printed: Prints, actor: Any) -> IssuedDocument:
        del council
        main, *_enclosed = commands.adopt_resolution(
            resolution=queries.get_resolution(self.resolution_id),
            printed=printed,
            confirmed=self.confirmed,
            expected_version=self.version,
            actor=actor,
        )
        return main


@dataclass(frozen=True, kw_only=True)
class AppendixPrint(LongPrint):
    """The appendix of a draft."""

    kind: ClassVar[str] = "print_appendix"
    printer: ClassVar[Callable[[AppendixDocument], RenderedPdf]] = staticmethod(print_appendix)

    resolution_id: int

    def gather(self, council: Council) -> AppendixDocument:
        return appendix_of(queries.get_resolution(self.resolution_id), council)

    def named(self, paper: object) -> str:
        del paper
        return file_name("", DocumentKind.PLEDGE_APPENDIX)


@dataclass(frozen=True, kw_only=True)
class ResolutionPrint(LongPrint):
    """A draft resolution, with its appendix where it will be in the same file."""

    kind: ClassVar[str] = "print_resolution"
    printer: ClassVar[Callable[[ResolutionDocument], RenderedPdf]] = staticmethod(print_resolution)

    resolution_id: int

    def gather(self, council: Council) -> ResolutionDocument:
        return draft_of(queries.get_resolution(self.resolution_id), council)

    def named(self, paper: object) -> str:
        del paper
        return file_name("", DocumentKind.RESOLUTION)
