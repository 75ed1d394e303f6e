"""Which step is proposed next: a rule on plain facts. A person decides."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from app.monitoring.domain import NextStep
from app.pledges.domain import Lifecycle, Verdict
from app.pressing.domain import StepKind
from app.pressing.ladder.domain import OUTSIDE, USUAL_LADDER, Facts, Taken, propose

DAY = date(2026, 11, 23)
DUE = date(2026, 10, 31)


@dataclass(frozen=True)
class Rung:
    kind: StepKind
    name: str
    position: int
    retired: bool = False


LADDER = [
    Rung(kind, name, place) for place, (kind, name) in enumerate((USUAL_LADDER | OUTSIDE).items(), start=1)
]
LATE = Facts(day=DAY, due_on=DUE)


def taken(kind: StepKind, on: date = DAY - timedelta(days=10), **more: date) -> Taken:
    position = next(rung.position for rung in LADDER if rung.kind is kind)
    return Taken(kind=kind, position=position, on=on, **more)


def proposed(facts: Facts, *steps: Taken, ladder: list[Rung] = LADDER) -> StepKind | None:
    step = propose(ladder, steps, facts).step
    return step.kind if step else None


def test_the_first_step_is_proposed_once_a_pledge_is_overdue_and_says_by_how_many_days():
    found = propose(LADDER, [], LATE)
    assert found.step is not None
    assert found.step.kind is StepKind.REMINDED
    assert found.reasons[0].params == {"days": 23, "day": DUE}


@pytest.mark.parametrize(
    "facts",
    [
        Facts(day=DAY, due_on=DAY),
        Facts(day=DAY, due_on=None),
        replace(LATE, completed_on=DUE),
        replace(LATE, lifecycle=Lifecycle.CLOSED),
        replace(LATE, lifecycle=Lifecycle.DRAFT),
        replace(LATE, verdict=Verdict.KEPT),
    ],
    ids=["last day", "undated", "completed", "closed", "draft", "kept"],
)
def test_nothing_is_proposed_where_there_is_nothing_to_press_for(facts):
    assert proposed(facts) is None


def test_each_step_is_followed_by_the_next_in_the_order_of_the_council():
    climbed = []
    for kind in USUAL_LADDER:
        assert proposed(LATE, *climbed) is kind
        climbed.append(taken(kind, DAY - timedelta(days=20 - len(climbed))))
    end = propose(LADDER, climbed, LATE)
    assert end.step is None
    assert "Every step" in end.reasons[-1].message


def test_a_step_that_is_no_longer_in_use_is_passed_over():
    shorter = [replace(rung, retired=rung.kind is StepKind.REMINDED_AGAIN) for rung in LADDER]
    assert proposed(LATE, taken(StepKind.REMINDED), ladder=shorter) is StepKind.EXPLANATION_DEMANDED


def test_after_a_step_that_was_repeated_the_ladder_goes_on_from_there():
    again = taken(StepKind.REMINDED_AGAIN, DAY - timedelta(days=1))
    assert (
        proposed(LATE, taken(StepKind.REMINDED_AGAIN, DAY - timedelta(days=9)), again)
        is StepKind.EXPLANATION_DEMANDED
    )


def test_the_request_for_a_report_before_a_sitting_is_no_step_upwards():
    reminded = taken(StepKind.REMINDED, DAY - timedelta(days=30))
    asked = taken(StepKind.REPORT_REQUESTED, DAY - timedelta(days=2))
    assert proposed(LATE, reminded, asked) is StepKind.REMINDED_AGAIN
    assert StepKind.REPORT_REQUESTED not in {proposed(LATE, taken(kind)) for kind in USUAL_LADDER}


@pytest.mark.parametrize("verdict", [Verdict.BROKEN, Verdict.UNSATISFACTORY])
def test_whoever_was_found_not_to_carry_it_out_is_asked_to_explain_and_not_merely_reminded(verdict):
    assert proposed(Facts(day=DAY, due_on=None, verdict=verdict)) is StepKind.EXPLANATION_DEMANDED


def test_what_the_assessor_asked_for_comes_first_until_a_step_was_taken_since():
    asked = replace(LATE, next_step=NextStep.REQUESTION, asked_on=DAY - timedelta(days=5))
    assert proposed(asked, taken(StepKind.REMINDED, DAY - timedelta(days=9))) is StepKind.REQUESTIONED
    assert proposed(asked, taken(StepKind.REMINDED, DAY - timedelta(days=4))) is StepKind.REMINDED_AGAIN
    merely = replace(asked, next_step=NextStep.KEEP_MONITORING)
    assert proposed(merely) is StepKind.REMINDED


def test_while_an_answer_is_awaited_no_further_step_is_proposed():
    demanded = taken(StepKind.EXPLANATION_DEMANDED, answer_due_on=DAY)
    waits = propose(LADDER, [demanded], LATE)
    assert waits.step is None
    assert waits.reasons[0].params == {"day": DAY}
    over = replace(LATE, day=DAY + timedelta(days=1))
    assert proposed(over, demanded) is StepKind.REFERRED
    assert proposed(LATE, replace(demanded, answered_on=DAY)) is StepKind.REFERRED


def test_a_request_for_more_time_is_decided_before_anything_is_pressed_for():
    assert proposed(replace(LATE, asks_extension=True)) is None
