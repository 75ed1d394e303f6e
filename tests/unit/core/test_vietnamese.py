"""Numbers, days and order as official papers write them."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from app.core.vietnamese import day, long_day, number, percent, roman, share, sort_key, symbol_number


def test_a_day_has_two_figures_for_day_and_month_and_four_for_the_year() -> None:
    assert day(date(2017, 7, 3)) == "03/07/2017"


def test_no_day_is_no_text() -> None:
    assert day(None) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 28), "ngày 28 tháng 02 năm 2020"),
        (date(2020, 3, 10), "ngày 10 tháng 3 năm 2020"),
        (date(2017, 7, 9), "ngày 09 tháng 7 năm 2017"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_take_a_leading_zero(
    value: date | None, words: str
) -> None:
    assert long_day(value) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (-52000, "-52.000"),
        (Decimal("9.4"), "9,4"),
        (Decimal("9.40"), "9,4"),
        (Decimal("1234567.5"), "1.234.567,5"),
        (Decimal("1E+4"), "10.000"),
        (Decimal(100), "100"),
        (Decimal("0.050"), "0,05"),
    ],
)
def test_numbers_have_dots_between_thousands_and_a_decimal_comma(value: Decimal | int, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(14, 16, "87,5%"), (1, 3, "33,3%"), (1, 16, "6,3%"), (3, 3, "100%"), (0, 5, "0%")],
)
def test_a_percentage_keeps_one_decimal_and_rounds_halves_upwards(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


def test_a_rate_shows_its_numerator_and_denominator() -> None:
    assert share(14, 16) == "14/16 (87,5%)"


def test_a_zero_denominator_prints_a_dash() -> None:
    assert (percent(0, 0), share(0, 0)) == ("—", "—")


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (17, "XVII"), (49, "XLIX"), (1994, "MCMXCIV")],
)
def test_roman_numerals(value: int, text: str) -> None:
    assert roman(value) == text


def test_there_is_no_roman_nought() -> None:
    with pytest.raises(ValueError, match="begin at one"):
        roman(0)


@pytest.mark.parametrize(("value", "text"), [(7, "07"), (10, "10"), (95, "95"), (1536, "1536")])
def test_a_document_number_below_ten_takes_a_leading_zero(value: int, text: str) -> None:
    assert symbol_number(value) == text


@pytest.mark.parametrize(
    "in_order",
    [
        ["Bắc Mê", "Đồng Văn", "Hoàng Su Phì", "Mèo Vạc", "Quản Bạ", "Vị Xuyên"],
        ["Sở Công Thương", "Sở Tài chính", "Sở Tài nguyên và Môi trường", "Sở Y tế"],
        ["ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bâ"],
        ["ca ca", "cà"],
        ["dân", "đan"],
        ["an", "ăn", "ân"],
        ["Phường 2", "Phường 10"],
        ["o", "ô", "ơ", "p"],
    ],
)
def test_words_sort_as_in_a_vietnamese_dictionary(in_order: list[str]) -> None:
    assert sorted(in_order, key=sort_key) == in_order


def test_composed_and_decomposed_text_sort_alike_and_case_does_not_matter() -> None:
    assert sort_key("Thường trực") == sort_key(unicodedata.normalize("NFD", "THƯỜNG TRỰC"))
