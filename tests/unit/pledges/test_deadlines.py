"""Deadline phrases: real ones with their sources, others made by the rules, and those that must be refused."""

import csv
import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from app.core.workdays import WorkCalendar
from app.pledges.deadlines import LEGAL_BASIS, DeadlineKind, UnreadPhrase, read

HERE = Path(__file__).parent
SAID_ON = date(2026, 5, 20)


def _rows(name: str, delimiter: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", _rows("deadlines.csv", ","), ids=lambda row: row["phrase"])
def test_a_phrase_found_in_a_real_document_is_read_as_its_readers_do(row):
    reading = read(row["phrase"], said_on=date.fromisoformat(row["reference_date"]))

    assert (reading.due_on, reading.kind) == (_day(row["due_on"]), row["kind"])


@pytest.mark.parametrize("row", _rows("deadlines_more.psv", "|"), ids=lambda row: row["phrase"])
def test_a_phrase_is_read_by_the_rules(row):
    reading = read(row["phrase"], said_on=_day(row["said_on"]) or SAID_ON)

    assert (reading.due_on, reading.kind) == (_day(row["due_on"]), row["kind"])
    if row["starts_on"]:
        assert reading.starts_on == _day(row["starts_on"])


REFUSED = [
    ("", ""),
    ("abc", "abc"),
    ("80%", "80%"),
    ("3000", "3000"),
    ("trong tháng 13", "tháng 13"),
    ("tháng 0", "tháng 0"),
    ("quý V", "quý V"),
    ("trong quý 5/2026", "quý 5"),
    ("31/2/2026", "31/2/2026"),
    ("29/2/2027", "29/2/2027"),
    ("ngày 31/6", "ngày 31/6"),
    ("ngày 32/1/2026", "ngày 32/1/2026"),
    ("ngày 15/13/2026", "ngày 15/13/2026"),
    ("1/1/26", "26"),
    ("trước 30/6/26", "26"),
    ("năm 1900", "năm 1900"),
    ("đến năm 2101", "năm 2101"),
    ("giai đoạn 2030-2026", "giai đoạn 2030-2026"),
    ("từ tháng 9/2026 đến tháng 3/2026", "từ tháng 9/2026 đến tháng 3/2026"),
    ("thứ Hai, ngày 2/6/2026", "thứ Hai, ngày 2/6/2026"),
    ("trong vòng 10 (mười lăm) ngày", "10 (mười lăm)"),
    ("trước ngày 15 tháng 8 âm lịch", "15 tháng 8 âm lịch"),
    ("rằm tháng 7", "rằm tháng 7"),
    ("trong 1,5 năm", "trong 1,5 năm"),
    ("trực 24/7", "trực 24/7"),
    ("đạt 3/4 kế hoạch", "đạt 3/4 kế hoạch"),
    ("báo cáo trước Quốc hội", "báo cáo trước Quốc hội"),
    ("lùi sang tháng 12/2026", "lùi sang tháng 12"),
    ("năm học 2026-2028", "năm học 2026-2028"),
    ("truoc ngay 30 thang 6", "thang 6"),
    ("trong qúạ III/2026", "trong qúạ III/2026"),
    ("ngày ٣٠/6/2026", "٣٠"),
    ("trong vòng 9999 năm", "trong vòng 9999 năm"),
    ("trước", "trước"),
    ("vào một ngày đẹp trời", "một ngày đẹp"),
    ("trong một ngày gần đây", "một ngày gần"),
    ("khi nào xong thì xong", "khi nào"),
    ("mùng 10 tháng Giêng", "mùng 10 tháng Giêng"),
    ("mồng 5 tháng Chạp năm 2026", "mồng 5 tháng Chạp"),
]


@pytest.mark.parametrize(("phrase", "rest"), REFUSED, ids=[phrase or "nothing" for phrase, _ in REFUSED])
def test_what_is_no_deadline_is_refused_and_the_unread_piece_is_named(phrase, rest):
    with pytest.raises(UnreadPhrase) as refused:
        read(phrase, said_on=SAID_ON)

    assert refused.value.rest in {rest, rest.removeprefix("trong vòng ")}
    assert refused.value.field == "deadline_phrase"


def test_a_refusal_tells_what_was_understood():
    with pytest.raises(UnreadPhrase) as refused:
        read("hoàn thành trong quý III/2026, trước vụ việc kia", said_on=SAID_ON)

    assert refused.value.understood == ("trong quý III/2026",)
    assert refused.value.rest == "trước vụ việc kia"


def test_before_a_day_excludes_the_day_unless_the_council_decided_otherwise():
    assert read("trước ngày 30/6/2026", said_on=SAID_ON).due_on == date(2026, 6, 29)
    assert read("trước ngày 30/6/2026", said_on=SAID_ON, before_is_inclusive=True).due_on == date(2026, 6, 30)
    assert read("trước tháng 9/2026", said_on=SAID_ON, before_is_inclusive=True).due_on == date(2026, 8, 31)


def test_the_reading_is_explained_in_words():
    reading = read("xong trước ngày 30/8/2017", said_on=date(2017, 7, 14))

    assert reading.explanation == "“trước ngày 30/8/2017” không gồm ngày 30/08/2017, nên hạn là 29/08/2017."
    assert reading.legal_basis == LEGAL_BASIS["R1"]


def test_the_beginning_of_a_year_is_asked_about_and_shows_what_speakers_often_mean():
    reading = read("chậm nhất đầu năm 2025", said_on=date(2023, 12, 7))

    assert (reading.due_on, reading.rule) == (date(2025, 1, 1), "R11")
    assert reading.needs_confirmation
    assert reading.alternatives == (date(2025, 3, 31),)


def test_a_hope_is_kept_as_a_hope():
    assert read("phấn đấu xong trong năm 2026", said_on=SAID_ON).tentative
    assert not read("xong trong năm 2026", said_on=SAID_ON).tentative


def test_a_condition_is_kept_in_its_own_words():
    reading = read("Trong năm 2026 nếu có Mặt Bằng thi công", said_on=SAID_ON)

    assert (reading.condition, reading.rule) == ("nếu có Mặt Bằng thi công", "R18")
    assert reading.due_on == date(2026, 12, 31)


def test_a_sitting_or_an_event_is_named_as_the_trigger():
    assert read("trước Kỳ họp thứ Sáu", said_on=SAID_ON).trigger == "Kỳ họp thứ Sáu"
    assert read("ngay sau khi kết thúc việc thanh tra", said_on=SAID_ON).trigger == "kết thúc việc thanh tra"


def test_a_length_of_time_waits_for_the_day_of_its_event():
    waiting = read("trong vòng 30 ngày kể từ ngày ký", said_on=SAID_ON)
    dated = read("trong vòng 30 ngày kể từ ngày 01/6/2026", said_on=SAID_ON)

    assert (waiting.trigger, waiting.counted_from, waiting.needs_confirmation) == ("ngày ký", SAID_ON, True)
    assert (dated.counted_from, dated.needs_confirmation) == (date(2026, 6, 1), False)


def test_a_length_of_time_moves_off_a_rest_day_and_a_fixed_day_does_not():
    # 30/5/2026 is a Saturday.
    counted = read("trong 10 ngày", said_on=SAID_ON)
    fixed = read("chậm nhất ngày 30/5/2026", said_on=SAID_ON)

    assert (counted.due_on, counted.falls_on_rest_day) == (date(2026, 6, 1), False)
    assert (fixed.due_on, fixed.falls_on_rest_day) == (date(2026, 5, 30), True)


def test_the_calendar_of_the_council_decides_which_days_are_worked():
    calendar = WorkCalendar(
        rest_days=frozenset({date(2026, 5, 21)}), work_days=frozenset({date(2026, 5, 23)})
    )

    assert read("2 ngày làm việc", said_on=SAID_ON, calendar=calendar).due_on == date(2026, 5, 23)
    assert read("trong 1 ngày", said_on=SAID_ON, calendar=calendar).due_on == date(2026, 5, 22)


def test_a_deadline_already_past_is_said_to_be_past_and_not_moved():
    reading = read("trước tháng 9", said_on=date(2025, 9, 11))

    assert (reading.due_on, reading.past_at_reference) == (date(2025, 8, 31), True)
    assert reading.needs_confirmation


def test_two_deadlines_are_asked_about():
    reading = read("trong tháng 9/2026, trong quý I/2027", said_on=SAID_ON)

    assert (reading.due_on, reading.alternatives) == (date(2027, 3, 31), (date(2026, 9, 30),))
    assert reading.needs_confirmation


def test_at_the_latest_binds_over_the_other_deadline():
    reading = read("chậm nhất quý III/2026, phấn đấu trong năm 2026", said_on=SAID_ON)

    assert reading.due_on == date(2026, 9, 30)
    assert reading.needs_confirmation


def test_the_contract_of_the_command_line_has_exactly_its_keys():
    reading = read("trong giai đoạn 2026-2030", said_on=SAID_ON)

    assert json.loads(json.dumps(reading.to_json())) == {
        "phrase": "trong giai đoạn 2026-2030",
        "kind": "range",
        "due_on": "2030-12-31",
        "starts_on": "2026-01-01",
        "rule": "R8",
        "legal_basis": LEGAL_BASIS["R8"],
        "needs_confirmation": False,
        "tentative": False,
        "condition": None,
    }


def test_the_phrase_is_kept_as_given_in_one_normal_form():
    given = unicodedata.normalize("NFD", "Trong  QUÝ III – 2026")

    assert read(given, said_on=SAID_ON).phrase == "Trong  QUÝ III – 2026"


def test_every_rule_has_a_basis_and_every_kind_a_code():
    assert list(LEGAL_BASIS) == [f"R{n}" for n in range(1, 27)]
    assert all(kind == kind.lower() for kind in DeadlineKind)
