"""A long table on paper: which columns are shown, how wide they are, which rows may be cut at the foot of a page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

Cell = tuple[str, ...]
"""The paragraphs of a cell."""

MEAN_LETTER = 0.45
"""Mean advance of Vietnamese prose in a Times-metric face, in ems."""

PADDING = 3.2
"""Left and right padding of a cell with its rule, in millimetres."""

MILLIMETRES_PER_POINT = 25.4 / 72
LINE_SPACING = 1.2
POINTS = 12.0
NOTHING = "Không có nội dung"
"""Stands in a table without rows."""

TALL = 0.5
"""A row higher than this part of the page may be cut; every other row stays whole."""


@dataclass(frozen=True)
class Column:
    """`least` is the narrowest width in millimetres at 12 points; `centred` is for figures and days."""

    key: str
    heading: str
    least: float
    centred: bool = False
    always: bool = False
    strong: bool = False
    """Whether the first paragraph of a cell is bold."""


@dataclass(frozen=True)
class Row:
    """Cells by column key. `total` is a bold line of sums; `tall` is filled by `lay_out`."""

    cells: dict[str, Cell]
    total: bool = False
    tall: bool = False


@dataclass(frozen=True)
class Section:
    """Rows under a full-width heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    """In millimetres; they add up to the width of the text."""

    sections: tuple[Section, ...]


def cell(*paragraphs: str) -> Cell:
    """A cell of the paragraphs that say something."""
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def lay_out(
    columns: Sequence[Column], sections: Sequence[Section], *, width: float, height: float, points: float
) -> Table:
    """Drop the columns in which no row says anything, share the width among the rest, mark the rows that may be cut.

    A row that must not be cut and is higher than the page would lose the heading row above it, so rows are measured
    beforehand, by their letters, on the safe side: half a page is enough to be let go.
    """
    rows = [row for section in sections for row in section.rows]
    shown = [column for column in columns if column.always or any(row.cells.get(column.key) for row in rows)]
    widths = _widths(shown, rows, width=width, scale=points / POINTS)

    def measured(row: Row) -> Row:
        tallest = max(_height(row.cells.get(key, ()), widths[key], points) for key in widths)
        return replace(row, tall=tallest > TALL * height)

    return Table(
        columns=tuple(shown),
        widths=tuple(widths.values()),
        sections=tuple(Section(section.heading, tuple(map(measured, section.rows))) for section in sections),
    )


def _widths(
    columns: Sequence[Column], rows: Sequence[Row], *, width: float, scale: float
) -> dict[str, float]:
    """The widths that make the rows lowest.

    A cell of n letters in a column of width w is about n/w high. The sum of the cubes of all heights, which is ruled by the
    highest cell of each row, is least where each w goes with the fourth root of the sum of n³; no column falls below its least.
    """
    wanted = {
        column.key: sum(_letters(row.cells.get(column.key, ())) ** 3 for row in rows) ** 0.25
        for column in columns
    }
    least = {column.key: column.least * scale for column in columns}
    held = {key: value * min(1, width / sum(least.values())) for key, value in least.items()}
    free = set(wanted)
    while free:
        room = width - sum(held[key] for key in held if key not in free)
        whole = sum(wanted[key] for key in free)
        narrow = {key for key in free if whole == 0 or room * wanted[key] / whole < held[key]}
        if not narrow:
            return {key: room * wanted[key] / whole if key in free else held[key] for key in held}
        free -= narrow
    spare = (width - sum(held.values())) / len(held)
    return {key: value + spare for key, value in held.items()}


def _letters(cell: Cell) -> int:
    return sum(map(len, cell))


def _height(cell: Cell, width: float, points: float) -> float:
    letter = MEAN_LETTER * points * MILLIMETRES_PER_POINT
    line = LINE_SPACING * points * MILLIMETRES_PER_POINT
    usable = max(width - PADDING, letter)
    return line * sum(math.ceil(len(part) * letter / usable) for text in cell for part in text.split("\n"))
