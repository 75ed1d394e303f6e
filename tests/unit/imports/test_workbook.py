"""Workbooks from outside, the hostile ones among them, read in a process of their own."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.core.errors import DomainError
from app.imports.workbook import LARGEST_FILE, REFUSALS, read_workbook


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    source, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, data)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(DomainError) as refused:
        read_workbook(content)
    return refused.value.message


def test_cells_come_as_text_numbers_days_formulas_and_errors() -> None:
    book = openpyxl.Workbook()
    book.active.append(["chữ", 1.5, date(2022, 12, 9), "=1+1", True])
    read = read_workbook(saved(book))
    assert read.rows == ((1, ["chữ", 1.5, {"day": "2022-12-09"}, {"formula": True}, True]),)


def test_empty_rows_are_passed_over_and_numbers_kept() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A7"] = "tiêu đề", "dòng bảy"
    assert [number for number, _ in read_workbook(saved(book)).rows] == [1, 7]


def test_a_workbook_that_counts_from_1904_says_so() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = "x"
    assert read_workbook(saved(book)).counts_from_1904


@pytest.mark.parametrize("content", [b"", b"xin chao", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refusal(content) == REFUSALS["not_a_workbook"]


def test_a_plain_zip_named_xlsx_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "b")
    assert refusal(out.getvalue()) == REFUSALS["not_a_workbook"]


def test_macros_are_refused() -> None:
    assert refusal(with_part(saved(openpyxl.Workbook()), "xl/vbaProject.bin", b"x")) == REFUSALS["macros"]


def test_a_file_that_unpacks_to_hundreds_of_megabytes_is_refused() -> None:
    bomb = with_part(saved(openpyxl.Workbook()), "xl/media/zeros.bin", b"\0" * (120 * 1024 * 1024))
    assert len(bomb) < LARGEST_FILE
    assert refusal(bomb) == REFUSALS["too_big_unpacked"]


def test_a_file_of_too_many_parts_is_refused() -> None:
    out = io.BytesIO(saved(openpyxl.Workbook()))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(300):
            archive.writestr(f"xl/worksheets/extra{number}.xml", "<a/>")
    assert refusal(out.getvalue()) == REFUSALS["too_big_unpacked"]


@pytest.mark.parametrize(
    "markup",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>',
        b'<?xml version="1.0"?>'
        + b" " * (1 << 20)
        + b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
    ids=["billion laughs", "external entity behind a megabyte of blanks"],
)
def test_document_types_and_entities_are_refused(markup: bytes) -> None:
    assert (
        refusal(with_part(saved(openpyxl.Workbook()), "xl/sharedStrings.xml", markup)) == REFUSALS["entities"]
    )


def test_markup_in_an_encoding_that_hides_it_is_refused() -> None:
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    assert (
        refusal(with_part(saved(openpyxl.Workbook()), "xl/sharedStrings.xml", hidden))
        == REFUSALS["not_a_workbook"]
    )


def test_a_single_cell_at_the_far_end_of_a_sheet_is_refused_quickly() -> None:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "x"
    assert refusal(saved(book)) == REFUSALS["too_many_rows"]


@pytest.mark.parametrize(("rows", "refused"), [(5000, False), (5001, True)])
def test_five_thousand_rows_are_read_and_one_more_is_not(rows: int, refused: bool) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(rows + 1):
        sheet.append([f"dòng {number}"])
    if refused:
        assert refusal(saved(book)) == REFUSALS["too_many_rows"]
    else:
        assert len(read_workbook(saved(book)).rows) == rows + 1


def test_sixty_one_columns_are_refused() -> None:
    book = openpyxl.Workbook()
    book.active.append([str(number) for number in range(61)])
    assert refusal(saved(book)) == REFUSALS["too_many_columns"]


def test_a_file_over_ten_megabytes_is_not_even_opened() -> None:
    assert refusal(b"\0" * (LARGEST_FILE + 1)) == "The file is larger than 10 MB."
