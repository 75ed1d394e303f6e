"""How a printed table shares its width, and which rows may be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pdf import Column, Row, Section, cell, lay_out

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


def test_columns_too_many_for_the_page_are_narrowed_together() -> None:
    table = laid(Row({"note": cell("x")}), width=30.0)
    assert table.widths == pytest.approx((5.0, 15.0, 10.0))


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


@pytest.mark.parametrize(("letters", "tall"), [(200, False), (5000, True)])
def test_only_a_row_higher_than_half_a_page_may_be_cut(letters: int, tall: bool) -> None:
    (section,) = laid(Row({"pledge": cell("a" * letters)})).sections
    assert section.rows[0].tall is tall


def test_line_ends_count_as_lines() -> None:
    (section,) = laid(Row({"pledge": cell("một\n" * 40)})).sections
    assert section.rows[0].tall


def test_a_cell_keeps_only_the_paragraphs_that_say_something() -> None:
    assert cell("", "một", "", "hai") == ("một", "hai")
