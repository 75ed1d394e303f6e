"""A long table on paper: which columns are shown, how wide they are, which rows may be cut at the foot of a page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Cell = tuple[str, ...]
"""The paragraphs of a cell."""

MEAN_LETTER = 0.45
"""Mean advance of Vietnamese prose in a Times-metric face, in ems."""

PADDING = 3.2
"""Left and right padding of a cell with its rule, in millimetres."""

MILLIMETRES_PER_POINT = 25.4 / 72
LINE_SPACING = 1.2
TALL = 0.5
"""A row higher than this part of the page may be cut; every other row stays whole."""


@dataclass(frozen=True)
class Column:
    """`share` is the width in relation to the other columns; `centred` is for figures and days."""

    key: str
    heading: str
    share: float
    centred: bool = False
    always: bool = False


@dataclass(frozen=True)
class Row:
    """Cells by column key. `tall` is filled by `lay_out`."""

    cells: dict[str, Cell]
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


def lay_out(columns: Sequence[Column], sections: Sequence[Section], *, width: float, height: float, points: float) -> Table:
    """Drop the columns in which no row says anything, share the width among the rest, mark the rows that may be cut.

    A row that must not be cut and is higher than the page would lose the heading row above it, so rows are measured
    beforehand, by their letters, on the safe side: half a page is enough to be let go.
    """
    shown = [
        column
        for column in columns
        if column.always or any(row.cells.get(column.key) for section in sections for row in section.rows)
    ]
    whole = sum(column.share for column in shown)
    widths = {column.key: width * column.share / whole for column in shown}

    def measured(row: Row) -> Row:
        tallest = max(_height(row.cells.get(key, ()), widths[key], points) for key in widths)
        return Row(row.cells, tall=tallest > TALL * height)

    return Table(
        columns=tuple(shown),
        widths=tuple(widths.values()),
        sections=tuple(Section(section.heading, tuple(map(measured, section.rows))) for section in sections),
    )


def _height(cell: Cell, width: float, points: float) -> float:
    letter = MEAN_LETTER * points * MILLIMETRES_PER_POINT
    line = LINE_SPACING * points * MILLIMETRES_PER_POINT
    usable = max(width - PADDING, letter)
    return line * sum(math.ceil(len(part) * letter / usable) for text in cell for part in text.split("\n"))
