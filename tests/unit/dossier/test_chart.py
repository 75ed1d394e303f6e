"""The drawing of a measure: the line to the target, and the figures beside it."""

from datetime import date
from decimal import Decimal

import pytest

from app.dossier.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, draw
from app.monitoring.figures import Figure, Progress
from app.pledges.measuring import Measure, Reached

START, DUE = date(2026, 1, 1), date(2026, 12, 31)
LOW, HIGH, NEAR, FAR = float(HEIGHT - BOTTOM), float(TOP), float(LEFT), float(WIDTH - RIGHT)


def progress(*figures, target="100", baseline="0", original=DUE, effective=DUE):
    measure = Measure(
        target=Decimal(target),
        baseline=None if baseline is None else Decimal(baseline),
        baseline_on=START,
    )
    told = tuple(
        Figure(on, Reached(measure, Decimal(value)), number, None, None) for on, value, number in figures
    )
    return Progress(measure, told, original, effective)


def test_the_line_runs_from_where_it_stood_to_the_target_on_the_due_day():
    drawn = draw(progress((date(2026, 7, 2), "50", 1)))
    assert drawn.line == f"{NEAR},{LOW} {FAR},{HIGH}"
    assert drawn.accepted == f"{NEAR},{LOW} {(NEAR + FAR) / 2},{(LOW + HIGH) / 2}"
    assert drawn.first_line == ""


def test_a_target_of_reduction_runs_downwards():
    drawn = draw(progress((date(2026, 7, 2), "12", 1), target="5", baseline="20"))
    assert drawn.start.y == HIGH
    assert drawn.target.y > drawn.start.y


def test_a_figure_only_reported_is_a_dot_off_the_accepted_line():
    drawn = draw(progress((date(2026, 7, 2), "50", None)))
    assert [dot.accepted for dot in drawn.dots] == [False]
    assert drawn.accepted == f"{NEAR},{LOW}"


def test_a_deadline_moved_later_draws_both_lines():
    drawn = draw(progress((date(2026, 7, 2), "50", 1), effective=date(2027, 6, 30)))
    assert drawn.until == date(2027, 6, 30)
    assert drawn.first_line not in {"", drawn.line}


def test_what_goes_beyond_the_target_or_the_deadline_stays_within_the_drawing():
    drawn = draw(progress((date(2027, 3, 1), "150", 1)))
    [dot] = drawn.dots
    assert (dot.x, dot.y) == (FAR, HIGH)
    assert drawn.target.y > HIGH


@pytest.mark.parametrize(
    "shown",
    [
        progress(),
        progress((date(2026, 7, 2), "50", 1), baseline=None),
        progress((date(2026, 7, 2), "50", 1), effective=None, original=None),
        progress((date(2026, 7, 2), "50", 1), effective=START),
        progress((date(2025, 7, 2), "50", 1)),
    ],
)
def test_without_a_line_or_a_figure_beside_it_nothing_is_drawn(shown):
    assert draw(shown) is None


def test_a_target_equal_to_the_baseline_is_a_level_line():
    drawn = draw(progress((date(2026, 7, 2), "93", 1), target="95", baseline="95"))
    assert drawn.target.y == drawn.start.y


def test_the_latest_figure_is_the_last_one_a_round_accepted():
    shown = progress((date(2026, 7, 2), "50", 1), (date(2026, 8, 2), "60", None))
    assert shown.latest.reached.value == 50
    assert progress((date(2026, 8, 2), "60", None)).latest.reached.value == 60
    assert progress().latest is None
