"""How a printed table shares its width, and which rows may be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pdf import Column, Row, Section, cell, lay_out
from app.core.pdf.lines import MILLIMETRES_PER_POINT, width_of

COLUMNS = (
    Column("number", "TT", 10, always=True),
    Column("pledge", "Cam kết", 30, always=True),
    Column("note", "Ghi chú", 20),
)
ROWS = st.lists(
    st.builds(
        lambda number, pledge, note: Row(
            {"number": cell(str(number)), "pledge": cell("a" * pledge), "note": cell("b" * note)}
        ),
        st.integers(1, 999),
        st.integers(0, 5000),
        st.integers(0, 5000),
    ),
    max_size=20,
)


def laid(*rows: Row, width: float = 252.0):
    return lay_out(COLUMNS, [Section("", rows)], width=width, height=170.0, points=12.0)


@given(ROWS, st.sampled_from([165.0, 252.0]))
def test_the_widths_fill_the_page_and_none_is_below_its_least(rows: list[Row], width: float) -> None:
    table = laid(*rows, width=width)
    assert sum(table.widths) == pytest.approx(width)
    assert all(
        found >= column.least - 1e-6 for found, column in zip(table.widths, table.columns, strict=True)
    )


def test_columns_that_do_not_all_have_their_comfort_still_have_their_widest_word() -> None:
    number, pledge, note = laid(Row({"note": cell("598/UBND-KT")}), width=60.0).widths
    assert number + pledge + note == pytest.approx(60)
    assert note >= width_of("598/UBND-KT") * 12 * MILLIMETRES_PER_POINT
    assert (number, pledge) < (10, 30)


def test_columns_too_many_for_the_page_are_narrowed_together() -> None:
    table = laid(Row({"note": cell("x")}), width=20.0)
    assert sum(table.widths) == pytest.approx(20)
    assert table.widths[1] > table.widths[2] > table.widths[0]


def test_the_numerals_of_groups_have_room_in_the_first_column() -> None:
    sections = [Section(f"Nhóm {number}", (Row({"number": cell("1")}),)) for number in range(38)]
    table = lay_out(COLUMNS, sections, width=252.0, height=170.0, points=12.0)
    assert table.widths[0] > width_of("XXXVIII", bold=True) * 12 * MILLIMETRES_PER_POINT


def test_a_column_no_row_fills_is_left_out_unless_it_is_always_shown() -> None:
    assert [column.key for column in laid(Row({"number": cell("1")})).columns] == ["number", "pledge"]


def test_the_column_that_says_more_is_wider() -> None:
    wide = dict(
        zip(
            ("number", "pledge", "note"),
            laid(Row({"pledge": cell("a" * 400), "note": cell("b" * 50)})).widths,
            strict=True,
        )
    )
    assert wide["pledge"] > wide["note"] > wide["number"]


@pytest.mark.parametrize(("lines", "tall"), [(1, False), (31, False), (32, True), (200, True)])
def test_only_a_row_higher_than_the_page_may_be_cut(lines: int, tall: bool) -> None:
    (section,) = laid(Row({}), Row({"pledge": cell("\n".join("a" * lines))})).sections
    assert section.rows[1].tall is tall


@pytest.mark.parametrize(("lines", "tall"), [(17, False), (25, True)])
def test_a_high_row_that_begins_a_table_may_be_cut_so_that_its_title_does_not_stand_alone(
    lines: int, tall: bool
) -> None:
    high = Row({"pledge": cell("\n".join("a" * lines))})
    (section,) = laid(high, high).sections
    assert [row.tall for row in section.rows] == [tall, False]


def test_the_first_row_of_a_group_needs_room_together_with_the_heading() -> None:
    rows = (Row({"pledge": cell("\n".join("a" * 30))}),) * 2
    table = lay_out(
        COLUMNS,
        [Section("Nhóm", (Row({}),)), Section("Nhóm", rows)],
        width=252.0,
        height=170.0,
        points=12.0,
    )
    assert [row.tall for row in table.sections[1].rows] == [True, False]


def test_a_cell_keeps_only_the_paragraphs_that_say_something() -> None:
    assert cell("", "một", "", "hai") == ("một", "hai")
