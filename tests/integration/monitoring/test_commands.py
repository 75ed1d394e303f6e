"""A round from its opening to its issued appendix."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy.exc import IntegrityError

from app.core import storage
from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.documents.printing import print_papers
from app.monitoring import commands, evidence_commands, queries
from app.monitoring.domain import (
    MainPaper,
    NewAssessment,
    NewIssue,
    NewReport,
    NewRound,
    NextStep,
    ReportState,
    RoundStatus,
)
from app.monitoring.models import AgencyReport, Assessment, AssessmentEvidence, Round
from app.pledges.domain import ClosingReason, Lifecycle, Verdict
from tests import factories
from tests.unit.evidence.test_checks import pdf

AS_OF = date(2026, 11, 30)
PAPER = NewIssue(paper=MainPaper.REPORT, number="147", issued_on=date(2026, 12, 5))


@pytest.fixture
def monitor(council):
    return factories.make_user("monitor", council_id=council.id)


@pytest.fixture
def chair(council):
    return factories.make_user("standing_committee", council_id=council.id)


@pytest.fixture
def pledges(council):
    """Three adopted pledges of one session; the second is due after the round's day."""
    answer = factories.make_answer(council.id)
    due = (date(2026, 10, 31), date(2026, 12, 31), None)
    made = [factories.make_pledge(council.id, answer=answer, due_on=day) for day in due]
    factories.adopt(*made)
    return made


def opened(pledges, *, number=1, as_of=AS_OF):
    new = NewRound(
        number=number, title="Đợt giám sát", as_of=as_of, pledge_ids=tuple(pledge.id for pledge in pledges)
    )
    return commands.open_round(new=new, actor=None)


def rows_of(round_):
    """The rows as a page loads them, one by one."""
    return [queries.get_assessment(row.id) for row in queries.assessments(round_.id)]


def assessing(pledges, **values):
    round_ = opened(pledges, **values)
    commands.move_round(round_=round_, to=RoundStatus.COLLECTING, actor=None)
    commands.move_round(round_=round_, to=RoundStatus.ASSESSING, actor=None)
    return round_


def judge(row, verdict, actor=None, **values):
    commands.assess_pledge(
        assessment=row,
        new=NewAssessment(verdict=verdict, **values),
        expected_version=row.version,
        actor=actor,
    )


def keep(row, actor=None, **values):
    evidence_commands.attach_evidence(
        assessment=row, files=[factories.checked_file("ket-qua.pdf", pdf())], actor=actor
    )
    judge(row, Verdict.KEPT, actor, completed_on=date(2026, 10, 1), **values)


def approve(round_, actor=None, *, confirmed=False):
    commands.approve_round(
        round_=round_, confirmed=confirmed, expected_edition=queries.edition(round_), actor=actor
    )


def test_a_round_opens_over_adopted_pledges_with_nothing_judged_yet(pledges):
    round_ = opened(pledges)
    assert round_.status is RoundStatus.PREPARING
    assert [(row.pledge_id, row.verdict, row.previous_verdict) for row in rows_of(round_)] == [
        (pledge.id, Verdict.NOT_ASSESSED, None) for pledge in pledges
    ]


def test_a_verdict_changed_since_the_approver_looked_stops_the_approval(pledges):
    round_ = assessing(pledges)
    for row in rows_of(round_):
        judge(row, Verdict.IN_PROGRESS)
    seen = queries.edition(round_)
    judge(rows_of(round_)[0], Verdict.BROKEN, reason="Không làm")
    with pytest.raises(StaleEditError):
        commands.approve_round(round_=round_, confirmed=False, expected_edition=seen, actor=None)
    assert round_.status is RoundStatus.ASSESSING


def test_a_round_refuses_drafts_closed_pledges_and_days_before_adoption(council, pledges):
    draft = factories.make_pledge(council.id)
    for chosen, as_of, field in (([*pledges, draft], AS_OF, "pledges"), (pledges, date(2026, 7, 9), "as_of")):
        with pytest.raises(DomainError) as refusal:
            opened(chosen, as_of=as_of)
        assert refusal.value.field == field


def test_a_pledge_of_another_council_cannot_be_looked_at(app, council, pledges):
    from app.core.tenancy import scoped_to

    other = factories.make_council()
    with scoped_to(other.id):
        theirs = factories.make_pledge(other.id)
        factories.adopt(theirs)
    with pytest.raises(DomainError) as refusal:
        opened([*pledges, theirs])
    assert refusal.value.field == "pledges"


def test_two_rounds_never_share_a_number(pledges):
    opened(pledges)
    with pytest.raises(DomainError) as refusal:
        opened(pledges)
    assert refusal.value.field == "number"


