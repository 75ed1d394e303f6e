"""The log as a file: in words, and with what each line's hash is taken of, so that the chain can be checked elsewhere."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

import xlsxwriter
from flask_babel import gettext as _

from app.audit.domain import canonical_line
from app.audit.log import LogLine
from app.audit.models import AuditEntry
from app.audit.wording import Detail, Wording, kind_of_record, told
from app.core.i18n import moment
from app.core.sheets import PLAIN_TEXT, guarded

XLSX, CSV = "xlsx", "csv"
LONGEST_CELL = 32_767
"""What Excel holds in a cell."""

_WIDTHS = (8, 17, 26, 30, 22, 26, 80, 30, 30, 30)
_AT_ONCE = 500


def log_file(lines: Iterable[LogLine], file_format: str) -> bytes:
    return _xlsx(lines) if file_format == XLSX else _csv(lines)


def _headings() -> list[str]:
    return [
        _("Line"),
        _("When"),
        _("Who"),
        _("What was done"),
        _("Kind of record"),
        _("About"),
        _("Details"),
        _("Text that is hashed"),
        _("Hash of the line before"),
        _("Hash of the line (SHA-256)"),
    ]


def _rows(lines: Iterable[LogLine]) -> Iterator[list[str]]:
    waiting = iter(lines)
    while batch := list(islice(waiting, _AT_ONCE)):
        wording = Wording(line.entry for line in batch)
        for entry, actor in batch:
            yield [
                str(entry.seq),
                moment(entry.at),
                actor or _("the operator"),
                told(entry.event),
                kind_of_record(entry.subject_type),
                wording.record(entry),
                "; ".join(_sentence(detail) for detail in wording.details(entry)),
                text_of(entry),
                entry.previous_hash,
                entry.hash,
            ]


def _sentence(detail: Detail) -> str:
    change = f"{detail.before} → {detail.value}" if detail.before is not None else detail.value
    return f"{detail.label}: {change}"


def text_of(entry: AuditEntry) -> str:
    """The text whose SHA-256 is the line's hash; none is known of a line that cannot be read."""
    if entry.details is None or entry.at is None:
        return ""
    return canonical_line(
        seq=entry.seq,
        at=entry.at,
        council_id=entry.council_id,
        actor_id=entry.actor_id,
        event=entry.event,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        details=entry.details,
        previous_hash=entry.previous_hash,
    )


def _csv(lines: Iterable[LogLine]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_headings())
    for row in _rows(lines):
        writer.writerow([guarded(cell) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def _xlsx(lines: Iterable[LogLine]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **PLAIN_TEXT}) as book:
        sheet = book.add_worksheet(_("Log of changes"))
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        for place, (name, width) in enumerate(zip(_headings(), _WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, name, heading)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(_rows(lines), start=1):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, _fitting(cell), text)
    return out.getvalue()


def _fitting(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else _("too long for a cell: see the CSV file")
