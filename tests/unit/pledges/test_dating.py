"""Which day a pledge gets: the words' own, one that was confirmed, or one that was argued for."""

from datetime import date

import pytest

from app.core.errors import DomainError
from app.pledges.dating import Stated, settle

SAID = date(2024, 12, 10)


def field_of(stated: Stated) -> str | None:
    with pytest.raises(DomainError) as refused:
        settle(stated, said_on=SAID)
    return refused.value.field


def test_plain_words_give_their_own_day():
    deadline = settle(Stated(words="trong quý I năm 2025"), said_on=SAID)
    assert deadline.original_due_on == date(2025, 3, 31)
    assert (deadline.deadline_kind, deadline.deadline_rule) == ("in_quarter", "R5")
    assert deadline.deadline_basis


def test_the_day_read_may_be_typed_again_without_a_reason():
    assert (
        settle(
            Stated(words="trong quý I năm 2025", due_on=date(2025, 3, 31)), said_on=SAID
        ).due_on_override_reason
        == ""
    )


def test_another_day_than_the_words_give_needs_a_reason():
    other = Stated(words="trong quý I năm 2025", due_on=date(2025, 4, 30))
    assert field_of(other) == "due_on_override_reason"
    argued = Stated(words=other.words, due_on=other.due_on, reason="Người trả lời đính chính tại phiên")
    assert settle(argued, said_on=SAID).original_due_on == date(2025, 4, 30)


def test_where_the_law_reads_harsher_than_the_speaker_meant_the_day_is_asked_for():
    assert field_of(Stated(words="đầu năm 2025")) == "due_on"
    for meant in (date(2025, 1, 1), date(2025, 3, 31)):
        assert settle(Stated(words="đầu năm 2025", due_on=meant), said_on=SAID).original_due_on == meant
    assert field_of(Stated(words="đầu năm 2025", due_on=date(2025, 2, 1))) == "due_on_override_reason"


def test_words_that_recur_or_hang_on_an_event_need_no_day():
    assert settle(Stated(words="thường xuyên"), said_on=SAID).original_due_on is None
    event = settle(Stated(words="ngay sau khi Thủ tướng phê duyệt"), said_on=SAID)
    assert event.original_due_on is None
    assert event.deadline_condition


def test_open_ended_words_are_asked_about():
    assert field_of(Stated(words="trong thời gian tới")) == "due_on"
    assert settle(Stated(words="trong thời gian tới", undated=True), said_on=SAID).original_due_on is None


def test_no_day_in_spite_of_words_that_give_one_needs_a_reason():
    assert field_of(Stated(words="trong năm 2025", undated=True)) == "due_on_override_reason"


def test_unknown_words_are_refused_but_kept_once_a_day_and_a_reason_are_given():
    assert field_of(Stated(words="xong vụ này 3")) == "deadline_words"
    assert field_of(Stated(words="xong vụ này 3", due_on=date(2025, 5, 1))) == "due_on_override_reason"
    kept = settle(Stated(words="xong vụ này 3", due_on=date(2025, 5, 1), reason="Vụ đông xuân"), said_on=SAID)
    assert (kept.deadline_words, kept.deadline_kind, kept.original_due_on) == (
        "xong vụ này 3",
        "",
        date(2025, 5, 1),
    )


def test_a_day_without_any_words_needs_a_reason():
    assert field_of(Stated(words="", due_on=date(2025, 5, 1))) == "due_on_override_reason"
    assert settle(Stated(words=""), said_on=SAID).original_due_on is None


def test_a_day_and_no_day_at_once_are_refused():
    assert field_of(Stated(words="trong năm 2025", due_on=date(2025, 12, 31), undated=True)) == "due_on"


def test_the_council_decides_whether_before_a_day_takes_that_day_in():
    stated = Stated(words="trước ngày 30/6/2025")
    assert settle(stated, said_on=SAID).original_due_on == date(2025, 6, 29)
    assert settle(stated, said_on=SAID, before_is_inclusive=True).original_due_on == date(2025, 6, 30)
