"""What commands do with any record."""

from dataclasses import dataclass

import pytest

from app.core.errors import StaleEditError
from app.core.records import move, next_place, put, refuse_stale


@dataclass(eq=False)
class Row:
    position: int
    words: str = ""
    version: int = 3


@pytest.mark.parametrize(
    ("moved", "upwards", "order"),
    [(1, True, "bac"), (1, False, "acb"), (0, True, "abc"), (2, False, "abc")],
)
def test_a_row_changes_places_with_its_neighbour_or_stays_at_the_end(moved, upwards, order):
    rows = [Row(1, "a"), Row(2, "b"), Row(3, "c")]
    changed = move(rows, rows[moved], upwards=upwards)
    assert "".join(row.words for row in sorted(rows, key=lambda row: row.position)) == order
    assert changed is (order != "abc")


def test_places_that_were_the_same_are_numbered_afresh():
    rows = [Row(7), Row(7), Row(9)]
    move(rows, rows[2], upwards=True)
    assert [row.position for row in rows] == [1, 3, 2]
    assert next_place(rows) == 4
    assert next_place([]) == 1


def test_a_stale_edit_tells_what_is_stored_where_it_differs():
    row = Row(1, "của người trước")
    with pytest.raises(StaleEditError) as stale:
        refuse_stale(row, {"words": "của người sau", "position": 1}, 2)
    assert stale.value.theirs == {"words": "của người trước"}
    assert stale.value.version == 3
    refuse_stale(row, {"words": "khác"}, 3)
    refuse_stale(row, {"words": "khác"}, None)


def test_only_what_changes_is_set():
    class Watched(Row):
        def __setattr__(self, name, value):
            touched.append(name)
            super().__setattr__(name, value)

    touched: list[str] = []
    row = Watched(1, "cũ")
    touched.clear()
    put(row, {"words": "mới", "position": 1})
    assert touched == ["words"]
    assert row.words == "mới"
