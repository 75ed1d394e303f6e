"""Reading plain cells as a register sheet."""

from datetime import date
from decimal import Decimal

import pytest

from app.dossier.domain import RegisterColumn as Column
from app.imports.domain import ParsedSheet
from app.imports.parsing import column_letter, parse_sheet
from app.sittings.domain import SessionKind

NEEDED = ["Nội dung cam kết", "Ngày chất vấn", "Cơ quan"]


def sheet(headings: list[object], *rows: list[object], counts_from_1904: bool = False) -> ParsedSheet:
    numbered = [(1, headings), *((number, row) for number, row in enumerate(rows, start=2))]
    return parse_sheet(numbered, counts_from_1904=counts_from_1904)


def only_row(headings: list[object], row: list[object], **kwargs: bool):
    read = sheet(headings, row, **kwargs)
    assert read.problems == ()
    return read.rows[0].register


def problem(column: str, cell: object) -> tuple[str, str]:
    found = sheet([*NEEDED, column], ["Làm xong", "09/12/2022", "Sở Y tế", cell]).problems
    assert len(found) == 1
    return found[0].cell, found[0].message


def test_headings_are_known_in_any_order_whatever_their_case_spaces_and_diacritics() -> None:
    row = only_row(
        ["CƠ  QUAN", "noi dung cam ket", "Ngày chất vấn ", "kết quả,sản phẩm"],
        ["Sở Y tế", "Xây trạm", "09/12/2022", "Trạm"],
    )
    assert (row.agency, row.words, row.held_on, row.result) == (
        "Sở Y tế",
        "Xây trạm",
        date(2022, 12, 9),
        "Trạm",
    )


@pytest.mark.parametrize(
    ("headings", "lacking"),
    [
        (["Nội dung cam kết", "Cơ quan"], "Ngày chất vấn"),
        (["Ngày chất vấn", "Chức vụ"], "Nội dung cam kết"),
        (["Ngày chất vấn", "Nội dung cam kết"], "Cơ quan"),
    ],
)
def test_a_sheet_without_a_needed_column_is_refused_by_its_name(headings: list[object], lacking: str) -> None:
    read = sheet(headings, ["x"])
    assert [(each.cell, each.params["heading"]) for each in read.problems] == [("A1", lacking)]
    assert read.rows == ()


def test_a_column_that_stands_twice_is_named_by_its_cell() -> None:
    assert [each.cell for each in sheet([*NEEDED, "co quan"], ["x"]).problems] == ["D1"]


def test_a_column_of_something_else_is_left_out_with_a_warning() -> None:
    read = sheet([*NEEDED, "Ghi chú"], ["Làm xong", "09/12/2022", "Sở Y tế", "…"])
    assert read.problems == ()
    assert [each.cell for each in read.warnings] == ["D1"]


@pytest.mark.parametrize("cell", ["09/12/2022", "9/12/2022", 44904, 44904.75, {"day": "2022-12-09"}])
def test_a_day_is_read_as_text_as_a_serial_and_as_a_date(cell: object) -> None:
    assert only_row(NEEDED, ["Làm xong", cell, "Sở Y tế"]).held_on == date(2022, 12, 9)


def test_serial_days_of_an_old_macintosh_begin_in_1904() -> None:
    assert only_row(NEEDED, ["Làm xong", 43442, "Sở Y tế"], counts_from_1904=True).held_on == date(
        2022, 12, 9
    )


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "2026-12-31", "1/1/26", "31.12.2026", "mai", 0, -3, 10**9, True, "01/01/0001"]
)
def test_a_day_that_is_none_is_a_problem_of_its_cell(cell: object) -> None:
    assert problem("Hạn hoàn thành", cell)[0] == "D2"


@pytest.mark.parametrize(
    ("cell", "number"),
    [(95, "95"), (9.4, "9.4"), ("1.234.567,5", "1234567.5"), ("58,8", "58.8"), (0, "0"), ("-3", "-3")],
)
def test_a_figure_is_read_the_vietnamese_way(cell: object, number: str) -> None:
    row = only_row([*NEEDED, "Mục tiêu"], ["Làm xong", "09/12/2022", "Sở Y tế", cell])
    assert row.target == Decimal(number)


