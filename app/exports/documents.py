"""The register as a file: xlsx that can be imported again, csv for other programs, json for scripts. No cell is ever a formula."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from app.core.sheets import PLAIN_TEXT, guarded
from app.dossier.domain import SESSION_WORDS, RegisterRow, StandingColumn
from app.dossier.domain import RegisterColumn as Column
from app.exports.domain import FileFormat
from app.sittings.domain import SessionKind

EXACT_DIGITS = 15
WIDTHS: dict[Column | StandingColumn, int] = {
    Column.QUESTION: 45,
    Column.WORDS: 60,
    Column.RESULT: 30,
    Column.AGENCY: 30,
    Column.OFFICE: 30,
    Column.TOPIC: 30,
    Column.DEADLINE_WORDS: 25,
    Column.SOURCE: 40,
}
COLUMNS: tuple[Column | StandingColumn, ...] = (*Column, *StandingColumn)
PART_KEYS = {
    "kind": "Loại",
    "number": "TT",
    "agency": "Cơ quan",
    "words": "Nội dung",
    "deadline_words": "Thời hạn",
    "due_on": "Hạn hoàn thành",
    "must_show": "Kết quả, sản phẩm",
    "required": "Bắt buộc",
    "decision": "Số văn bản quyết định",
    "decided_on": "Ngày quyết định",
}
USUAL_WIDTH = 16
SHEET_NAME = "Sổ lời hứa"


def register_file(rows: Iterable[RegisterRow], file_format: FileFormat) -> bytes:
    """The rows as a file, with the columns of the register sheet and, behind them, how each pledge stands."""
    writers: dict[FileFormat, Callable[[Iterable[RegisterRow]], bytes]] = {
        FileFormat.XLSX: _xlsx,
        FileFormat.CSV: _csv,
        FileFormat.JSON: _json,
    }
    return writers[file_format](rows)


def _xlsx(rows: Iterable[RegisterRow]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **PLAIN_TEXT}) as book:
        sheet = book.add_worksheet(SHEET_NAME)
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, WIDTHS.get(column, USUAL_WIDTH))
            sheet.write_string(0, place, column.value, heading)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(COLUMNS):
                _write_cell(sheet, number, place, row, column, {"text": text, "day": day})
    return out.getvalue()


def _write_cell(
    sheet: Any,
    number: int,
    place: int,
    row: RegisterRow,
    column: Column | StandingColumn,
    formats: dict[str, Any],
) -> None:
    """A day and a figure as Excel's own; everything else as text."""
    value = row.value(column)
    if isinstance(value, date):
        sheet.write_datetime(number, place, datetime.combine(value, time()), formats["day"])
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) <= EXACT_DIGITS:
        sheet.write_number(number, place, float(value), formats["text"])
    elif text := row.text(column):
        sheet.write_string(number, place, text, formats["text"])


def _csv(rows: Iterable[RegisterRow]) -> bytes:
    """UTF-8 with the mark Excel asks for; what a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.value for column in COLUMNS])
    for row in rows:
        writer.writerow([guarded(row.text(column)) for column in COLUMNS])
    return ("\ufeff" + out.getvalue()).encode()


def _json(rows: Iterable[RegisterRow]) -> bytes:
    """One object a row under the same headings: days in ISO form, several names as a list, null where nothing is said.

    Behind them what has no column in a sheet: where the measure stood, and the steps, shares and occurrences.
    """
    values = [{column.value: _plain(row.value(column)) for column in COLUMNS} | _beyond(row) for row in rows]
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def _beyond(row: RegisterRow) -> dict[str, Any]:
    parts = [
        {heading: _plain(getattr(part, name)) for name, heading in PART_KEYS.items()} for part in row.parts
    ]
    return {
        "Số liệu gốc": _plain(row.baseline),
        "Ngày số liệu gốc": _plain(row.baseline_on),
        "Lộ trình, phần việc": parts,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, SessionKind):
        return SESSION_WORDS[value]
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value or None
