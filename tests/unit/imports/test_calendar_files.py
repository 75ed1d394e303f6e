"""Working calendars from outside, the hostile ones among them."""

import io
from datetime import date

import openpyxl
import pytest

from app.core.errors import DomainError
from app.council.domain import DayKind
from app.imports.calendar.reading import read_calendar_file
from app.imports.workbook import REFUSALS

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Thu//VN\r\n"
TAIL = "END:VCALENDAR\r\n"


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{event}\r\nEND:VEVENT\r\n" for n, event in enumerate(events))
    return (HEAD + body + TAIL).encode()


def whole(day: str, summary: str, *more: str) -> str:
    return "\r\n".join([f"DTSTART;VALUE=DATE:{day}", f"SUMMARY:{summary}", *more])


def sheet(*rows: list[object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(DomainError) as refused:
        read_calendar_file(content)
    assert refused.value.field == "file"
    return refused.value.message


def test_the_exchange_of_new_year_2026_is_read_from_a_calendar() -> None:
    found = read_calendar_file(
        calendar(
            whole("20260102", "Nghỉ hoán đổi (làm bù ngày 10/01)"),
            whole("20260110", "Làm việc bù cho ngày 02/01/2026"),
        )
    )
    assert [(each.day, each.kind) for each in found.days] == [
        (date(2026, 1, 2), DayKind.REST),
        (date(2026, 1, 10), DayKind.WORK),
    ]


def test_an_event_of_several_days_is_as_many_days_without_its_end() -> None:
    found = read_calendar_file(calendar(whole("20260216", "Tết", "DTEND;VALUE=DATE:20260221")))
    assert [each.day.day for each in found.days] == [16, 17, 18, 19, 20]


@pytest.mark.parametrize(
    "event",
    [
        whole("20260102", "Hằng năm", "RRULE:FREQ=YEARLY"),
        "DTSTART:20260102T080000Z\r\nSUMMARY:Họp",
        whole("20260102", "Đã huỷ", "STATUS:CANCELLED"),
        whole("20260102", "Quá dài", "DTEND;VALUE=DATE:29990101"),
        "SUMMARY:Không ngày",
    ],
)
def test_what_repeats_has_an_hour_or_was_cancelled_is_left_out_and_counted(event: str) -> None:
    found = read_calendar_file(calendar(event))
    assert (found.days, found.left_out) == ([], 1)


def test_a_sheet_of_days_is_read_by_its_headings() -> None:
    found = read_calendar_file(
        sheet(
            ["Số văn bản", "Ngày", "Loại", "Tên"],
            ["10/TB-VPCP", date(2026, 1, 2), "Nghỉ", "Hoán đổi"],
            ["10/TB-VPCP", "10/01/2026", "Làm việc", ""],
        )
    )
    rest, worked = found.days
    assert (rest.day, rest.kind, rest.document_number) == (date(2026, 1, 2), DayKind.REST, "10/TB-VPCP")
    assert (worked.day, worked.kind) == (date(2026, 1, 10), DayKind.WORK)


def test_rows_that_cannot_be_read_are_told_with_their_number() -> None:
    found = read_calendar_file(
        sheet(["Ngày", "Loại"], ["31/02/2026", ""], [date(2026, 1, 2), "có lẽ"], ["=1+1", ""])
    )
    assert found.days == []
    assert [place for place, _ in found.problems] == ["2", "3", "4"]


def test_a_sheet_without_a_column_of_days_is_refused() -> None:
    assert "Ngày" in refusal(sheet(["Tên", "Loại"], ["Tết", "Nghỉ"]))


@pytest.mark.parametrize(
    "content", [b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:x", b"BEGIN:VCALENDAR\r\n" + b"\x00\xff" * 500]
)
def test_what_only_begins_like_a_calendar_is_refused(content: bytes) -> None:
    assert refusal(content) == REFUSALS["not_a_calendar"]


def test_a_calendar_too_large_or_too_full_is_refused() -> None:
    assert "2 MB" in refusal(b"BEGIN:VCALENDAR\r\n" + b"X" * (2 * 1024 * 1024))
    assert refusal(calendar(*[whole("20260102", "x")] * 2001)) == REFUSALS["too_many_events"]


def test_what_is_neither_a_calendar_nor_a_workbook_is_refused() -> None:
    assert refusal(b"%PDF-1.7") == REFUSALS["not_a_workbook"]
