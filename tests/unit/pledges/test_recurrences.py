"""A recurring promise has no single deadline; its occurrences have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pledges.deadlines import Recurrence, Rhythm, recurrence_of

SAID = date(2026, 7, 10)


def days(words: str, count: int = 2, **how: bool) -> list[str]:
    found = recurrence_of(words, said_on=SAID, **how)
    assert found is not None
    return [f"{day:%d/%m/%Y}" for day in found.days(SAID, date(2028, 12, 31))[:count]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ngày 25 hằng tháng", ["25/07/2026", "25/08/2026"]),
        ("báo cáo kết quả vào ngày 25 hàng tháng", ["25/07/2026", "25/08/2026"]),
        ("trước ngày 20 hàng tháng", ["19/07/2026", "19/08/2026"]),
        ("Định kỳ từ ngày 1 đến ngày 5 hằng tháng", ["05/08/2026", "05/09/2026"]),
        ("trước ngày 02 của tháng tiếp theo sau tháng kỳ báo cáo", ["01/08/2026", "01/09/2026"]),
        ("hằng tháng", ["31/07/2026", "31/08/2026"]),
        ("chậm nhất vào ngày 20 tháng của cuối quý", ["20/09/2026", "20/12/2026"]),
        ("trước ngày 25 tháng cuối quý", ["24/09/2026", "24/12/2026"]),
        ("Trước ngày 10 tháng đầu tiên của mỗi quý", ["09/10/2026", "09/01/2027"]),
        ("hàng quý", ["30/09/2026", "31/12/2026"]),
        ("định kỳ 06 tháng", ["31/12/2026", "30/06/2027"]),
        ("sáu tháng/lần", ["31/12/2026", "30/06/2027"]),
        ("mỗi năm 2 lần", ["31/12/2026", "30/06/2027"]),
        ("Trước ngày 30 tháng 6 hằng năm", ["29/06/2027", "29/06/2028"]),
        ("trước ngày 15/12 hàng năm", ["14/12/2026", "14/12/2027"]),
        ("tháng 9 hằng năm", ["30/09/2026", "30/09/2027"]),
        ("thứ Sáu hằng tuần", ["17/07/2026", "24/07/2026"]),
        ("mỗi tuần", ["12/07/2026", "19/07/2026"]),
    ],
)
def test_the_words_of_a_recurrence_become_its_days(words, expected):
    assert days(words) == expected


def test_a_month_without_the_day_named_ends_on_its_last():
    assert days("ngày 31 hằng tháng", 9)[-2:] == ["28/02/2027", "31/03/2027"]


def test_before_a_day_includes_it_where_the_council_reads_it_so():
    assert days("trước ngày 20 hàng tháng", 1, before_is_inclusive=True) == ["20/07/2026"]


@pytest.mark.parametrize(
    "words", ["Thường xuyên kiểm tra, đôn đốc", "trong quý III năm 2026", "xong 2027 @@"]
)
def test_what_names_no_rhythm_of_the_calendar_has_no_occurrences(words):
    assert recurrence_of(words, said_on=SAID) is None


@pytest.mark.parametrize("words", ["tại mỗi kỳ họp", "Trong thời gian giữa hai kỳ họp"])
def test_what_recurs_with_the_sittings_takes_its_days_from_them(words):
    found = recurrence_of(words, said_on=SAID)

    assert found is not None
    assert found.rhythm is Rhythm.SITTINGS
    assert found.days(SAID, date(2030, 1, 1)) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ngày 25 hằng tháng", "Tháng 7/2026"),
        ("trước ngày 01 hằng tháng", "Tháng 8/2026"),
        ("hằng quý", "Quý III/2026"),
        ("định kỳ 6 tháng", "6 tháng cuối năm 2026"),
        ("hằng năm", "Năm 2026"),
    ],
)
def test_an_occurrence_is_called_by_its_period(words, name):
    found = recurrence_of(words, said_on=SAID)

    assert found is not None
    assert found.name(found.days(SAID, date(2027, 1, 1))[0]) == name


@given(
    rhythm=st.sampled_from([Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.YEARLY]),
    months=st.sets(st.integers(1, 12), min_size=1),
    day=st.integers(0, 6) | st.integers(1, 31),
    shift=st.sampled_from([0, -1]),
    after=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_occurrences_lie_within_what_was_asked_each_once_and_in_order(rhythm, months, day, shift, after):
    rule = Recurrence(
        rhythm, tuple(sorted(months)), day % 7 if rhythm is Rhythm.WEEKLY else max(day, 1), shift
    )
    until = after.replace(year=after.year + 1, day=1)

    found = rule.days(after, until)

    assert all(after < each <= until for each in found)
    assert found == sorted(set(found))
    later = rule.days(found[0], until) if found else []
    assert later == found[1:]
