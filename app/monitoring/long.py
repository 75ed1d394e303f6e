"""Issuing a long follow-up appendix, and looking at it, as work for the background."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.core.pdf import RenderedPdf
from app.council.models import Council
from app.documents.domain import DocumentKind, file_name
from app.documents.issuing.domain import Outgoing
from app.documents.long.works import LongIssue, LongPrint
from app.documents.models import IssuedDocument
from app.documents.printing import Manuscript, Prints
from app.monitoring import commands, queries
from app.monitoring.documents import FollowUpDocument, print_follow_up
from app.monitoring.domain import NewIssue
from app.monitoring.follow_up import follow_up_of
from app.monitoring.report import commands as reports


@dataclass(frozen=True, kw_only=True)
class LongFollowUp(LongIssue):
    """The follow-up appendix of an approved round."""

    kind: ClassVar[str] = "issue_follow_up"

    round_id: int
    new: NewIssue

    def gather(self, council: Council) -> Sequence[Manuscript]:
        del council
        return commands.gather_follow_up(round_=queries.get_round(self.round_id), new=self.new)

    def issue(self, council: Council, printed: Prints, actor: Any) -> IssuedDocument:
        del council
        return commands.issue_follow_up(
            round_=queries.get_round(self.round_id), new=self.new, printed=printed, actor=actor
        )


@dataclass(frozen=True, kw_only=True)
class FollowUpPrint(LongPrint):
    """The appendix as it would be issued now, marked as a draft."""

    kind: ClassVar[str] = "print_follow_up"
    printer: ClassVar[Callable[[FollowUpDocument], RenderedPdf]] = staticmethod(print_follow_up)

    round_id: int

    def gather(self, council: Council) -> FollowUpDocument:
        return follow_up_of(queries.get_round(self.round_id), council)

    def named(self, paper: object) -> str:
        del paper
        return file_name("", DocumentKind.FOLLOW_UP_APPENDIX)


@dataclass(frozen=True, kw_only=True)
class LongReport(LongIssue):
    """The report of an approved round with its appendix."""

    kind: ClassVar[str] = "issue_report"

    round_id: int
    out: Outgoing
    appendix_inside: bool

    def gather(self, council: Council) -> Sequence[Manuscript]:
        del council
        return reports.gather_report(
            round_=queries.get_round(self.round_id), out=self.out, appendix_inside=self.appendix_inside
        )

    def issue(self, council: Council, printed: Prints, actor: Any) -> IssuedDocument:
        del council
        main, *_enclosed = reports.issue_report(
            round_=queries.get_round(self.round_id),
            out=self.out,
            appendix_inside=self.appendix_inside,
            printed=printed,
            actor=actor,
        )
        return main
