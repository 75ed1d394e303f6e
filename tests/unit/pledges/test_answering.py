from datetime import date

from app.pledges.accountable import answered

SPOKE, NEXT, LAST, OLD, NEW = 1, 2, 3, 10, 11
SAID, TODAY = date(2024, 7, 1), date(2026, 1, 1)


def test_a_pledge_follows_the_holders_of_its_office_and_each_answers_for_his_own_days():
    holdings = {OLD: [(None, date(2024, 12, 31), SPOKE), (date(2025, 1, 1), None, NEXT)]}
    assert answered([(SAID, OLD)], holdings, spoke=SPOKE, until=TODAY) == [
        (SPOKE, SAID, date(2024, 12, 31)),
        (NEXT, date(2025, 1, 1), TODAY),
    ]


def test_days_on_which_nobody_is_known_to_hold_the_office_fall_to_who_spoke():
    holdings = {OLD: [(date(2025, 1, 1), date(2025, 1, 31), NEXT)]}
    assert answered([(SAID, OLD)], holdings, spoke=SPOKE, until=TODAY) == [
        (SPOKE, SAID, date(2024, 12, 31)),
        (NEXT, date(2025, 1, 1), date(2025, 1, 31)),
        (SPOKE, date(2025, 2, 1), TODAY),
    ]


def test_an_office_that_takes_over_answers_from_that_day_on():
    holdings = {OLD: [(None, None, SPOKE)], NEW: [(date(2020, 1, 1), None, LAST)]}
    acting = [(SAID, OLD), (date(2025, 3, 1), NEW)]
    assert answered(acting, holdings, spoke=SPOKE, until=TODAY) == [
        (SPOKE, SAID, date(2025, 2, 28)),
        (LAST, date(2025, 3, 1), TODAY),
    ]


def test_a_pledge_recorded_after_its_office_was_taken_over_falls_to_the_new_one_from_the_first_day():
    holdings = {OLD: [(None, None, SPOKE)], NEW: [(None, None, LAST)]}
    acting = [(SAID, OLD), (date(2020, 1, 1), NEW)]
    assert answered(acting, holdings, spoke=SPOKE, until=TODAY) == [(LAST, SAID, TODAY)]


def test_a_pledge_of_no_office_stays_with_who_spoke():
    assert answered([(SAID, None)], {}, spoke=SPOKE, until=TODAY) == [(SPOKE, SAID, TODAY)]