def test_nothing_is_reported_or_judged_before_its_time(pledges):
    round_ = opened(pledges)
    row = rows_of(round_)[0]
    report = NewReport(state=ReportState.IN_PROGRESS, reported_on=AS_OF, text="Đang làm")
    with pytest.raises(DomainError):
        commands.log_report(assessment=row, new=report, actor=None)
    commands.move_round(round_=round_, to=RoundStatus.COLLECTING, actor=None)
    commands.log_report(assessment=row, new=report, actor=None)
    with pytest.raises(DomainError):
        judge(row, Verdict.IN_PROGRESS)


def test_approval_and_issue_are_not_reached_by_a_plain_move(pledges):
    round_ = assessing(pledges)
    for to in (RoundStatus.APPROVED, RoundStatus.ISSUED, RoundStatus.PREPARING):
        with pytest.raises(DomainError):
            commands.move_round(round_=round_, to=to, actor=None)


def test_the_latest_report_of_the_round_stands_on_its_row_and_earlier_ones_stay(pledges):
    round_ = assessing(pledges)
    row = rows_of(round_)[0]
    for text in ("Đang làm", "Đã xong"):
        commands.log_report(
            assessment=row,
            new=NewReport(state=ReportState.IN_PROGRESS, reported_on=AS_OF, text=text),
            actor=None,
        )
    assert row.report.text == "Đã xong"
    assert [report.text for report in queries.reports_of(row.pledge_id)] == ["Đã xong", "Đang làm"]


def test_kept_without_a_file_is_refused_and_writes_nothing(pledges):
    row = rows_of(assessing(pledges))[0]
    with pytest.raises(DomainError) as refusal:
        judge(row, Verdict.KEPT, completed_on=date(2026, 10, 1))
    assert refusal.value.field == "evidence"
    assert row.verdict is Verdict.NOT_ASSESSED


def test_the_last_file_of_a_kept_pledge_is_not_taken_off(pledges):
    row = rows_of(assessing(pledges))[0]
    keep(row)
    with pytest.raises(DomainError):
        evidence_commands.detach_evidence(assessment=row, evidence_id=row.evidence[0].evidence_id, actor=None)
    judge(row, Verdict.IN_PROGRESS)
    evidence_commands.detach_evidence(assessment=row, evidence_id=row.evidence[0].evidence_id, actor=None)
    assert db.session.scalars(sa.select(AssessmentEvidence)).all() == []


def test_a_second_assessor_sees_both_versions(pledges):
    row = rows_of(assessing(pledges))[0]
    seen = row.version
    judge(row, Verdict.NOT_STARTED)
    with pytest.raises(StaleEditError) as conflict:
        commands.assess_pledge(
            assessment=row, new=NewAssessment(verdict=Verdict.IN_PROGRESS), expected_version=seen, actor=None
        )
    assert conflict.value.theirs == {"verdict": Verdict.NOT_STARTED}


def test_approval_puts_verdicts_on_pledges_and_closes_what_was_kept(pledges, monitor, chair):
    round_ = assessing(pledges)
    first, second, _third = rows_of(round_)
    keep(first, monitor)
    judge(second, Verdict.IN_PROGRESS, monitor)
    with pytest.raises(DomainError) as refusal:
        approve(round_, chair)
    assert refusal.value.field == "confirmed"
    approve(round_, chair, confirmed=True)
    assert round_.status is RoundStatus.APPROVED
    assert round_.approved_by_id == chair.id
    one, two, three = pledges
    assert (one.verdict, one.verdict_on, one.completed_on) == (Verdict.KEPT, AS_OF, date(2026, 10, 1))
    assert (one.lifecycle, one.closing_reason, one.closed_on) == (Lifecycle.CLOSED, ClosingReason.KEPT, AS_OF)
    assert (two.verdict, two.lifecycle) == (Verdict.IN_PROGRESS, Lifecycle.ADOPTED)
    assert (three.verdict, three.verdict_on) == (Verdict.NOT_ASSESSED, None)


def test_a_kept_pledge_someone_wants_to_watch_stays_open(pledges):
    round_ = assessing(pledges[:1])
    keep(rows_of(round_)[0], next_step=NextStep.KEEP_MONITORING)
    approve(round_)
    assert (pledges[0].verdict, pledges[0].lifecycle) == (Verdict.KEPT, Lifecycle.ADOPTED)


def test_whoever_assessed_does_not_approve_even_when_a_colleague_judged_anew(pledges, monitor, chair):
    round_ = assessing(pledges[:1])
    row = rows_of(round_)[0]
    judge(row, Verdict.NOT_STARTED, chair)
    judge(row, Verdict.IN_PROGRESS, monitor)
    for person in (chair, monitor):
        with pytest.raises(DomainError):
            approve(round_, person)
    assert round_.status is RoundStatus.ASSESSING


