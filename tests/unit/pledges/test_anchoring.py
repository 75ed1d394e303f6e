"""What the words of a deadline hang it on."""

from datetime import date

import pytest

from app.core.workdays import WorkCalendar
from app.pledges.anchoring import day_after, proposed_anchors, sitting_day
from app.pledges.domain import AnchorKind, SittingPoint
from app.sittings.domain import SittingKind

SAID = date(2026, 7, 10)
MID, END = SittingKind.REGULAR_MID_YEAR, SittingKind.REGULAR_YEAR_END


@pytest.mark.parametrize(
    ("words", "said_on", "kind", "year", "point"),
    [
        ("trình tại kỳ họp thường lệ cuối năm 2026", SAID, END, 2026, SittingPoint.CLOSING),
        ("trước kỳ họp thường lệ giữa năm 2027", SAID, MID, 2027, SittingPoint.BEFORE_OPENING),
        ("tại kỳ họp cuối năm", SAID, END, 2026, SittingPoint.CLOSING),
        ("tại kỳ họp giữa năm", SAID, MID, 2027, SittingPoint.CLOSING),
        ("tại kỳ họp gần nhất", SAID, END, 2026, SittingPoint.CLOSING),
        ("tại kỳ họp tới", date(2026, 12, 9), MID, 2027, SittingPoint.CLOSING),
        ("tại kỳ họp chuyên đề năm 2027", SAID, SittingKind.THEMATIC, 2027, SittingPoint.CLOSING),
        (
            "tại Kỳ họp thứ Sáu, HĐND tỉnh (dự kiến tổ chức tháng 12/2017)",
            date(2017, 7, 14),
            END,
            2017,
            SittingPoint.CLOSING,
        ),
        ("tại Kỳ họp thứ Sáu", SAID, None, None, SittingPoint.CLOSING),
        (
            "chậm nhất 10 ngày trước ngày khai mạc kỳ họp cuối năm 2026",
            SAID,
            END,
            2026,
            SittingPoint.OPENING,
        ),
    ],
)
def test_a_sitting_is_proposed_by_kind_year_and_day(words, said_on, kind, year, point):
    [anchor] = proposed_anchors(words, said_on=said_on, dated=False)

    assert anchor.kind is AnchorKind.SITTING
    assert (anchor.sitting_kind, anchor.sitting_year, anchor.point) == (kind, year, point)


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        ("ngay sau khi được phê duyệt quy hoạch", AnchorKind.EVENT, "được phê duyệt quy hoạch"),
        ("trong 15 ngày làm việc kể từ ngày ký hợp đồng", AnchorKind.EVENT, "ngày ký hợp đồng"),
        ("tại kỳ họp Quốc hội cuối năm 2026", AnchorKind.EVENT, "kỳ họp Quốc hội cuối năm 2026"),
        (
            "ngay sau khi được HĐND tỉnh thông qua vào Kỳ họp thứ Sáu",
            AnchorKind.EVENT,
            "được HĐND tỉnh thông qua vào Kỳ họp thứ Sáu",
        ),
        ("trong năm 2026 nếu có mặt bằng", AnchorKind.CONDITION, "nếu có mặt bằng"),
    ],
)
def test_events_and_conditions_keep_their_words(words, kind, told):
    [anchor] = proposed_anchors(words, said_on=SAID, dated=False)

    assert (anchor.kind, anchor.words) == (kind, told)


@pytest.mark.parametrize("words", ["trong năm 2026", "khẩn trương", "hằng quý", "", "xong @@ 99"])
def test_other_words_hang_on_nothing(words):
    assert proposed_anchors(words, said_on=SAID, dated=False) == ()


def test_where_a_day_was_fixed_all_the_same_only_a_condition_is_proposed():
    assert proposed_anchors("trong 30 ngày kể từ ngày có mặt bằng", said_on=SAID, dated=True) == ()
    [anchor] = proposed_anchors("trong năm 2026 nếu có mặt bằng", said_on=SAID, dated=True)
    assert anchor.kind is AnchorKind.CONDITION


@pytest.mark.parametrize(
    ("point", "day"),
    [
        (SittingPoint.BEFORE_OPENING, date(2026, 12, 6)),
        (SittingPoint.OPENING, date(2026, 12, 7)),
        (SittingPoint.CLOSING, date(2026, 12, 10)),
    ],
)
def test_a_sitting_has_the_day_that_is_meant(point, day):
    assert sitting_day(date(2026, 12, 7), date(2026, 12, 10), point) == day
    assert sitting_day(None, None, point) is None


def test_days_after_an_event_do_not_count_its_own_and_end_on_a_working_day():
    calendar = WorkCalendar(public=True)
    friday = date(2026, 10, 16)

    def after(words: str, days: int = 0) -> date:
        return day_after(words, happened_on=friday, days_after=days, calendar=calendar)

    assert after("ngay sau khi có vốn") == friday
    assert after("ngay sau khi có vốn", 8) == date(2026, 10, 26)
    assert after("trong 5 ngày làm việc kể từ ngày ký") == date(2026, 10, 23)
    assert after("trong vòng 30 ngày kể từ ngày có mặt bằng") == date(2026, 11, 16)
