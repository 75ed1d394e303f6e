"""The file reader's own process: bytes of a workbook or an iCalendar file in, plain cells or days out as JSON; memory, time and size limited.

Run by path (`python -I worker.py workbook`), so that it loads neither the application nor its settings. What a hostile
file can do, it does here.
"""

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from openpyxl.reader.excel import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 15
ENTRIES = 200
UNPACKED = 100 * 1024 * 1024
ROWS = 5000
COLUMNS = 60
CHUNK = 1 << 20
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
LONGEST_FORBIDDEN = 16
EVENTS = 2000
DAYS_OF_AN_EVENT = 31
SUMMARY = 300


class Refusal(Exception):
    """The file is not read; its only argument says why, as a code."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_archive(content: bytes) -> None:
    """Refuse what is no plain workbook before any of it is parsed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as bad:
        raise Refusal("not_a_workbook") from bad
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refusal("not_a_workbook")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refusal("macros")
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refusal("too_big_unpacked")
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            check_markup(archive, entry)


def check_markup(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse document types and entities, and an encoding in which they could hide."""
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            seen = tail + chunk
            if (not tail and seen[:2] in {b"\xfe\xff", b"\xff\xfe"}) or b"\x00" in chunk[:64]:
                raise Refusal("not_a_workbook")
            if any(word in seen for word in FORBIDDEN):
                raise Refusal("entities")
            tail = seen[-LONGEST_FORBIDDEN:]


def plain(cell: Any) -> Any:
    """A cell as JSON: text, number, true or false, or {"day" | "formula" | "error"}."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return {"formula": True}
    if cell.data_type == "e":
        return {"error": str(value)}
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def read_rows(sheet: Any) -> list[tuple[int, list[Any]]]:
    """The rows that hold anything, numbered as in the sheet; the first row always."""
    sheet.reset_dimensions()
    rows: list[tuple[int, list[Any]]] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        values = [plain(cell) for cell in cells]
        while values and values[-1] in (None, ""):
            values.pop()
        if not values and number > 1:
            continue
        if number > ROWS + 1 or len(rows) > ROWS:
            raise Refusal("too_many_rows")
        if len(values) > COLUMNS:
            raise Refusal("too_many_columns")
        rows.append((number, values))
    return rows


def read(content: bytes) -> dict[str, Any]:
    try:
        check_archive(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        rows = read_rows(book.worksheets[0])
    except (Refusal, MemoryError):
        raise
    except Exception as broken:
        raise Refusal("not_a_workbook") from broken
    return {"epoch": "1904" if book.epoch == CALENDAR_MAC_1904 else "1900", "rows": rows}


def read_calendar(content: bytes) -> dict[str, Any]:
    """The whole days of an iCalendar file with what they are called. What repeats, has an hour or was cancelled is only counted."""
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except MemoryError:
        raise
    except Exception as broken:
        raise Refusal("not_a_calendar") from broken
    if len(events) > EVENTS:
        raise Refusal("too_many_events")
    days, left_out = [], 0
    for event in events:
        found = whole_days(event)
        days += [(day.isoformat(), str(event.get("SUMMARY", ""))[:SUMMARY]) for day in found]
        left_out += not found
    return {"days": days, "left_out": left_out}


def whole_days(event: Any) -> list[date]:
    """The days of an event that lasts whole days once; none of one whose days are broken."""
    try:
        begins: Any = getattr(event.get("DTSTART"), "dt", None)
        ends: Any = getattr(event.get("DTEND"), "dt", None)
    except ValueError:
        return []
    repeats = any(event.get(name) for name in ("RRULE", "RDATE", "EXDATE"))
    if repeats or str(event.get("STATUS", "")).upper() == "CANCELLED" or not is_day(begins):
        return []
    length = (ends - begins).days if is_day(ends) else 1
    if not (ends is None or is_day(ends)) or length > DAYS_OF_AN_EVENT:
        return []
    return [begins + timedelta(days=n) for n in range(max(length, 1))]


def is_day(value: Any) -> bool:
    """A day without an hour (a moment is a day too, in Python)."""
    return isinstance(value, date) and not isinstance(value, datetime)


READERS = {"workbook": read, "calendar": read_calendar}


def main() -> None:
    limit()
    try:
        answer = READERS[sys.argv[1]](sys.stdin.buffer.read())
    except Refusal as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "too_big_unpacked"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