def test_the_next_round_remembers_the_verdict_before_and_leaves_closed_pledges_out(pledges):
    first = assessing(pledges, as_of=date(2026, 10, 31))
    rows = rows_of(first)
    keep(rows[0])
    judge(rows[1], Verdict.NOT_STARTED)
    approve(first, confirmed=True)
    assert [pledge.id for pledge in queries.candidates()] == [pledge.id for pledge in pledges[1:]]
    second = opened(queries.candidates(), number=2)
    assert [row.previous_verdict for row in rows_of(second)] == [Verdict.NOT_STARTED, None]
    assert queries.find_round_before(second).id == first.id


def test_a_round_that_looked_at_an_earlier_day_does_not_overwrite_a_later_verdict(pledges):
    early, late = assessing(pledges, as_of=date(2026, 10, 31)), assessing(pledges, number=2)
    for round_, verdict in ((late, Verdict.IN_PROGRESS), (early, Verdict.NOT_STARTED)):
        judge(rows_of(round_)[0], verdict)
        approve(round_, confirmed=True)
    assert (pledges[0].verdict, pledges[0].verdict_on) == (Verdict.IN_PROGRESS, AS_OF)


def issue(round_, actor=None):
    printed = print_papers(commands.gather_follow_up(round_=round_, new=PAPER))
    return commands.issue_follow_up(round_=round_, new=PAPER, printed=printed, actor=actor)


def test_the_follow_up_appendix_is_issued_once_and_its_totals_add_up(pledges, monitor, chair):
    round_ = assessing(pledges)
    first, second, third = rows_of(round_)
    keep(first, monitor)
    judge(second, Verdict.IN_PROGRESS, monitor)
    judge(third, Verdict.BROKEN, monitor, reason="Không bố trí vốn")
    with pytest.raises(DomainError):
        issue(round_, chair)
    approve(round_, chair)
    issued = issue(round_, chair)
    assert (round_.status, issued.number) == (RoundStatus.ISSUED, "147/BC-HĐND")
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(storage.load("issued", issued.sha256))).pages
    )
    assert "147/BC-HĐND" in text
    assert "DỰ THẢO" not in text
    from app.monitoring.documents import FollowUpDocument

    document = FollowUpDocument.from_data(issued.data)
    for square in (document.square_by_effective, document.square_by_original):
        assert square.total == document.total == len(pledges)
        assert (square.done_on_time, square.open_within_time, square.undated) == (1, 1, 1)
    with pytest.raises(DomainError):
        issue(round_, chair)


@pytest.mark.usefixtures("quick_paper")
def test_an_appendix_printed_before_the_round_said_something_else_is_not_issued(pledges):
    round_ = assessing(pledges)
    approve(round_, confirmed=True)
    printed = print_papers(commands.gather_follow_up(round_=round_, new=PAPER))
    later = replace(PAPER, issued_on=AS_OF + timedelta(days=1))
    with pytest.raises(DomainError, match="while it was being printed"):
        commands.issue_follow_up(round_=round_, new=later, printed=printed, actor=None)
    assert round_.status is RoundStatus.APPROVED


@pytest.mark.usefixtures("quick_paper")
def test_a_number_of_a_follow_up_paper_is_given_once_a_year(pledges):
    for number in (1, 2):
        round_ = assessing(pledges, number=number)
        approve(round_, confirmed=True)
        if number == 1:
            issue(round_, None)
        else:
            with pytest.raises(DomainError) as refusal:
                issue(round_, None)
            assert refusal.value.field == "number"


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Assessment).values(reason="khác"),
        sa.update(Assessment).values(verdict="kept", completed_on=AS_OF),
        sa.delete(Assessment),
        sa.update(AgencyReport).values(text="khác"),
        sa.delete(AgencyReport),
        sa.delete(AssessmentEvidence),
        sa.update(Round).values(as_of=date(2026, 1, 1)),
        sa.update(Round).values(status="assessing"),
    ],
    ids=str,
)
def test_after_approval_nothing_of_the_round_changes_by_sql(pledges, statement):
    round_ = assessing(pledges[:1])
    row = rows_of(round_)[0]
    commands.log_report(
        assessment=row,
        new=NewReport(state=ReportState.CLAIMS_DONE, reported_on=AS_OF, text="Xong"),
        actor=None,
    )
    keep(row)
    approve(round_)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(statement)


def test_after_approval_no_command_changes_the_round(pledges):
    round_ = assessing(pledges[:1])
    row = rows_of(round_)[0]
    judge(row, Verdict.NOT_STARTED)
    approve(round_)
    report = NewReport(state=ReportState.IN_PROGRESS, reported_on=AS_OF, text="Đang làm")
    for act in (
        lambda: judge(row, Verdict.IN_PROGRESS),
        lambda: commands.log_report(assessment=row, new=report, actor=None),
        lambda: evidence_commands.attach_evidence(
            assessment=row, files=[factories.checked_file("a.pdf", pdf())], actor=None
        ),
        lambda: approve(round_),
    ):
        with pytest.raises(DomainError):
            act()
