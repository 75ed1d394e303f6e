"""Rõ người, rõ việc, rõ thời hạn, rõ kết quả."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from app.pledges.clarity import Gap, gaps, own_vague_words, vague_spans, vague_words


@dataclass(frozen=True)
class Typed:
    words: str = "Bàn giao 12 phòng học"
    expected_result: str = "12 phòng học được đưa vào sử dụng"
    person_id: int | None = 1
    office_id: int | None = 1
    deadline_words: str = "trong quý IV năm 2017"
    deadline_kind: str = "in_quarter"
    original_due_on: date | None = date(2017, 12, 31)
    measure: str = ""
    target: Decimal | None = None


def test_a_clear_pledge_lacks_nothing():
    assert gaps(Typed()) == ()


@pytest.mark.parametrize(
    ("lacking", "gap"),
    [
        ({"person_id": None}, Gap.NO_PERSON_NAMED),
        ({"office_id": None}, Gap.NO_OFFICE_NAMED),
        ({"words": "Tăng cường quản lý"}, Gap.VAGUE_WORDS),
        ({"expected_result": ""}, Gap.NO_RESULT_STATED),
        ({"deadline_words": "", "deadline_kind": "", "original_due_on": None}, Gap.NO_DEADLINE_SAID),
        (
            {"deadline_words": "sớm", "deadline_kind": "open_ended", "original_due_on": None},
            Gap.NO_DAY_FOLLOWS,
        ),
        ({"deadline_words": "khi hoa nở", "deadline_kind": "", "original_due_on": None}, Gap.NO_DAY_FOLLOWS),
    ],
)
def test_each_thing_that_is_lacking_is_named(lacking, gap):
    assert gaps(replace(Typed(), **lacking)) == (gap,)


@pytest.mark.parametrize("kind", ["recurring", "event", "session_event", "by_reference"])
def test_a_deadline_that_recurs_or_hangs_on_an_event_is_clear_without_a_day(kind):
    assert gaps(replace(Typed(), deadline_kind=kind, original_due_on=None)) == ()


def test_a_measured_target_says_what_vague_words_mean():
    pledge = replace(
        Typed(), words="Đẩy mạnh giải ngân", expected_result="", measure="tỷ lệ giải ngân", target=Decimal(95)
    )
    assert gaps(pledge) == ()


def test_vague_words_are_found_whole_in_any_case_and_in_their_place():
    text = "SỚM trình phê duyệt, Tăng  cường kiểm tra; phát hiện từ sương sớm mai"
    assert vague_words(text) == ("SỚM", "Tăng  cường", "sớm")
    assert [text[start:end] for start, end in vague_spans(text)] == ["SỚM", "Tăng  cường", "sớm"]
    assert vague_words("Khu tái định cư Sơm Sởm") == ()


def test_a_council_adds_words_of_its_own():
    own = own_vague_words("  vào cuộc \n\n" + unicodedata.normalize("NFD", "đồng hành") + "\n")
    assert own == ("vào cuộc", "đồng hành")
    assert vague_words("Cả hệ thống vào cuộc (nếu được)", own) == ("vào cuộc",)
    assert gaps(replace(Typed(), words="Đồng hành cùng người dân"), own) == (Gap.VAGUE_WORDS,)
