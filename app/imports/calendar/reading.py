"""A working calendar from outside: the days of an .ics file or of a sheet, as entries of the council's calendar."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.errors import N_, DomainError
from app.core.forms import FIRST_YEAR, LAST_YEAR, LINE, parse_day
from app.core.text import clean_line, fold, without_control_characters
from app.council.domain import DayKind, NewCalendarDay
from app.imports.workbook import RawSheet, ask_worker, read_workbook

LARGEST_CALENDAR = 2 * 1024 * 1024
MOST_DAYS = 1000
NUMBER = 120
_BEGIN = b"BEGIN:VCALENDAR"
_WORKED = re.compile(r"\b(?:lam viec|lam bu|di lam)\b")
_RESTED = re.compile(r"\bnghi\b")
_HEADINGS = {
    "day": ("ngay", "day", "date"),
    "kind": ("loai", "loai ngay", "kind"),
    "name": ("ten", "ten ngay", "ly do", "noi dung", "ten hoac ly do", "name"),
    "document_number": ("so van ban", "van ban", "can cu", "so ky hieu", "document"),
}


@dataclass(frozen=True)
class CalendarFile:
    """The days of a file, each once; what could not be read, with its place; how many events were left out."""

    days: list[NewCalendarDay] = field(default_factory=list)
    problems: list[tuple[str, DomainError]] = field(default_factory=list)
    left_out: int = 0


def read_calendar_file(content: bytes) -> CalendarFile:
    """The days of an .ics or .xlsx file. Raises `DomainError` on the file where it is neither."""
    found = (
        _from_calendar(content)
        if content.lstrip(b"\xef\xbb\xbf\r\n ")[:15].upper() == _BEGIN
        else _from_sheet(read_workbook(content))
    )
    if len(found.days) > MOST_DAYS:
        raise DomainError(
            N_("The file has more than 1,000 days. Please import one year at a time."), field="file"
        )
    return CalendarFile(
        list({each.day: each for each in found.days}.values()), found.problems, found.left_out
    )


def _from_calendar(content: bytes) -> CalendarFile:
    if len(content) > LARGEST_CALENDAR:
        raise DomainError(N_("The calendar is larger than 2 MB."), field="file")
    answer = ask_worker("calendar", content)
    found = CalendarFile(left_out=answer["left_out"])
    for day, summary in answer["days"]:
        name = _line(summary)
        try:
            found.days.append(
                NewCalendarDay(
                    day=_in_range(date.fromisoformat(day)), kind=_kind(name) or DayKind.REST, name=name
                )
            )
        except DomainError as error:
            found.problems.append((name, error))
    return found


def _from_sheet(sheet: RawSheet) -> CalendarFile:
    rows = list(sheet.rows)
    columns = _columns(rows[0][1] if rows else [])
    found = CalendarFile()
    for number, cells in rows[1:]:
        try:
            found.days.append(_entry(dict(_named(cells, columns))))
        except DomainError as error:
            found.problems.append((str(number), error))
    return found


def _columns(headings: Sequence[Any]) -> dict[str, int]:
    """Where each column stands. Only the day is needed."""
    told = [fold(str(each or "")) for each in headings]
    places = {
        name: next((at for at, each in enumerate(told) if each in words), None)
        for name, words in _HEADINGS.items()
    }
    found = {name: at for name, at in places.items() if at is not None}
    if "day" not in found:
        raise DomainError(
            N_("The first row needs the heading “Ngày”; “Loại”, “Tên” and “Số văn bản” may follow."),
            field="file",
        )
    return found


def _named(cells: Sequence[Any], columns: dict[str, int]) -> Iterator[tuple[str, Any]]:
    for name, at in columns.items():
        yield name, cells[at] if at < len(cells) else None


def _entry(row: dict[str, Any]) -> NewCalendarDay:
    words = _line(row.get("kind"))
    kind = _kind(words)
    if words and kind is None:
        raise DomainError(N_("“%(words)s” is neither a day of rest nor a day worked."), words=words)
    name = _line(row.get("name"))
    return NewCalendarDay(
        day=_day(row["day"]),
        kind=kind or _kind(name) or DayKind.REST,
        name=name,
        document_number=_line(row.get("document_number"))[:NUMBER],
    )


def _day(cell: Any) -> date:
    try:
        return _in_range(date.fromisoformat(cell["day"]) if isinstance(cell, dict) else parse_day(str(cell)))
    except (ValueError, KeyError) as bad:
        raise DomainError(N_("Please write the day as dd/mm/yyyy.")) from bad


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DomainError(N_("Please write the day as dd/mm/yyyy."))
    return day


def _kind(words: str) -> DayKind | None:
    """Rest or work, by whichever the words speak of first ("Nghỉ Tết, làm bù ngày 10/01")."""
    told = fold(words)
    worked, rested = _WORKED.search(told), _RESTED.search(told)
    if worked and (not rested or worked.start() < rested.start()):
        return DayKind.WORK
    return DayKind.REST if rested else None


def _line(cell: Any) -> str:
    text = "" if cell is None or isinstance(cell, dict) else str(cell)
    return clean_line(without_control_characters(text))[:LINE]
