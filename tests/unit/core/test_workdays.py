"""Working days."""

from datetime import date

import pytest

from app.core.workdays import WorkCalendar, lunar_new_year, vietnamese_calendar

FRIDAY = date(2026, 5, 22)


def test_weekends_rest_and_weekdays_are_worked():
    calendar = WorkCalendar()

    assert [calendar.is_working(date(2026, 5, day)) for day in range(18, 25)] == [True] * 5 + [False] * 2


def test_the_day_itself_is_not_counted():
    assert WorkCalendar().add_working_days(FRIDAY, 1) == date(2026, 5, 25)
    assert WorkCalendar().add_working_days(FRIDAY, 0) == FRIDAY


def test_counting_back_lands_on_a_working_day():
    assert WorkCalendar().add_working_days(date(2026, 5, 25), -1) == FRIDAY


def test_a_rest_day_is_passed_over_and_a_worked_saturday_counts():
    calendar = WorkCalendar(
        rest_days=frozenset({date(2026, 5, 25)}), work_days=frozenset({date(2026, 5, 23)})
    )

    assert calendar.add_working_days(FRIDAY, 1) == date(2026, 5, 23)
    assert calendar.add_working_days(FRIDAY, 2) == date(2026, 5, 26)


def test_the_next_working_day_of_a_working_day_is_itself():
    assert WorkCalendar().next_working(FRIDAY) == FRIDAY
    assert WorkCalendar().next_working(date(2026, 5, 23)) == date(2026, 5, 25)


def test_the_public_calendar_knows_holidays_and_exchanged_days():
    calendar = vietnamese_calendar([2026])

    assert not calendar.is_working(date(2026, 9, 2))
    assert not calendar.is_working(date(2026, 8, 31))  # given in exchange for the Saturday 22 August
    assert calendar.is_working(date(2026, 8, 22))
    assert not calendar.is_working(date(2026, 8, 29))


@pytest.mark.parametrize(
    ("year", "day"), [(2025, date(2025, 1, 29)), (2026, date(2026, 2, 17)), (2027, date(2027, 2, 6))]
)
def test_the_lunar_new_year_falls_on_its_known_day(year, day):
    assert lunar_new_year(year) == day
