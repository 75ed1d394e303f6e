"""The way of a round and what each verdict needs."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from app.core.errors import DomainError
from app.monitoring.domain import (
    Grounds,
    MainPaper,
    NewAssessment,
    NewIssue,
    NewReport,
    NewRound,
    NextStep,
    ReportState,
    RoundStatus,
)
from app.monitoring.follow_up import PAPERS, full_issue
from app.monitoring.rules import (
    check_approval,
    check_issue,
    check_move,
    check_report,
    check_round,
    check_verdict,
    closes,
)
from app.pledges.domain import Verdict

ALLOWED = {
    (RoundStatus.PREPARING, RoundStatus.COLLECTING),
    (RoundStatus.COLLECTING, RoundStatus.ASSESSING),
    (RoundStatus.ASSESSING, RoundStatus.APPROVED),
    (RoundStatus.APPROVED, RoundStatus.ISSUED),
}
SESSION, DUE, AS_OF, TODAY = date(2026, 7, 8), date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 5)
GROUNDS = Grounds(promised_on=SESSION, due_on=DUE, as_of=AS_OF, today=TODAY, report_state=None, evidence=1)
KEPT = NewAssessment(verdict=Verdict.KEPT, completed_on=date(2026, 10, 1))


@pytest.mark.parametrize(("current", "wanted"), list(product(RoundStatus, RoundStatus)))
def test_a_round_goes_forward_one_step_at_a_time_and_nowhere_else(current, wanted):
    if (current, wanted) in ALLOWED:
        check_move(current, wanted)
    else:
        with pytest.raises(DomainError):
            check_move(current, wanted)


FULL = {
    Verdict.NOT_ASSESSED: NewAssessment(verdict=Verdict.NOT_ASSESSED),
    Verdict.KEPT: KEPT,
    Verdict.PARTLY_KEPT: NewAssessment(verdict=Verdict.PARTLY_KEPT, remaining="Còn 3 trạm y tế"),
    Verdict.IN_PROGRESS: NewAssessment(verdict=Verdict.IN_PROGRESS),
    Verdict.NOT_STARTED: NewAssessment(verdict=Verdict.NOT_STARTED),
    Verdict.BROKEN: NewAssessment(verdict=Verdict.BROKEN, reason="Không bố trí vốn"),
    Verdict.UNSATISFACTORY: NewAssessment(verdict=Verdict.UNSATISFACTORY, reason="Mới có văn bản"),
    Verdict.UNVERIFIABLE: NewAssessment(verdict=Verdict.UNVERIFIABLE),
}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_stands_with_what_it_needs(verdict):
    check_verdict(FULL[verdict], GROUNDS)


@pytest.mark.parametrize(
    ("new", "grounds", "field"),
    [
        (replace(KEPT, completed_on=None), GROUNDS, "completed_on"),
        (replace(KEPT, completed_on=date(2026, 7, 7)), GROUNDS, "completed_on"),
        (replace(KEPT, completed_on=date(2026, 12, 1)), GROUNDS, "completed_on"),
        (
            replace(KEPT, completed_on=date(2026, 11, 20)),
            replace(GROUNDS, today=date(2026, 11, 19)),
            "completed_on",
        ),
        (KEPT, replace(GROUNDS, evidence=0), "evidence"),
        (replace(FULL[Verdict.IN_PROGRESS], completed_on=date(2026, 10, 1)), GROUNDS, "completed_on"),
        (replace(FULL[Verdict.PARTLY_KEPT], remaining=" "), GROUNDS, "remaining"),
        (replace(FULL[Verdict.BROKEN], reason=""), GROUNDS, "reason"),
        (replace(FULL[Verdict.UNSATISFACTORY], reason="\n"), GROUNDS, "reason"),
        (replace(FULL[Verdict.IN_PROGRESS], next_step=NextStep.CLOSE), GROUNDS, "next_step"),
    ],
)
def test_a_verdict_without_what_its_kind_needs_is_refused(new, grounds, field):
    with pytest.raises(DomainError) as refusal:
        check_verdict(new, grounds)
    assert refusal.value.field == field


@pytest.mark.parametrize("completed_on", [SESSION, AS_OF])
def test_the_day_of_the_session_and_the_day_of_the_round_are_days_of_completion(completed_on):
    check_verdict(replace(KEPT, completed_on=completed_on), GROUNDS)


@pytest.mark.parametrize("state", [None, *ReportState])
@pytest.mark.parametrize("due_on", [None, date(2026, 11, 29), AS_OF, date(2026, 12, 1)])
def test_broken_before_the_deadline_stands_only_on_the_agencys_own_word(state, due_on):
    grounds = replace(GROUNDS, report_state=state, due_on=due_on)
    if due_on is None or due_on < AS_OF or state is ReportState.ASKS_DROP:
        check_verdict(FULL[Verdict.BROKEN], grounds)
    else:
        with pytest.raises(DomainError) as refusal:
            check_verdict(FULL[Verdict.BROKEN], grounds)
        assert refusal.value.field == "verdict"


@pytest.mark.parametrize(("verdict", "step"), list(product(Verdict, [None, *NextStep])))
def test_only_a_kept_pledge_nobody_wants_to_watch_is_closed(verdict, step):
    assert closes(verdict, step) == (verdict is Verdict.KEPT and step in {None, NextStep.CLOSE})


def approval(**values: object) -> None:
    check_approval(
        **{
            "as_of": AS_OF,
            "today": TODAY,
            "approver_id": 1,
            "assessor_ids": {2, 3},
            "unassessed": 0,
            "confirmed": False,
            **values,
        }
    )


def test_someone_who_assessed_nothing_approves_a_whole_round():
    approval()
    approval(unassessed=2, confirmed=True)


@pytest.mark.parametrize(
    "values",
    [
        {"assessor_ids": {1, 2}},
        {"unassessed": 1},
        {"today": date(2026, 11, 29)},
        {"assessor_ids": {1}, "confirmed": True},
    ],
)
def test_an_assessor_an_early_day_or_an_unconfirmed_gap_stops_approval(values):
    with pytest.raises(DomainError):
        approval(**values)


REPORT = NewReport(
    state=ReportState.IN_PROGRESS, reported_on=date(2026, 11, 1), text="Đã xong 7/12 công trình"
)


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (replace(REPORT, reported_on=date(2026, 7, 7)), "reported_on"),
        (replace(REPORT, reported_on=date(2026, 12, 6)), "reported_on"),
        (replace(REPORT, text=""), "text"),
        (replace(REPORT, claimed_done_on=date(2026, 10, 1)), "claimed_done_on"),
        (
            replace(REPORT, state=ReportState.CLAIMS_DONE, claimed_done_on=date(2026, 11, 2)),
            "claimed_done_on",
        ),
    ],
)
def test_a_report_that_cannot_be_is_refused(report, field):
    with pytest.raises(DomainError) as refusal:
        check_report(report, promised_on=SESSION, today=TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "report",
    [
        REPORT,
        replace(REPORT, text="", figure="7/12"),
        replace(REPORT, state=ReportState.NOT_REPORTED, text=""),
        replace(REPORT, state=ReportState.CLAIMS_DONE, claimed_done_on=date(2026, 11, 1)),
    ],
)
def test_a_report_that_says_something_is_logged(report):
    check_report(report, promised_on=SESSION, today=TODAY)


ROUND = NewRound(number=1, title="Đợt 1", as_of=AS_OF, pledge_ids=(1,))


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (replace(ROUND, number=0), "number"),
        (replace(ROUND, pledge_ids=()), "pledges"),
        (replace(ROUND, as_of=date(2027, 12, 7)), "as_of"),
    ],
)
def test_a_round_needs_a_number_pledges_and_a_day_within_reach(new, field):
    with pytest.raises(DomainError) as refusal:
        check_round(new, today=TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize("issued_on", [date(2026, 11, 29), date(2026, 12, 6)])
def test_a_paper_is_dated_neither_before_its_round_nor_tomorrow(issued_on):
    with pytest.raises(DomainError):
        check_issue(
            NewIssue(paper=MainPaper.REPORT, number="147", issued_on=issued_on), as_of=AS_OF, today=TODAY
        )


@pytest.mark.parametrize("paper", list(MainPaper))
def test_a_bare_number_gets_the_symbol_of_its_kind_of_paper(paper):
    issue = full_issue(NewIssue(paper=paper, number="7", issued_on=TODAY))
    assert issue.number == f"07/{PAPERS[paper][1]}"
