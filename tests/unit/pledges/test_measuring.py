"""A measure: how far it has come, what is left, and where it stands against the straight line to its target."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pledges.measuring import (
    Aim,
    Measure,
    Pace,
    Reached,
    measure_of,
    pace_words,
    paces_words,
    reached_words,
)

START, DUE = date(2026, 1, 1), date(2026, 12, 31)


def measure(target, baseline=None, unit="dự án", since=START):
    return Measure(
        target=Decimal(target),
        unit=unit,
        baseline=None if baseline is None else Decimal(baseline),
        baseline_on=since if baseline is not None else None,
    )


def said(target, baseline, value, unit="dự án"):
    return reached_words(Reached(measure(target, baseline, unit), Decimal(value))).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("target", "baseline", "value", "words"),
    [
        ("712", None, "419", "419/712 dự án (58,8 %), còn 293"),
        ("712", "0", "419", "419/712 dự án (58,8 %), còn 293"),
        ("712", "0", "0", "0/712 dự án (0 %), còn 712"),
        ("712", "0", "712", "712/712 dự án (100 %)"),
        ("712", "0", "750", "750/712 dự án (105,3 %), vượt 38"),
        ("32000", None, "1234.5", "1.234,5/32.000 dự án (3,9 %), còn 30.765,5"),
        ("100000", None, "99999", "99.999/100.000 dự án (99,9 %), còn 1"),
        ("712", "100", "419", "419/712 dự án (58,8 %), còn 293"),
        ("712", "100", "90", "90/712 dự án (12,6 %), giảm 10 so với mốc đầu, còn 622"),
        ("5", "20", "12", "còn 12 dự án, đã giảm 8/15 (53,3 %), còn phải giảm 7"),
        ("5", "20", "5", "còn 5 dự án, đã giảm 15/15 (100 %)"),
        ("5", "20", "3", "còn 3 dự án, đã giảm 17/15 (113,3 %), vượt 2"),
        ("5", "20", "20", "còn 20 dự án, đã giảm 0/15 (0 %), còn phải giảm 15"),
        ("5", "20", "25", "còn 25 dự án, tăng 5 so với mốc đầu, còn phải giảm 20"),
        ("0", "20", "4", "còn 4 dự án, đã giảm 16/20 (80 %), còn phải giảm 4"),
        ("0", None, "4", "còn 4 dự án, mục tiêu 0"),
        ("0", None, "0", "còn 0 dự án"),
        ("95", "95", "95", "95 dự án, đúng mức phải giữ"),
        ("95", "95", "93", "93 dự án, mức phải giữ 95"),
        ("0", "-5", "-2", "-2/0 dự án, còn 2"),
    ],
)
def test_a_figure_is_said_with_its_share_and_what_is_left(target, baseline, value, words):
    assert said(target, baseline, value) == words


def test_a_measure_without_a_unit_is_said_without_one():
    assert said("712", None, "419", unit="") == "419/712 (58,8 %), còn 293"


@pytest.mark.parametrize(
    ("target", "baseline", "aim"),
    [("10", None, Aim.RAISE), ("10", "3", Aim.RAISE), ("3", "10", Aim.REDUCE), ("0", None, Aim.REDUCE), ("5", "5", Aim.HOLD)],
)  # fmt: skip
def test_the_baseline_tells_which_way_a_measure_should_go(target, baseline, aim):
    assert measure(target, baseline).aim is aim


HALF = date(2026, 7, 2)  # 182 of 364 days


@pytest.mark.parametrize(
    ("target", "baseline", "value", "day", "due_on", "words"),
    [
        ("728", "0", "304", HALF, DUE, "chậm 60 dự án so với tiến độ"),
        ("728", "0", "400", HALF, DUE, "nhanh 36 dự án so với tiến độ"),
        ("728", "0", "364", HALF, DUE, "đúng tiến độ"),
        ("729", "0", "364", HALF, DUE, "chậm 1 dự án so với tiến độ"),
        ("5", "25", "18", HALF, DUE, "chậm 3 dự án so với tiến độ"),
        ("5", "25", "12", HALF, DUE, "nhanh 3 dự án so với tiến độ"),
        ("9.5", "0", "4.5", HALF, DUE, "chậm 0,3 dự án so với tiến độ"),
        ("728", "0", "700", date(2027, 5, 1), DUE, "chậm 28 dự án so với tiến độ"),
        ("728", "0", "0", START, DUE, "đúng tiến độ"),
        ("728", None, "304", HALF, DUE, ""),
        ("728", "0", "304", HALF, None, ""),
        ("728", "0", "304", date(2025, 12, 31), DUE, ""),
        ("728", "0", "304", HALF, START, ""),
        ("95", "95", "93", HALF, DUE, ""),
    ],
)
def test_a_figure_stands_before_or_behind_the_straight_line_to_the_deadline(
    target, baseline, value, day, due_on, words
):
    figure = Reached(measure(target, baseline), Decimal(value))
    assert pace_words(figure.against(day, due_on), "dự án") == words


def test_both_deadlines_are_told_where_the_one_in_force_is_another():
    figure = Reached(measure("728", "0"), Decimal(304))
    later = date(2027, 12, 31)
    assert paces_words(figure, day=HALF, original=DUE, effective=later) == (
        "chậm 60 dự án so với tiến độ (theo hạn ban đầu); nhanh 122 dự án so với tiến độ (theo hạn hiện hành)"
    )
    assert paces_words(figure, day=HALF, original=DUE, effective=DUE) == "chậm 60 dự án so với tiến độ"
    assert paces_words(figure, day=HALF, original=None, effective=None) == ""


def test_a_pledge_without_a_target_has_no_measure():
    assert measure_of(_Pledge(None)) is None
    assert measure_of(_Pledge(Decimal(5))) == Measure(target=Decimal(5), unit="km")


class _Pledge:
    unit, baseline, baseline_on = "km", None, None

    def __init__(self, target):
        self.target = target


figures = st.decimals(min_value=-1000, max_value=1000, places=1)


@given(figures, st.none() | figures, figures)
def test_a_target_is_reached_exactly_when_nothing_is_left(target, baseline, value):
    figure = Reached(measure(target, baseline), value)
    assert figure.reached == (figure.left == 0)
    assert figure.left * figure.beyond == 0
    if not figure.reached:
        assert not figure.rate.startswith("100")


@given(figures, figures, figures, st.dates(START, DUE))
def test_whoever_is_ahead_of_the_line_at_its_end_has_reached_the_target(target, baseline, value, day):
    figure = Reached(measure(target, baseline), value)
    ahead = figure.against(DUE, DUE)
    if ahead is None:
        assert figure.measure.aim is Aim.HOLD
    else:
        assert (ahead.pace is not Pace.BEHIND) == figure.reached
    middle = figure.measure.expected(day, DUE)
    if middle is not None:
        assert min(target, baseline) <= middle <= max(target, baseline)
