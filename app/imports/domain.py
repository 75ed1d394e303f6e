"""What an import found and means to do: problems by cell, new rows, changes, and names the register does not know yet."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.core.errors import DomainError
from app.core.events import Event
from app.dossier.domain import RegisterColumn as Column
from app.dossier.domain import RegisterRow


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell ("F12"; empty for the whole sheet). The message is an English sentence, translated when shown."""

    cell: str
    message: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def error(self) -> DomainError:
        return DomainError(self.message, **self.params)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A readable row with its number in the sheet."""

    number: int
    register: RegisterRow


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """Every readable row, the letter of each column, and every problem found."""

    rows: tuple[SheetRow, ...]
    letters: dict[Column, str]
    count: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    def cell(self, row: SheetRow, column: Column) -> str:
        """The name of a row's cell; of the row's first one where the sheet lacks the column."""
        return f"{self.letters.get(column, 'A')}{row.number}"


class Addition(StrEnum):
    """Kinds of things an import makes besides pledges, in the order the preview lists them."""

    PERSON = "person"
    OFFICE = "office"
    AGENCY = "agency"
    BODY = "body"
    TERM = "term"
    SITTING = "sitting"
    SESSION = "session"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Change:
    """A draft pledge that the sheet gives other values for: `{column: (in the register, in the sheet)}`.

    `merged` is the row as it will be: what the sheet says, and where it says nothing what the register has.
    """

    row: SheetRow
    merged: RegisterRow
    pledge_id: int
    code: str
    differences: dict[Column, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What applying the sheet would do; nothing at all while there is a problem."""

    count: int
    new: tuple[SheetRow, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    additions: dict[Addition, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RegisterImported(Event):
    """A register sheet was applied: the file's checksum and how many pledges were created, changed and left as they were."""
