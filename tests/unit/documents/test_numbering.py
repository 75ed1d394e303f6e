"""Numbers of papers: counted for each symbol and year, never twice, out of order only when it is meant."""

from datetime import date

import pytest

from app.core.errors import DomainError
from app.core.workdays import WorkCalendar
from app.documents.numbering import (
    Doubt,
    check_number,
    doubt_about,
    must_be_numbered_by,
    next_number,
    offered,
    sequence_of,
    symbol_of,
    unnumbered,
)

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 4)
GIVEN = {5: MARCH, 6: APRIL}


def test_the_next_number_follows_the_last_one_given():
    assert (next_number({}), next_number(GIVEN)) == (1, 7)


def test_nothing_is_offered_where_no_number_of_the_year_is_known():
    assert (offered({}), offered({1: MARCH}), offered(GIVEN)) == ("", "02", "07")


@pytest.mark.parametrize(
    ("sequence", "day", "doubt"),
    [
        (7, MAY, None),
        (7, APRIL, None),
        (9, MAY, Doubt.GAP),
        (7, MARCH, Doubt.BACKDATED),
        (4, MARCH, Doubt.BACKDATED),
        (4, MAY, Doubt.BACKDATED),
    ],
)
def test_a_free_number_is_doubted_when_it_leaves_a_gap_or_stands_against_the_order_of_days(
    sequence, day, doubt
):
    assert doubt_about(sequence, day, GIVEN) is doubt


def test_the_first_number_known_of_a_year_is_not_doubted():
    assert doubt_about(95, MAY, {}) is None


def test_a_number_given_is_refused_even_when_confirmed():
    with pytest.raises(DomainError) as refused:
        check_number("06/NQ-HĐND", MAY, GIVEN, confirmed=True)
    assert (refused.value.field, refused.value.params["year"]) == ("number", 2026)


def test_a_doubtful_number_is_refused_until_it_is_confirmed():
    with pytest.raises(DomainError) as refused:
        check_number("09/NQ-HĐND", MAY, GIVEN, confirmed=False)
    assert refused.value.field == "number_confirmed"
    assert refused.value.params["next"] == "07/NQ-HĐND"
    check_number("09/NQ-HĐND", MAY, GIVEN, confirmed=True)


def test_a_number_to_come_keeps_its_symbol():
    assert (symbol_of(unnumbered("NQ-HĐND")), sequence_of(unnumbered("NQ-HĐND"))) == ("NQ-HĐND", None)
    assert (symbol_of("05/NQ-HĐND"), sequence_of("05/NQ-HĐND")) == ("NQ-HĐND", 5)


def test_a_paper_signed_on_a_friday_gets_its_number_by_monday():
    assert must_be_numbered_by(WorkCalendar())(date(2026, 7, 10)) == date(2026, 7, 13)
