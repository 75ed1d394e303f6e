"""Grounds, lineage and slip: pure rules."""

from datetime import date

import pytest

from app.core.errors import DomainError
from app.pledges.domain import (
    OFFERED,
    GroundKind,
    Slip,
    check_ground,
    is_late,
    slip,
    speaks_of_slowness,
    times_promised,
    would_circle,
)


@pytest.mark.parametrize(
    ("first", "until", "expected"),
    [
        (date(2024, 12, 31), date(2026, 2, 28), (14, 0)),
        (date(2024, 12, 31), date(2026, 2, 27), (13, 27)),
        (date(2025, 1, 31), date(2025, 3, 1), (1, 1)),
        (date(2025, 1, 15), date(2025, 1, 27), (0, 12)),
        (date(2025, 1, 15), date(2025, 1, 15), (0, 0)),
        (date(2025, 1, 15), date(2024, 1, 15), (0, 0)),
        (date(2024, 2, 29), date(2025, 2, 28), (12, 0)),
        (date(2025, 11, 30), date(2026, 1, 29), (1, 30)),
    ],
)
def test_a_slip_is_told_in_whole_months_and_the_days_over(first, until, expected):
    assert slip(first, until) == Slip(*expected)
    assert bool(slip(first, until)) is (expected != (0, 0))


def test_the_longest_way_says_how_often_something_was_promised():
    assert times_promised([], 7) == 1
    assert times_promised([(1, 2), (2, 3)], 3) == 3
    assert times_promised([(1, 3), (2, 3)], 3) == 2
    assert times_promised([(1, 2), (2, 3), (1, 3)], 3) == 3
    assert times_promised([(1, 2), (2, 3)], 1) == 1


def test_a_chain_that_would_turn_back_is_seen_over_any_number_of_steps():
    chain = [(1, 2), (2, 3), (3, 4)]
    assert would_circle(chain, older_id=4, newer_id=1)
    assert would_circle(chain, older_id=2, newer_id=1)
    assert not would_circle(chain, older_id=1, newer_id=4)
    assert not would_circle(chain, older_id=9, newer_id=1)


@pytest.mark.parametrize(
    "words",
    [
        "Chậm giải phóng mặt bằng",
        "Gặp nhiều khó khăn",
        "Còn vướng mắc về thủ tục",
        "Thiếu vốn",
        "Chưa bố trí được kinh phí",
        "không có đủ nhân lực",
        "Nguồn lực: hạn hẹp về ngân sách",
        "QUÁ HẠN",
        "kho khan",
        "thieu von",
    ],
)
def test_slowness_and_difficulty_are_no_grounds_for_dropping(words):
    assert speaks_of_slowness(words)
    with pytest.raises(DomainError) as refused:
        check_ground(GroundKind.DROP, words)
    assert refused.value.field == "words"
    check_ground(GroundKind.EXTENSION, words)


@pytest.mark.parametrize(
    "words",
    [
        "Chấm dứt dự án theo quy hoạch mới",
        "Đối tượng, nhiệm vụ không còn",
        "Chăm lo người có công đã chuyển Bộ",
    ],
)
def test_lawful_grounds_for_dropping_pass(words):
    check_ground(GroundKind.DROP, words)


def test_the_grounds_offered_are_themselves_lawful_and_told_apart():
    for kind, offered in OFFERED.items():
        assert len(set(offered)) == len(offered)
        for words in offered:
            check_ground(kind, words)


def test_an_empty_ground_is_refused():
    with pytest.raises(DomainError):
        check_ground(GroundKind.EXTENSION, "")


def test_a_request_on_the_last_day_is_in_time_and_the_day_after_late():
    due_on = date(2026, 6, 30)
    assert not is_late(due_on, due_on)
    assert is_late(date(2026, 7, 1), due_on)
    assert not is_late(date(2026, 7, 1), None)
