"""What holds for every deadline phrase, whatever its words."""

import time
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pledges.deadlines import Reading, UnreadPhrase, read

SAID_ON = date(2026, 5, 20)
DAYS = st.dates(date(1976, 1, 1), date(2099, 12, 31))
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
WORDS = (
    *(
        "trước",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "đến",
        "hết",
        "từ",
        "trong",
        "chậm nhất",
        "kỳ họp",
        "cuối",
        "đầu",
        "nếu",
    ),
    *(
        "khi có",
        "kể từ",
        "làm việc",
        "tới",
        "sau",
        "này",
        "30",
        "6",
        "2026",
        "/",
        "-",
        ",",
        "(",
        ")",
        ".",
        "III",
        "15/8",
    ),
    *(
        "mười lăm",
        "tuần",
        "giờ",
        "Tết",
        "hằng",
        "một lần",
        "giai đoạn",
        "năm học",
        "nửa",
        "thứ",
        "và",
        "mùa mưa",
        "%",
    ),
    *(
        "9999",
        "99",
        "0",
        "định hướng",
        "những năm tới",
        "118/BC-UBND",
        "3.000",
        "xong",
        "hoàn thành",
        "âm lịch",
    ),
)


def _in_words(n: int) -> str:
    if n < 10:
        return DIGITS[n]
    tens, unit = divmod(n, 10)
    last = {0: "", 5: " lăm", 1: " mốt" if tens > 1 else " một"}.get(unit, f" {DIGITS[unit]}")
    return ("mười" if tens == 1 else f"{DIGITS[tens]} mươi") + last


SPELLINGS = (
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.day} / {d.month} / {d.year}",
    lambda d: f"{d.day:02} tháng {d.month:02} năm {d.year}",
    lambda d: f"{d.day} tháng {d.month}/{d.year}",
    lambda d: f"{d.day} tháng {_in_words(d.month)} năm {d.year}",
    lambda d: f"{_in_words(d.day)} tháng {_in_words(d.month)} năm {d.year}",
)


@given(day=DAYS, spelling=st.sampled_from(SPELLINGS))
def test_a_day_is_the_same_in_every_spelling(day, spelling):
    assert read(f"chậm nhất ngày {spelling(day)}", said_on=SAID_ON).due_on == day


@given(day=DAYS, spelling=st.sampled_from(SPELLINGS))
def test_before_a_day_is_one_day_less_than_until_it(day, spelling):
    before = read(f"trước ngày {spelling(day)}", said_on=SAID_ON).due_on
    until = read(f"đến hết ngày {spelling(day)}", said_on=SAID_ON).due_on

    assert before == until - timedelta(days=1)


@given(year=st.integers(1976, 2099), quarter=st.integers(1, 4), style=st.sampled_from(("/", " năm ", "-")))
def test_a_quarter_ends_with_its_last_month_in_every_spelling(year, quarter, style):
    roman = ("I", "II", "III", "IV")[quarter - 1]
    readings = [
        read(f"trong quý {n}{style}{year}", said_on=SAID_ON) for n in (quarter, roman, _in_words(quarter))
    ]
    month = read(f"trong tháng {quarter * 3}{style}{year}", said_on=SAID_ON)

    assert {r.due_on for r in readings} == {month.due_on}


@given(n=st.integers(1, 99), unit=st.sampled_from(("ngày", "tuần", "tháng", "quý", "ngày làm việc")))
def test_a_length_of_time_is_the_same_in_digits_and_in_words(n, unit):
    digits = read(f"trong vòng {n} {unit} kể từ ngày ký", said_on=SAID_ON).due_on
    words = read(f"trong vòng {_in_words(n)} {unit} kể từ ngày ký", said_on=SAID_ON).due_on
    both = read(f"trong vòng {n} ({_in_words(n)}) {unit} kể từ ngày ký", said_on=SAID_ON).due_on

    assert digits == words == both


