"""Workbooks and calendars that no program writes: read, or refused in words, within their bounds."""

import importlib.util
import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import DomainError
from app.dossier.domain import RegisterColumn as Column
from app.imports import workbook as parent
from app.imports.calendar import reading
from app.imports.parsing import parse_sheet
from tests.fuzz.hostile import TYPED, typed
from tests.integration.imports.sheets import row, workbook
from tests.unit.imports.test_calendar_files import calendar, whole

SHEET = workbook(row(), row(words="Xây xong cầu"))
CALENDAR = calendar(whole("20260102", "Nghỉ bù"), whole("20260216", "Tết", "DTEND;VALUE=DATE:20260221"))
CELLS = st.one_of(
    typed(),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.just({"formula": True}),
    st.builds(lambda text: {"error": text}, typed()),
    st.builds(lambda day: {"day": day.isoformat()}, st.dates()),
)


def _worker():
    """The worker's own module, as its process runs it, without the limits it sets itself there."""
    spec = importlib.util.spec_from_file_location("import_worker", parent.WORKER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORKER = _worker()


def changed(content, seed, places):
    """The bytes with some of them replaced, some taken out."""
    chance, found = random.Random(seed), bytearray(content)
    for _place in range(min(places, len(found) // 60 + 1)):
        at = chance.randrange(len(found))
        if chance.random() < 0.2:
            del found[at : at + chance.randrange(1, 50)]
        else:
            found[at] = chance.randrange(256)
    return bytes(found)


def parts_changed(content, seed, places):
    """The workbook with the insides of one part changed, packed anew so that every checksum is right."""
    chance, out = random.Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        hit = chance.choice(source.namelist())
        for name in source.namelist():
            told = source.read(name)
            if name != hit:
                target.writestr(name, told)
            elif chance.random() < 0.9:
                target.writestr(name, changed(told, seed, places) if told else b"x")
    return out.getvalue()


@given(seed=st.integers(0, 2**32), places=st.integers(1, 20), inside=st.booleans())
def test_a_workbook_with_bytes_changed_is_read_or_refused(seed, places, inside):
    content = (parts_changed if inside else changed)(SHEET, seed, places)
    try:
        found = WORKER.read(content)
    except WORKER.Refusal as refusal:
        told = str(refusal)
    else:
        told = "not_a_workbook"
        parse_sheet(found["rows"], counts_from_1904=found["epoch"] == "1904")
    assert told in parent.REFUSALS


@given(
    lines=st.lists(st.lists(CELLS, max_size=len(Column)), max_size=4),
    from_1904=st.booleans(),
    shift=st.integers(0, 20),
)
def test_a_sheet_of_any_cells_is_planned_or_refused(lines, from_1904, shift):
    headings = [column.value for column in Column]
    headings = headings[shift:] + headings[:shift]
    parsed = parse_sheet([(1, headings), *enumerate(lines, start=2)], counts_from_1904=from_1904)
    assert len(parsed.rows) + len(
        {problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for problem in parsed.problems}
    ) >= len([line for line in lines if any(cell not in (None, "") for cell in line)])


@given(cell=CELLS, column=st.sampled_from(list(Column)))
def test_no_cell_brings_the_reading_of_a_good_row_down(cell, column):
    good = {**row(), column: cell}
    parsed = parse_sheet([(1, [each.value for each in Column]), (2, [good.get(each) for each in Column])])
    assert len(parsed.rows) + bool(parsed.problems) >= 1


PROPERTIES = (
    "DTSTART",
    "DTEND",
    "DTSTART;VALUE=DATE",
    "DTEND;VALUE=DATE",
    "DURATION",
    "RRULE",
    "SUMMARY",
    "STATUS",
    "X-A",
    "BEGIN",
    "END",
)
VALUES = st.one_of(
    st.sampled_from(
        ("20260102", "20260230", "00010101", "99991231", "20260102T080000Z", "VEVENT", "VCALENDAR", *TYPED)
    ),
    typed(),
)


@given(lines=st.lists(st.tuples(st.sampled_from(PROPERTIES), VALUES), max_size=8))
def test_a_calendar_of_any_lines_is_read_or_refused(lines):
    reads(calendar("\r\n".join(f"{name}:{value}" for name, value in lines)))


@given(seed=st.integers(0, 2**32), places=st.integers(1, 20))
def test_a_calendar_with_bytes_changed_is_read_or_refused(seed, places):
    reads(changed(CALENDAR, seed, places))


def reads(content):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "ask_worker", in_this_process)
        try:
            reading.read_calendar_file(content)
        except DomainError as refusal:
            field = refusal.field
        else:
            field = "file"
    assert field == "file"


def in_this_process(reader, content):
    try:
        return WORKER.READERS[reader](content)
    except WORKER.Refusal as refused:
        raise DomainError(parent.REFUSALS[str(refused)], field="file") from refused


@settings(max_examples=5)
@given(seed=st.integers(0, 2**32), places=st.integers(1, 200))
def test_what_the_reading_process_answers_is_a_sheet_or_a_refusal(seed, places):
    try:
        rows = parent.read_workbook(parts_changed(SHEET, seed, places)).rows
    except DomainError as refusal:
        rows, told = (), refusal.message
    else:
        told = parent.REFUSALS["not_a_workbook"]
    assert told in parent.REFUSALS.values()
    assert all(isinstance(number, int) for number, _cells in rows)
