"""Numbers, adoption and order of a resolution."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from app.core.errors import DomainError
from app.documents.numbering import full_number
from app.resolutions.domain import Adoption, NewResolution, check_adoption, reorder

SYMBOL = "NQ-HĐND"
READY = NewResolution(
    number="95/NQ-HĐND", title="Về chất vấn", adopted_on=date(2017, 7, 14), signer_name="Thào Hồng Sơn"
)
CLEAR = Adoption(
    held_on=date(2017, 7, 13), today=date(2017, 7, 14), pledges=17, unclear=0, gaps_confirmation=""
)


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("95", "95/NQ-HĐND"),
        (" 95 / NQ-HĐND ", "95/NQ-HĐND"),
        ("5", "05/NQ-HĐND"),
        ("005/NQ-HĐND", "05/NQ-HĐND"),
        ("95/NQ-TTHĐND", "95/NQ-TTHĐND"),
        ("120/2024/NQ-HĐND", "120/2024/NQ-HĐND"),
        ("0", None),
        ("số 95", None),
        ("95/", None),
        ("123456", None),
        ("", None),
    ],
)
def test_a_number_gets_its_symbol_and_its_leading_zero(typed, full):
    if full is None:
        with pytest.raises(DomainError) as refusal:
            full_number(typed, SYMBOL)
        assert refusal.value.field == "number"
    else:
        assert full_number(typed, SYMBOL) == full


def test_a_complete_resolution_with_clear_pledges_may_be_adopted():
    check_adoption(READY, CLEAR)


@pytest.mark.parametrize(
    ("new", "adoption", "field"),
    [
        (replace(READY, title=""), CLEAR, "title"),
        (replace(READY, adopted_on=None), CLEAR, "adopted_on"),
        (replace(READY, signer_name=""), CLEAR, "signer_name"),
        (replace(READY, adopted_on=date(2017, 7, 12)), CLEAR, "adopted_on"),
        (replace(READY, adopted_on=date(2017, 7, 15)), CLEAR, "adopted_on"),
        (READY, replace(CLEAR, pledges=0), None),
        (READY, replace(CLEAR, unclear=3), "gaps_confirmation"),
        (READY, replace(CLEAR, unclear=3, gaps_confirmation="   ok     "), "gaps_confirmation"),
    ],
)
def test_what_is_missing_keeps_a_resolution_from_being_adopted(new, adoption, field):
    with pytest.raises(DomainError) as refusal:
        check_adoption(new, adoption)
    assert refusal.value.field == field


def test_unclear_pledges_are_adopted_with_words_that_say_so():
    check_adoption(READY, replace(CLEAR, unclear=3, gaps_confirmation="Thường trực thống nhất ban hành."))


@pytest.mark.parametrize("chosen", [1, 2, 3, 4])
@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_row_goes_to_the_place_typed_for_it_and_the_others_keep_their_order(chosen, place):
    moved = reorder([1, 2, 3, 4], {chosen: place})
    assert moved[place - 1] == chosen
    assert [each for each in moved if each != chosen] == [each for each in (1, 2, 3, 4) if each != chosen]


@pytest.mark.parametrize("wanted", list(permutations([1, 2, 3, 4])))
def test_all_places_typed_at_once_give_exactly_that_order(wanted):
    assert reorder(list(wanted), {each: each for each in wanted}) == [1, 2, 3, 4]