@given(n=st.integers(1, 200), unit=st.sampled_from(("ngày", "tuần", "tháng", "ngày làm việc")), said_on=DAYS)
def test_a_longer_time_never_ends_sooner(n, unit, said_on):
    said_on = min(said_on, date(2070, 1, 1))
    shorter = read(f"trong {n} {unit}", said_on=said_on).due_on
    longer = read(f"trong {n + 1} {unit}", said_on=said_on).due_on

    assert said_on < shorter <= longer


@given(day=st.integers(1, 28), month=st.integers(1, 12), said_on=DAYS)
def test_without_a_year_the_next_such_day_is_meant(day, month, said_on):
    said_on = min(said_on, date(2098, 12, 31))
    due = read(f"chậm nhất ngày {day}/{month}", said_on=said_on).due_on

    assert said_on <= due < said_on + timedelta(days=366)
    assert (due.day, due.month) == (day, month)


def _outcome(phrase: str) -> tuple[object, ...]:
    try:
        reading = read(phrase, said_on=SAID_ON)
    except UnreadPhrase:
        return ("refused",)
    return reading.due_on, reading.kind, reading.starts_on, reading.rule, reading.needs_confirmation


JUMBLES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(phrase=JUMBLES)
def test_case_and_unicode_form_and_spaces_change_nothing(phrase):
    outcome = _outcome(phrase)

    assert _outcome(unicodedata.normalize("NFD", phrase)) == outcome
    assert _outcome(phrase.replace(" ", "\u00a0 ")) == outcome
    assert _outcome(phrase.lower()) == outcome


@given(
    day=DAYS,
    spelling=st.sampled_from(SPELLINGS),
    lead=st.sampled_from(("trước ngày", "xong trước", "đến hết ngày", "từ nay đến")),
)
def test_titles_in_capitals_are_read_alike(day, spelling, lead):
    phrase = f"{lead} {spelling(day)}"

    assert _outcome(phrase.upper()) == _outcome(phrase)


def _read_or_refuse(phrase: str, said_on: date) -> Reading | None:
    """The reading, or None for a refusal; any other exception is a fault."""
    try:
        return read(phrase, said_on=said_on)
    except UnreadPhrase:
        return None


@given(phrase=st.one_of(st.text(max_size=80), JUMBLES))
def test_every_text_is_read_or_refused(phrase):
    reading = _read_or_refuse(phrase, SAID_ON)

    if reading:
        assert reading.explanation
        assert reading.legal_basis
        assert reading.due_on not in (day for day in reading.alternatives if day)
        assert (reading.due_on is None) or reading.due_on.year in range(1974, 2102)


@pytest.mark.parametrize("said_on", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_no_register_can_hold_is_refused_with_any_phrase(said_on):
    with pytest.raises(UnreadPhrase):
        read("trong tháng này", said_on=said_on)


@pytest.mark.parametrize("said_on", [date(1975, 1, 1), date(2100, 12, 31)])
@pytest.mark.parametrize("word", WORDS)
def test_the_edges_of_the_calendar_are_no_fault(said_on, word):
    phrases = (
        word,
        f"trong {word} tới",
        f"trước {word} này",
        f"trong 30 {word}",
        f"từ {word} đến cuối năm",
        f"{word} sau",
    )
    readings = [_read_or_refuse(phrase, said_on) for phrase in phrases]

    assert all(reading is None or reading.rule.startswith("R") for reading in readings)


@pytest.mark.parametrize(
    "word",
    [*WORDS, "a", "1", "ngày nhận được hồ sơ", "trong 9999 ngày làm việc", "kỳ họp thứ 6,", "1,", "và 2"],
)
def test_a_long_text_takes_bounded_time(word):
    phrase = f"{word} " * (10_000 // (len(word) + 1))
    started = time.perf_counter()
    _outcome(phrase)

    assert time.perf_counter() - started < 3
