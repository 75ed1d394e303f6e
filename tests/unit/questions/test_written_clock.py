"""The clock of a written answer: twenty days from the day of questioning, under the limit in force that day."""

from datetime import date, timedelta

import pytest

from app.core.errors import DomainError
from app.questions.domain import Escalation
from app.questions.opinions.domain import NewOpinion, check_opinion
from app.questions.written.domain import Written, WrittenState

ASKED = date(2026, 7, 8)
DUE = date(2026, 7, 28)


def on(day: date, **values: object) -> Written:
    return Written(**{"asked_on": ASKED, "due_on": DUE, "basis": "", "day": day, **values})


@pytest.mark.parametrize(
    ("day", "state", "late"),
    [
        (ASKED, WrittenState.WAITING, 0),
        (DUE - timedelta(days=6), WrittenState.WAITING, 0),
        (DUE - timedelta(days=5), WrittenState.DUE_SOON, 0),
        (DUE, WrittenState.DUE_SOON, 0),
        (DUE + timedelta(days=1), WrittenState.OVERDUE, 1),
        (DUE + timedelta(days=40), WrittenState.OVERDUE, 40),
    ],
)
def test_what_has_not_been_answered_is_overdue_from_the_day_after_the_last(day, state, late) -> None:
    assert (on(day).state, on(day).days_late) == (state, late)


def test_a_late_answer_ends_the_clock_and_stays_late_for_good() -> None:
    answered = on(DUE + timedelta(days=90), answered_on=DUE + timedelta(days=3))
    assert (answered.state, answered.days_late) == (WrittenState.ANSWERED, 3)


def test_disagreement_stands_until_the_second_round_is_put() -> None:
    contested = {"answered_on": DUE, "disagreed": True}
    assert on(DUE, **contested).state is WrittenState.DISAGREED
    assert on(DUE, **contested, next_id=7).state is WrittenState.SECOND_ROUND


def test_without_a_limit_in_force_nothing_is_ever_overdue() -> None:
    assert on(date(2050, 1, 1), due_on=None).state is WrittenState.WAITING
    assert on(date(2050, 1, 1), due_on=None).days_late == 0


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewOpinion(agrees=False, reason=" "), "reason"),
        (NewOpinion(agrees=True, escalation=Escalation.DEBATE), "escalation"),
    ],
)
def test_who_disagrees_says_why_and_only_they_ask_for_more(new, field) -> None:
    with pytest.raises(DomainError) as refused:
        check_opinion(new)
    assert refused.value.field == field
    check_opinion(NewOpinion(agrees=False, reason="Chưa rõ thời hạn", escalation=Escalation.RESPONSIBILITY))
    check_opinion(NewOpinion(agrees=True))