@pytest.mark.parametrize("cell", ["1,234,567.5", "1e9", "nhiều", "٣", 1e19, "95%"])
def test_a_figure_that_is_none_is_a_problem_of_its_cell(cell: object) -> None:
    assert problem("Mục tiêu", cell)[0] == "D2"


def test_a_formula_and_an_excel_error_are_refused_at_their_cells() -> None:
    assert problem("Nguồn", {"formula": True})[0] == "D2"
    assert problem("Nguồn", {"error": "#REF!"})[0] == "D2"


def test_text_that_only_looks_like_a_formula_is_text() -> None:
    assert (
        only_row([*NEEDED, "Nguồn"], ["Làm xong", "09/12/2022", "Sở Y tế", "=HYPERLINK(1)"]).source
        == "=HYPERLINK(1)"
    )


def test_control_characters_are_refused() -> None:
    assert problem("Nguồn", "a\x0bb")[0] == "D2"


def test_a_text_too_long_for_its_column_is_refused_with_the_limit() -> None:
    found = sheet([*NEEDED, "Đơn vị tính"], ["Làm xong", "09/12/2022", "Sở Y tế", "x" * 81]).problems
    assert [(each.cell, each.params) for each in found] == [("D2", {"max": 80})]


def test_each_lacking_value_is_named_in_its_own_row() -> None:
    read = sheet(
        NEEDED, ["", "09/12/2022", "Sở Y tế"], ["Làm xong", "", "Sở Y tế"], ["Làm xong", "09/12/2022", ""]
    )
    assert [each.cell for each in read.problems] == ["A2", "B3", "C4"]


def test_one_bad_row_does_not_hide_the_others() -> None:
    read = sheet(
        NEEDED, ["Một", "sai", "Sở Y tế"], ["Hai", "09/12/2022", "Sở Y tế"], ["Ba", "sai", "Sở Y tế"]
    )
    assert [each.cell for each in read.problems] == ["B2", "B4"]
    assert [row.register.words for row in read.rows] == ["Hai"]


def test_names_typed_with_marks_apart_and_odd_spaces_are_stored_whole() -> None:
    row = only_row(
        [*NEEDED, "Người trả lời"],
        ["Làm xong", "09/12/2022", "So\u031b\u0309 Y\u00a0tê\u0301 ", "Nguyê\u0303n\u200b  Huệ"],
    )
    assert (row.agency, row.person) == ("Sở Y tế", "Nguyễn Huệ")


def test_several_names_stand_between_semicolons_each_once() -> None:
    row = only_row(
        [*NEEDED, "Cơ quan phối hợp"],
        ["Làm xong", "09/12/2022", "Sở Y tế", "Sở Tài chính; ;Sở Nội vụ\nSở Tài chính"],
    )
    assert row.coordinators == ("Sở Tài chính", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Chất vấn tại kỳ họp", SessionKind.AT_SITTING),
        ("phiên chất vấn", SessionKind.AT_SITTING),
        ("Phiên họp Thường trực HĐND", SessionKind.STANDING_COMMITTEE),
        ("GIẢI TRÌNH", SessionKind.EXPLANATION),
        ("trả lời bằng văn bản", SessionKind.WRITTEN_ONLY),
        ("đối thoại", SessionKind.CITIZEN_DIALOGUE),
        ("written_only", SessionKind.WRITTEN_ONLY),
    ],
)
def test_the_kind_of_session_is_read_from_its_words(words: str, kind: SessionKind) -> None:
    assert (
        only_row([*NEEDED, "Loại phiên"], ["Làm xong", "09/12/2022", "Sở Y tế", words]).session_kind is kind
    )


def test_an_unknown_kind_of_session_is_asked_back() -> None:
    assert problem("Loại phiên", "liên hoan")[0] == "D2"


def test_a_sheet_without_rows_says_so() -> None:
    assert len(sheet(NEEDED).problems) == 1


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (59, "BH")])
def test_columns_are_lettered_as_excel_does(index: int, letters: str) -> None:
    assert column_letter(index) == letters


def test_every_column_of_the_contract_is_known() -> None:
    row: list[object] = ["" for _ in Column]
    row[list(Column).index(Column.WORDS)] = "Làm xong"
    row[list(Column).index(Column.HELD_ON)] = "09/12/2022"
    row[list(Column).index(Column.OFFICE)] = "Giám đốc Sở Y tế"
    assert only_row([column.value for column in Column], row).office == "Giám đốc Sở Y tế"
