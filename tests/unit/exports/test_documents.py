"""The register as a file: no cell ever becomes a formula, and xlsx says what the import reads."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from app.dossier.domain import RegisterColumn as Column
from app.dossier.domain import RegisterPart, RegisterRow, StandingColumn
from app.exports.documents import register_file
from app.exports.domain import FileFormat
from app.imports.parsing import parse_sheet
from app.imports.workbook import read_workbook
from app.sittings.domain import SessionKind

DANGEROUS = [
    "=HYPERLINK(1)",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "=1",
    "＝1",
    "https://vi.du/?a=1",
    "0123",
    "_x0041_ và _x000D_",
]

FULL = RegisterRow(
    sitting="Kỳ họp thứ 10",
    held_on=date(2022, 12, 9),
    session_kind=SessionKind.AT_SITTING,
    topic="Nước thải",
    askers=("Nguyễn Thị A", "Trần Văn B"),
    question="Vì sao\nchậm?",
    person="Dương Đức Tuấn",
    office="Phó Chủ tịch UBND thành phố",
    agency="UBND thành phố",
    words="Rà soát & phân loại <b>",
    result="Báo cáo",
    measure="Tỷ lệ",
    target=Decimal("9.4"),
    unit="%",
    deadline_words="đến hết quý I/2023",
    due_on=date(2023, 3, 31),
    coordinators=("Sở Xây dựng", "Sở Tài chính"),
    followers=("Ban Đô thị",),
    resolution="95/NQ-HĐND",
    source="=nguồn",
    code="2022-0001",
)


def imported(content: bytes) -> list[RegisterRow]:
    read = parse_sheet(read_workbook(content).rows)
    assert read.problems == ()
    return [row.register for row in read.rows]


def test_an_exported_sheet_reads_back_as_the_same_rows() -> None:
    assert imported(register_file([FULL, FULL], FileFormat.XLSX)) == [FULL, FULL]


@pytest.mark.parametrize("target", ["0", "-3", "1234567.5", "1234567890123456.12"])
def test_a_figure_comes_back_exactly(target: str) -> None:
    row = RegisterRow(words="x", agency="y", held_on=date(2022, 1, 1), target=Decimal(target))
    assert imported(register_file([row], FileFormat.XLSX))[0].target == Decimal(target)


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_is_text_in_the_workbook(text: str) -> None:
    row = RegisterRow(words=text, agency="y", held_on=date(2022, 1, 1))
    content = register_file([row], FileFormat.XLSX)
    cell = openpyxl.load_workbook(io.BytesIO(content)).active.cell(2, list(Column).index(Column.WORDS) + 1)
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert imported(content)[0].words == text


def test_csv_guards_what_looks_like_a_formula_and_begins_with_the_mark_of_utf_8() -> None:
    rows = [RegisterRow(words=text) for text in [*DANGEROUS, "\t=1", "bình thường"]]
    content = register_file(rows, FileFormat.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    words = [row["Nội dung cam kết"] for row in read]
    assert all(not text.startswith(("=", "+", "-", "@", "\t", "＝")) for text in words)
    assert words[0] == "'=HYPERLINK(1)"
    assert words[-1] == "bình thường"


def test_json_keeps_days_figures_and_lists() -> None:
    read = json.loads(register_file([FULL], FileFormat.JSON))
    columns = [column.value for column in (*Column, *StandingColumn)]
    assert list(read[0])[: len(columns)] == columns
    assert (read[0]["Ngày chất vấn"], read[0]["Mục tiêu"]) == ("2022-12-09", 9.4)
    assert read[0]["Cơ quan phối hợp"] == ["Sở Xây dựng", "Sở Tài chính"]
    assert json.loads(register_file([RegisterRow(words="x")], FileFormat.JSON))[0]["Nguồn"] is None


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_an_empty_register_is_a_file_with_its_headings(file_format: FileFormat) -> None:
    content = register_file([], file_format)
    assert content
    if file_format is FileFormat.XLSX:
        assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(content)).active[1]] == [
            column.value for column in (*Column, *StandingColumn)
        ]


def test_json_alone_tells_where_the_measure_stood_and_the_parts() -> None:
    step = RegisterPart(kind="step", number=1, words="Khởi công", due_on=date(2026, 9, 1), required=False)
    row = RegisterRow(words="x", baseline=Decimal(0), baseline_on=date(2026, 7, 8), parts=(step,))
    [told] = json.loads(register_file([row], FileFormat.JSON))
    assert (told["Số liệu gốc"], told["Ngày số liệu gốc"]) == (0, "2026-07-08")
    [part] = told["Lộ trình, phần việc"]
    assert (part["Loại"], part["Nội dung"], part["Hạn hoàn thành"]) == ("step", "Khởi công", "2026-09-01")
    assert (part["Bắt buộc"], part["Cơ quan"]) == (False, None)
    assert "Số liệu gốc" not in register_file([row], FileFormat.CSV).decode()
