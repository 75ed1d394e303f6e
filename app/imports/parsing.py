"""Reading a register sheet: headings in any order, cells by their kind, a problem for each cell that cannot be read."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.core.errors import N_
from app.core.forms import FIRST_YEAR, LAST_YEAR, parse_day, parse_number
from app.core.text import clean_line, clean_text, fold, has_control_characters
from app.dossier.domain import RegisterColumn as Column
from app.dossier.domain import RegisterRow, StandingColumn, session_kind_of
from app.imports.domain import ParsedSheet, Problem, SheetRow

LONGEST_TEXT = 20_000
LONGEST = {
    Column.SITTING: 120,
    Column.TOPIC: 300,
    Column.PERSON: 300,
    Column.OFFICE: 300,
    Column.AGENCY: 300,
    Column.MEASURE: 300,
    Column.UNIT: 80,
    Column.RESOLUTION: 80,
    Column.CODE: 40,
}
LONGEST_NAME = 300
NAMES = frozenset({Column.ASKERS, Column.COORDINATORS, Column.FOLLOWERS})
DAYS = frozenset({Column.HELD_ON, Column.DUE_ON})
PARAGRAPHS = frozenset({Column.QUESTION, Column.WORDS, Column.RESULT, Column.DEADLINE_WORDS, Column.SOURCE})
LAST_SERIAL = 80_000
_COLUMNS_BY_HEADING = {fold(column.value).replace(" ", ""): column for column in Column}
_NOT_READ = frozenset(fold(column.value).replace(" ", "") for column in StandingColumn)


class CellError(Exception):
    """A cell cannot be read; the arguments are the message and its parameters."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def column_letter(index: int) -> str:
    """The letters of the column at a place counted from 0: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def parse_sheet(rows: Iterable[tuple[int, list[Any]]], *, counts_from_1904: bool = False) -> ParsedSheet:
    """Read plain cells as a register. Headings stand in row 1, in any order, without regard to case, spaces and diacritics."""
    numbered = list(rows)
    headings = numbered[0][1] if numbered and numbered[0][0] == 1 else []
    places, problems, warnings = _find_columns(headings)
    letters = {column: column_letter(place) for column, place in places.items()}
    body = [
        (number, cells)
        for number, cells in numbered
        if number > 1 and any(cell not in (None, "") for cell in cells)
    ]
    if problems:
        return ParsedSheet((), letters, len(body), tuple(problems), tuple(warnings))
    if not body:
        problems.append(Problem("", N_("The sheet has headings but no row under them.")))
    reader = _Reader(places, counts_from_1904=counts_from_1904)
    parsed = [reader.row(number, cells) for number, cells in body]
    return ParsedSheet(
        tuple(row for row in parsed if row is not None),
        letters,
        len(body),
        (*problems, *reader.problems),
        tuple(warnings),
    )


def _find_columns(headings: list[Any]) -> tuple[dict[Column, int], list[Problem], list[Problem]]:
    places: dict[Column, int] = {}
    problems, warnings = [], []
    for place, heading in enumerate(headings):
        if not isinstance(heading, str) or not heading.strip():
            continue
        told = fold(heading).replace(" ", "")
        if told in _NOT_READ:
            continue
        column = _COLUMNS_BY_HEADING.get(told)
        cell = f"{column_letter(place)}1"
        if column is None:
            warnings.append(
                Problem(
                    cell,
                    N_("The column “%(heading)s” is not of the register; it is left out."),
                    {"heading": heading},
                )
            )
        elif column in places:
            problems.append(
                Problem(cell, N_("The column “%(heading)s” stands twice."), {"heading": column.value})
            )
        else:
            places[column] = place
    missing = [column for column in (Column.WORDS, Column.HELD_ON) if column not in places]
    if Column.AGENCY not in places and Column.OFFICE not in places:
        missing.append(Column.AGENCY)
    problems += [
        Problem(
            "A1",
            N_("Row 1 has no column “%(heading)s”, which every register sheet needs."),
            {"heading": column.value},
        )
        for column in missing
    ]
    return places, problems, warnings


class _Reader:
    """Reads row after row and keeps what was wrong."""

    def __init__(self, places: dict[Column, int], *, counts_from_1904: bool) -> None:
        self.places = places
        self.first_day = date(1904, 1, 1) if counts_from_1904 else date(1899, 12, 30)
        self.problems: list[Problem] = []

    def row(self, number: int, cells: list[Any]) -> SheetRow | None:
        """The row, or None where any of its cells could not be read."""
        before = len(self.problems)
        values: dict[str, Any] = {}
        for column, place in self.places.items():
            cell = cells[place] if place < len(cells) else None
            if cell in (None, ""):
                continue
            try:
                values[column.name.lower()] = self._value(column, cell)
            except CellError as error:
                self._complain(column, number, error.message, **error.params)
        row = RegisterRow(**values)
        if len(self.problems) == before:
            self._check_presence(number, row)
        return SheetRow(number, row) if len(self.problems) == before else None

    def _complain(self, column: Column, number: int, message: str, **params: Any) -> None:
        place = self.places.get(column, 0)
        self.problems.append(Problem(f"{column_letter(place)}{number}", message, params))

    def _check_presence(self, number: int, row: RegisterRow) -> None:
        if not row.words:
            self._complain(Column.WORDS, number, N_("Please give the words of the pledge."))
        if row.held_on is None:
            self._complain(
                Column.HELD_ON, number, N_("Please give the day of the questioning as dd/mm/yyyy.")
            )
        if not row.agency and not row.office:
            column = Column.AGENCY if Column.AGENCY in self.places else Column.OFFICE
            self._complain(
                column, number, N_("Please give the agency or the office that answers for the pledge.")
            )

    def _value(self, column: Column, cell: Any) -> Any:
        if isinstance(cell, dict) and "formula" in cell:
            raise CellError(N_("The cell holds a formula. Please put its value there instead."))
        if isinstance(cell, dict) and "error" in cell:
            raise CellError(N_("The cell holds an Excel error, %(error)s."), error=cell["error"])
        if column in DAYS:
            return self._day(cell)
        if column is Column.TARGET:
            return _number(cell)
        text = _text(cell)
        if column is Column.SESSION_KIND:
            return _session_kind(text)
        if column in NAMES:
            return _names(text)
        return _bounded(column, clean_text(text) if column in PARAGRAPHS else clean_line(text))

    def _day(self, cell: Any) -> date | None:
        try:
            read = self._read_day(cell)
        except (ValueError, OverflowError) as bad:
            raise CellError(N_("Please type an existing day as dd/mm/yyyy, for example 31/12/2026.")) from bad
        if read is not None and not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise CellError(N_("Please type an existing day as dd/mm/yyyy, for example 31/12/2026."))
        return read

    def _read_day(self, cell: Any) -> date | None:
        if isinstance(cell, dict):
            return date.fromisoformat(cell["day"])
        if isinstance(cell, str):
            return parse_day(clean_line(cell)) if clean_line(cell) else None
        if isinstance(cell, bool) or not 0 < cell < LAST_SERIAL:
            raise ValueError(cell)
        return self.first_day + timedelta(days=int(cell))


def _text(cell: Any) -> str:
    """The cell as text; a day becomes dd/mm/yyyy and 5.0 becomes 5."""
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"]).strftime("%d/%m/%Y")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    if has_control_characters(text.replace("\r", "")):
        raise CellError(N_("This text holds control characters that cannot be stored. Please type it again."))
    return text


def _bounded(column: Column, text: str) -> str:
    longest = LONGEST.get(column, LONGEST_TEXT)
    if len(text) > longest:
        raise CellError(N_("At most %(max)d characters."), max=longest)
    return text


def _names(text: str) -> tuple[str, ...]:
    names = [clean_line(name) for name in text.replace("\n", ";").split(";")]
    if any(len(name) > LONGEST_NAME for name in names):
        raise CellError(N_("At most %(max)d characters."), max=LONGEST_NAME)
    return tuple(dict.fromkeys(name for name in names if name))


def _number(cell: Any) -> Decimal | None:
    try:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _exact(Decimal(str(cell)))
        text = clean_line(_text(cell))
        return _exact(parse_number(text)) if text else None
    except (ValueError, ArithmeticError) as bad:
        raise CellError(N_("Please type a number such as 1.234 or 58,8.")) from bad


def _exact(value: Decimal) -> Decimal:
    """The number as the column keeps it: 18 digits before the comma, 6 after."""
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        raise ValueError(value)
    return round(value, 6).normalize() + 0


def _session_kind(text: str) -> Any:
    if not clean_line(text):
        return None
    kind = session_kind_of(text)
    if kind is None:
        raise CellError(
            N_(
                "This kind of session is not known. Please use: Chất vấn tại kỳ họp, Chất vấn tại phiên họp Thường trực, "
                "Phiên giải trình, Chất vấn bằng văn bản, Đối thoại với công dân."
            )
        )
    return kind
