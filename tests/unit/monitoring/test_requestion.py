"""Why a pledge is put on the list for questioning again: only facts, each in words, and which of them tick it at first."""

from datetime import date

import pytest

from app.monitoring.domain import NextStep
from app.monitoring.requestion.domain import Facts
from app.pledges.domain import Verdict

OVERDUE = {"due_on": date(2026, 10, 31), "days_overdue": 35}
ROUND = {"round_number": 2, "round_as_of": date(2026, 11, 30)}


def test_every_fact_is_a_sentence_of_its_own_the_assessors_first():
    facts = Facts(
        **OVERDUE,
        **ROUND,
        extensions=2,
        verdict=Verdict.UNSATISFACTORY,
        next_step=NextStep.REQUESTION,
        times=3,
    )
    assert facts.reasons == (
        "Cơ quan giám sát đề nghị tái chất vấn, đợt 2 (tính đến 30/11/2026)",
        "Kết luận “không đạt yêu cầu”, đợt 2 (tính đến 30/11/2026)",
        "Quá hạn 35 ngày (thời hạn 31/10/2026)",
        "Đã gia hạn 2 lần",
        "Hứa lần thứ 3",
    )


def test_a_pledge_within_its_time_and_never_put_off_is_not_on_the_list():
    assert not Facts(due_on=date(2026, 12, 31), verdict=Verdict.IN_PROGRESS, **ROUND).is_listed


@pytest.mark.parametrize(
    ("facts", "proposed"),
    [
        (Facts(**OVERDUE), False),
        (Facts(**OVERDUE, extensions=1), True),
        (Facts(**OVERDUE, times=2), True),
        (Facts(**OVERDUE, long_overdue=True), True),
        (Facts(extensions=2), False),
        (Facts(times=2), False),
        (Facts(next_step=NextStep.REQUESTION, **ROUND), True),
        (Facts(verdict=Verdict.BROKEN, **ROUND), True),
    ],
)
def test_what_weighs_more_than_a_missed_day_is_ticked_at_first(facts, proposed):
    assert facts.is_listed
    assert facts.is_proposed is proposed
    assert facts.reasons
