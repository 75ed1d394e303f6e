"""A world grown around its own records: every row copied as often as wished, so that whatever a page lists gets longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.core.database import UtcDateTime, db

ALONE = {"councils", "user_sessions", "form_tokens", "setup_links", "sign_in_failures", "paper_settings"}
"""Tables no page lists: one row counts in each, the council's or the visitor's own."""
DAY = date(2026, 7, 8)
PLAIN: dict[type, Any] = {bool: False, int: 1, date: DAY, dict: {}, list: []}
FAR = 100_000
"""By how much the copies of a number differ where it must be another."""
Row = dict[str, Any]
Column = sa.Column[Any]


@contextmanager
def guards_down() -> Iterator[None]:
    """Let rows be put beside what is frozen and in states without a story; the end of the test brings the triggers back."""
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
    for name in db.session.scalars(sa.text(named)).all():
        db.session.execute(sa.text(f"DROP TRIGGER {name}"))
    db.session.execute(sa.text("PRAGMA ignore_check_constraints = ON"))
    try:
        yield
    finally:
        db.session.execute(sa.text("PRAGMA ignore_check_constraints = OFF"))


def rows_of(table: sa.Table) -> list[Row]:
    return [dict(row) for row in db.session.connection().execute(sa.select(table)).mappings()]


def insert(table: sa.Table, rows: list[Row]) -> None:
    if rows:
        db.session.connection().execute(table.insert(), rows)


def fill_empty_tables(special: dict[str, Row]) -> dict[str, Row]:
    """One row in every table that has none, about the first record of each kind; `special` where a rule asks for more."""
    first: dict[str, Row] = {}
    for table in db.metadata.sorted_tables:
        rows = rows_of(table)
        if not rows and table.name not in ALONE:
            plain = {column.name: _plain(column, first) for column in table.columns}
            insert(table, [{**plain, **special.get(table.name, {})}])
            rows = rows_of(table)
        if rows:
            first[table.name] = rows[0]
    return first


def _plain(column: Column, first: dict[str, Row]) -> Any:
    """A value that fits: what it refers to, the first of the codes, a word, a day."""
    for key in column.foreign_keys:
        found = first.get(key.column.table.name)
        return found[key.column.name] if found else None
    if column.nullable:
        return None
    if isinstance(column.type, sa.Enum):
        return column.type.enums[0]
    if isinstance(column.type, UtcDateTime):
        return datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    return PLAIN.get(column.type.python_type, "x")


def grow(times: int) -> None:
    """So many copies of every row, around the same records.

    Every fourth copy is about the copies of what its original is about, every fourth has other codes than it.
    """
    copied: dict[tuple[str, int, int], int] = {}
    for table in db.metadata.sorted_tables:
        if table.name not in ALONE:
            insert(table, list(_copies(table, times, copied)))


def _copies(table: sa.Table, times: int, copied: dict[tuple[str, int, int], int]) -> Iterator[Row]:
    rows, numbered = rows_of(table), _number_of(table)
    highest = max((row[numbered.name] for row in rows), default=0) if numbered is not None else 0
    for copy in range(times):
        moved = list(_moved(table, copy))
        for row in rows:
            made = {**row, **(_other_codes(table, row, copy) if copy % 4 == 1 else {})}
            if numbered is not None:
                highest += 1
                made[numbered.name] = copied[table.name, row[numbered.name], copy] = highest
            yield {**made, **{each.name: _another(each, row[each.name], copy, copied) for each in moved}}


def _moved(table: sa.Table, copy: int) -> list[Column]:
    """The columns in which a copy differs from its original: what must, and in every fourth what it refers to."""
    moved = [column for column in table.columns if _refers(column)] if copy % 4 == 0 else []
    for key in map(_distinguishing, _keys_of(table)):
        if not any(column in moved for column in key):
            moved.append(key[copy % len(key)])
    return moved


def _another(column: Column, value: Any, copy: int, copied: dict[tuple[str, int, int], int]) -> Any:
    if value is None:
        return None
    for key in column.foreign_keys:
        return copied.get((key.column.table.name, value, copy), value)
    if isinstance(value, int):
        return value + FAR * (copy + 1)
    if isinstance(value, date):
        return value + timedelta(days=copy + 1)
    return f"{copy}-{value}"[: column.type.length]


def _other_codes(table: sa.Table, row: Row, copy: int) -> Row:
    """Each code of a row turned on, so that lists show them all."""
    keys = [column for key in _keys_of(table) for column in key]
    coded = [each for each in table.columns if isinstance(each.type, sa.Enum) and each not in keys]
    codes = {each.name: each.type.enums for each in coded}
    return {
        name: listed[(listed.index(row[name] or listed[0]) + copy // 4) % len(listed)]
        for name, listed in codes.items()
    }


def _refers(column: Column) -> bool:
    return any(key.column.table.name not in ALONE for key in column.foreign_keys)


def _number_of(table: sa.Table) -> Column | None:
    """The column by which rows are counted, unless they are named by what they refer to."""
    [first, *_] = table.primary_key.columns
    return None if first.foreign_keys else first


def _keys_of(table: sa.Table) -> list[list[Column]]:
    unique = [key.columns for key in table.constraints if isinstance(key, sa.UniqueConstraint)]
    unique += [index.columns for index in table.indexes if index.unique]
    if _number_of(table) is None:
        unique.append(table.primary_key.columns)
    return [list(columns) for columns in unique]


def _distinguishing(key: list[Column]) -> list[Column]:
    """Of a key the columns any of which may make a copy another: words, numbers and days before references."""
    said = [each for each in key if not each.foreign_keys and not isinstance(each.type, sa.Enum)]
    return said or [each for each in key if _refers(each)]
