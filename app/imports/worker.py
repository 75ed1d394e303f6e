"""The sheet reader's own process: xlsx bytes in, plain cells out as JSON; memory, time and size limited.

Run by path (`python -I worker.py`), so that it loads neither the application nor its settings. What a hostile file can
do, it does here.
"""

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime
from typing import Any

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
    check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        rows = read_rows(book.worksheets[0])
    except (Refusal, MemoryError):
        raise
    except Exception as broken:
        raise Refusal("not_a_workbook") from broken
    return {"epoch": "1904" if book.epoch == CALENDAR_MAC_1904 else "1900", "rows": rows}


def main() -> None:
    limit()
    try:
        answer = read(sys.stdin.buffer.read())
    except Refusal as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "too_big_unpacked"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
