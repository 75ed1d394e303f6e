"""Finding the pledge a sheet row speaks of, and in what the two differ.

An empty cell says nothing: it neither differs nor erases. So the same sheet, imported twice, changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.dossier.domain import RegisterColumn as Column
from app.dossier.domain import RegisterRow
from app.dossier.sheet import RegisterEntry
from app.imports.directory import name_key

NAMED = frozenset(
    {Column.SITTING, Column.TOPIC, Column.PERSON, Column.OFFICE, Column.AGENCY, Column.RESOLUTION}
)
NAMED_LISTS = frozenset({Column.ASKERS, Column.COORDINATORS, Column.FOLLOWERS})

CONTEXT = (Column.SITTING, Column.HELD_ON, Column.SESSION_KIND, Column.TOPIC, Column.ASKERS, Column.QUESTION)
AROUND = (*CONTEXT, Column.AGENCY, Column.OFFICE)


def _comparable(column: Column, value: Any) -> Any:
    if column in NAMED:
        return name_key(value)
    return tuple(name_key(name) for name in value) if column in NAMED_LISTS else value


def _same(column: Column, known: RegisterRow, given: RegisterRow) -> bool:
    said = given.value(column)
    return said in (None, "", ()) or _comparable(column, known.value(column)) == _comparable(column, said)


def differences(known: RegisterRow, given: RegisterRow) -> dict[Column, tuple[str, str]]:
    """`{column: (in the register, in the sheet)}` for each cell that says something else."""
    return {
        column: (known.text(column), given.text(column))
        for column in Column
        if column is not Column.CODE and not _same(column, known, given)
    }


def merged(known: RegisterRow, given: RegisterRow) -> RegisterRow:
    """What the sheet says, and where it says nothing what the register has."""
    said = {column: given.value(column) for column in Column}
    due_on = (
        known.due_on if _same(Column.DEADLINE_WORDS, known, given) else None
    )  # other words mean another day
    kept = replace(known, due_on=due_on)
    return replace(
        kept, **{column.name.lower(): value for column, value in said.items() if value not in (None, "", ())}
    )


def identity(row: RegisterRow) -> tuple[Any, ...]:
    """Two rows without a code that agree in all this are the same row twice."""
    return (
        row.held_on,
        row.words,
        *(name_key(name) for name in (row.agency, row.office, row.person, row.topic)),
        row.question,
        tuple(name_key(name) for name in row.askers),
    )


@dataclass(slots=True)
class Register:
    """The pledges a sheet may speak of, each to be found once: by code, or by day, words and who answers for them."""

    by_code: dict[str, RegisterEntry]
    by_words: defaultdict[tuple[date | None, str], list[RegisterEntry]]

    @classmethod
    def of(cls, entries: Iterable[RegisterEntry]) -> "Register":
        by_words: defaultdict[tuple[date | None, str], list[RegisterEntry]] = defaultdict(list)
        by_code = {}
        for entry in entries:
            by_code[entry.row.code] = entry
            by_words[entry.row.held_on, entry.row.words].append(entry)
        return cls(by_code, by_words)

    def take_by_code(self, code: str) -> RegisterEntry | None:
        entry = self.by_code.pop(code, None)
        if entry is not None:
            self.by_words[entry.row.held_on, entry.row.words].remove(entry)
        return entry

    def take(self, row: RegisterRow) -> RegisterEntry | None:
        """The pledge a row without a code speaks of; no other row will find it."""
        likest = self.likest(row)
        if likest is not None:
            self.by_words[row.held_on, row.words].remove(likest)
            self.by_code.pop(likest.row.code, None)
        return likest

    def likest(self, row: RegisterRow) -> RegisterEntry | None:
        """The pledge of the row's day and words, where nothing around it contradicts the row; the likest of several."""
        candidates = self.by_words.get((row.held_on, row.words), [])
        fitting = [entry for entry in candidates if all(_same(column, entry.row, row) for column in AROUND)]
        return max(fitting, key=lambda entry: (_likeness(entry.row, row), -entry.id), default=None)


def _likeness(known: RegisterRow, given: RegisterRow) -> int:
    telling = (*AROUND, Column.PERSON)
    return sum(
        _comparable(column, known.value(column)) == _comparable(column, given.value(column))
        for column in telling
    )
