"""Writing the report on a round, and issuing it with the follow-up appendix."""

from dataclasses import asdict

from app.accounts.models import User
from app.core.clock import now
from app.core.database import changes_of, db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, put, refuse_stale
from app.council.models import Council
from app.documents.commands import check_papers, issue_papers
from app.documents.issuing.domain import Outgoing
from app.documents.models import IssuedDocument
from app.documents.printing import Manuscript, Prints
from app.monitoring.domain import RoundStatus
from app.monitoring.models import Round, RoundReport
from app.monitoring.report.assembling import papers_of
from app.monitoring.report.domain import ReportWords, RoundReportChanged, RoundReportIssued
from app.monitoring.report.queries import find_report
from app.monitoring.rules import check_move

UNWRITTEN = 0
"""The version of a report nobody has written yet."""


def write_report(
    *, round_: Round, new: ReportWords, expected_version: int | None, actor: User | None
) -> RoundReport:
    """Write or change the words of the report; the first writing makes the record. What was issued keeps its own."""
    _lock(round_)
    if round_.status is RoundStatus.ISSUED:
        raise DomainError(N_("This round was issued; its report can no longer be changed."))
    report = find_report(round_.id)
    if report is None:
        report = RoundReport(round_id=round_.id, **asdict(new))
        db.session.add(report)
        db.session.flush()
        changes = {name: [None, words] for name, words in asdict(new).items() if words}
    else:
        refuse_stale(report, asdict(new), expected_version)
        put(report, asdict(new))
        changes = changes_of(report)
        db.session.flush()
    if changes:
        publish(RoundReportChanged(**about(round_, actor), details=changes))
    return report


def gather_report(*, round_: Round, out: Outgoing, appendix_inside: bool) -> list[Manuscript]:
    """The report of an approved round with its appendix, to be printed beforehand; refuses where issuing would be refused."""
    check_move(round_.status, RoundStatus.ISSUED)
    council = db.session.get_one(Council, round_.council_id)
    if out.issued_on is not None and out.issued_on < round_.as_of:
        raise DomainError(
            N_("The report cannot be of a day before the one the round looks at, %(as_of)s."),
            as_of=round_.as_of,
            field="issued_on",
        )
    papers = papers_of(round_, council, out, appendix_inside=appendix_inside)
    check_papers(papers, number_confirmed=out.number_confirmed)
    return papers


def issue_report(
    *, round_: Round, out: Outgoing, appendix_inside: bool, printed: Prints, actor: User | None
) -> list[IssuedDocument]:
    """Issue what was printed. After that nothing of the round can change."""
    _lock(round_)
    manuscripts = gather_report(round_=round_, out=out, appendix_inside=appendix_inside)
    issued = issue_papers(manuscripts=manuscripts, printed=printed, actor=actor)
    round_.issued_at, round_.status = now(), RoundStatus.ISSUED
    db.session.flush()
    details = {"number": issued[0].number, "document_id": issued[0].id}
    publish(RoundReportIssued(**about(round_, actor), details=details))
    return issued


def _lock(round_: Round) -> None:
    """Wait for whoever works on the round, then look at its state as it is now."""
    lock(round_)
    db.session.refresh(round_, ["status", "version"])
