"""A long table on paper: which columns are shown, how wide they are, which rows may be cut at the foot of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.core.pdf.lines import MILLIMETRES_PER_POINT, break_lines, widest_word
from app.core.text import clean_text, without_control_characters
from app.core.vietnamese import roman

Cell = tuple[str, ...]
"""The paragraphs of a cell."""

Lines = tuple[str, ...]
"""The lines of a paragraph."""

PADDING = 3.05
"""Left and right padding of a cell with its rule, in millimetres; with `UPRIGHT` and `GAP` as in paper.css."""

UPRIGHT = 2.2
"""Padding above and below, with a rule."""

GAP = 0.6
"""Between two paragraphs of a cell."""

LINE_SPACING = 1.2
POINTS = 12.0
NOTHING = "Không có nội dung"
"""Stands in a table without rows."""

SAFETY = 1.0
"""Millimetres left free when it is asked whether a row has room on a page."""


OPENING = 0.6
"""Share of a page. The first row of a table stands under a title; where it is higher than this it may be cut, so that the title
is not left on a page of its own.
"""


@dataclass(frozen=True)
class Column:
    """`least` is the narrowest comfortable width in millimetres at 12 points; `centred` is for figures and days."""

    key: str
    heading: str
    least: float
    centred: bool = False
    always: bool = False
    """Shown also where no row says anything in it."""

    strong: bool = False
    """Whether the first paragraph of a cell is bold."""

    boxed: bool = False
    """Whether each cell holds an empty box to tick by hand; it is drawn, for not every face has such a letter."""


@dataclass(frozen=True)
class Row:
    """Cells by column key; `total` is a bold line of sums."""

    cells: dict[str, Cell]
    total: bool = False
    lines: dict[str, tuple[Lines, ...]] = field(default_factory=dict)
    """The paragraphs of each cell in lines, by `lay_out`."""

    tall: bool = False
    """Higher than a page, or too high to begin the table with, by `lay_out`: the only rows that may be cut."""


@dataclass(frozen=True)
class Section:
    """Rows under a full-width heading."""

    heading: str
    rows: tuple[Row, ...]
    lines: Lines = ()
    """Of the heading, by `lay_out`."""


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    """In millimetres; they add up to the width of the text."""

    sections: tuple[Section, ...]
    headings: tuple[Lines, ...]
    """Of the columns."""


def cell(*paragraphs: str) -> Cell:
    """A cell of the paragraphs that say something."""
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def lay_out(
    columns: Sequence[Column], sections: Sequence[Section], *, width: float, height: float, points: float
) -> Table:
    """Drop the columns in which no row says anything, share the width among the rest, break the text into lines.

    A row that must not be cut and is higher than the room under the heading row would lose that row above it; the lines
    tell the height, so exactly those rows may be cut. The first row of a section needs room together with its heading, and
    that of the table on a page where the title has taken some.
    """
    rows = [row for section in sections for row in section.rows]
    shown = [column for column in columns if column.always or any(row.cells.get(column.key) for row in rows)]
    numerals = [roman(place) for place, section in enumerate(sections, start=1) if section.heading]
    widths = _widths(shown, rows, numerals, width=width, points=points)
    setting = _Setting(shown, widths, points)
    headings = [setting.lines(column.heading, widths[column.key], bold=True) for column in shown]
    room = height - max((setting.height([lines]) for lines in headings), default=0.0) - SAFETY
    return Table(
        columns=tuple(shown),
        widths=tuple(widths.values()),
        headings=tuple(headings),
        sections=tuple(
            setting.section(section, room=room, opens=not place) for place, section in enumerate(sections)
        ),
    )


@dataclass(frozen=True)
class _Setting:
    """Breaks text into lines and tells how high they are; millimetres."""

    columns: Sequence[Column]
    widths: dict[str, float]
    points: float

    def lines(self, text: str, width: float, *, bold: bool) -> Lines:
        clean = clean_text(without_control_characters(text))
        return break_lines(clean, width=width - PADDING, points=self.points, bold=bold)

    def height(self, paragraphs: Sequence[Lines]) -> float:
        """Of a cell with these paragraphs."""
        line = LINE_SPACING * self.points * MILLIMETRES_PER_POINT
        return line * sum(map(len, paragraphs)) + GAP * max(len(paragraphs) - 1, 0) + UPRIGHT

    def section(self, section: Section, *, room: float, opens: bool) -> Section:
        across = sum(self.widths.values()) - self.widths[self.columns[0].key]
        heading = self.lines(section.heading, across, bold=True)
        room_below = room * OPENING if opens else room
        if section.heading:
            room_below -= self.height([heading])
        rows = (self._row(row, room if place else room_below) for place, row in enumerate(section.rows))
        return Section(section.heading, tuple(rows), heading)

    def _row(self, row: Row, room: float) -> Row:
        lines = {column.key: self._cell(row, column) for column in self.columns}
        return replace(row, lines=lines, tall=max(map(self.height, lines.values())) > room)

    def _cell(self, row: Row, column: Column) -> tuple[Lines, ...]:
        width = self.widths[column.key]
        return tuple(
            self.lines(text, width, bold=row.total or (column.strong and not place))
            for place, text in enumerate(row.cells.get(column.key, ()))
        )


def _widths(
    columns: Sequence[Column], rows: Sequence[Row], numerals: Sequence[str], *, width: float, points: float
) -> dict[str, float]:
    """The widths that make the rows lowest.

    A cell of n letters in a column of width w is about n/w high. The sum of the cubes of all heights, which is ruled by the
    highest cell of each row, is least where each w goes with the fourth root of the sum of n³; no column falls below its least.
    """
    wanted = {
        column.key: sum(_letters(row.cells.get(column.key, ())) ** 3 for row in rows) ** 0.25
        for column in columns
    }
    held = _least_widths(columns, rows, numerals, width=width, points=points)
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


def _least_widths(
    columns: Sequence[Column], rows: Sequence[Row], numerals: Sequence[str], *, width: float, points: float
) -> dict[str, float]:
    """What each column must have: its comfortable width; where they do not all have that, at least its widest word.

    The numerals of the groups stand in the first column.
    """
    needed = {
        column.key: _widest(column, rows, () if place else numerals) * points * MILLIMETRES_PER_POINT
        + PADDING
        for place, column in enumerate(columns)
    }
    least = {column.key: max(column.least * points / POINTS, needed[column.key]) for column in columns}
    excess, slack = sum(least.values()) - width, sum(least.values()) - sum(needed.values())
    if excess > 0:
        given = min(excess / slack, 1.0) if slack else 1.0
        least = {key: value - given * (value - needed[key]) for key, value in least.items()}
    scale = min(1.0, width / sum(least.values()))
    return {key: value * scale for key, value in least.items()}


def _widest(column: Column, rows: Sequence[Row], numerals: Sequence[str]) -> float:
    """In ems: of the heading, of the numerals and of every row."""
    words = (
        widest_word(text, row.total or (column.strong and not place))
        for row in rows
        for place, text in enumerate(row.cells.get(column.key, ()))
    )
    return max(widest_word(" ".join((column.heading, *numerals)), bold=True), max(words, default=0.0))


def _letters(cell: Cell) -> int:
    return sum(map(len, cell))
