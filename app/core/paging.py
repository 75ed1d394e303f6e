"""Keyset pages: no OFFSET, so the thousandth page costs what the first does."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

Row = TypeVar("Row")
PAGE_SIZE = 50
LONGEST_CURSOR = 1000
LARGEST_ID = 2**31 - 1
"""The largest number an id column holds on PostgreSQL."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of rows with the cursors of its neighbours (None where there is none)."""

    rows: Sequence[Row]
    next_cursor: str | None
    previous_cursor: str | None


def encode_cursor(values: Sequence[Any], *, backwards: bool = False) -> str:
    packed = json.dumps([int(backwards), *values], default=str, ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> tuple[bool, list[Any]] | None:
    """The cursor's direction and values; None for no cursor or one that cannot be read."""
    if not cursor or len(cursor) > LONGEST_CURSOR:
        return None
    try:
        unpacked = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    if not isinstance(unpacked, list) or not unpacked or not all(map(_can_be_asked, unpacked)):
        return None
    return bool(unpacked[0]), unpacked[1:]


def _can_be_asked(value: Any) -> bool:
    """Text a database takes, or a number that an id column holds."""
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    return type(value) is int and abs(value) <= LARGEST_ID


def after(columns: Sequence[Any], values: Sequence[Any], *, descending: bool) -> sa.ColumnElement[bool]:
    """`(columns) > (values)` or `<`, as a row comparison."""
    row = sa.tuple_(*columns)
    bound = sa.tuple_(
        *[sa.literal(value, column.type) for value, column in zip(values, columns, strict=True)]
    )
    return row < bound if descending else row > bound


def in_hand(rows: Sequence[Row], *, cursor: str | None, size: int = PAGE_SIZE) -> Page[Row]:
    """A page of a short list in an order that no database knows (Vietnamese names), by the place of its first row."""
    decoded = decode_cursor(cursor)
    asked = decoded[1][0] if decoded is not None and len(decoded[1]) == 1 else 0
    last = max(len(rows) - 1, 0) // size * size
    start = min(max(asked, 0), last) if isinstance(asked, int) else 0
    return Page(
        rows=rows[start : start + size],
        next_cursor=encode_cursor([start + size]) if start < last else None,
        previous_cursor=encode_cursor([max(start - size, 0)]) if start else None,
    )


def newest_first(
    statement: Any,
    number: Any,
    *,
    cursor: str | None,
    fetch: Callable[[Any], Iterable[Row]],
    number_of: Callable[[Row], int],
    size: int = PAGE_SIZE,
) -> Page[Row]:
    """A page of rows by a number that only grows, the highest first; a cursor that cannot be read begins at the first page."""
    backwards, bound = False, None
    decoded = decode_cursor(cursor)
    if decoded is not None and len(decoded[1]) == 1 and isinstance(decoded[1][0], int):
        backwards, bound = decoded[0], decoded[1][0]
        statement = statement.where(number > bound if backwards else number < bound)
    rows = list(fetch(statement.order_by(number.asc() if backwards else number.desc()).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    older = bool(rows) and (more or backwards)
    newer = bool(rows) and bound is not None and (more or not backwards)
    return Page(
        rows=rows,
        next_cursor=encode_cursor([number_of(rows[-1])]) if older else None,
        previous_cursor=encode_cursor([number_of(rows[0])], backwards=True) if newer else None,
    )


def by_columns(
    statement: Any,
    key: Sequence[Any],
    read: Sequence[Callable[[Any], Any]],
    *,
    cursor: str | None,
    fetch: Callable[[Any], Iterable[Any]],
    size: int = PAGE_SIZE,
    descending: bool = False,
) -> Page[Any]:
    """A page in the order of some columns that together name a row; `read` turns what a cursor holds of each into its value.

    The rows have the columns of the statement, the key's after them. A cursor that cannot be read begins at the first page.
    """
    backwards, bound = _bound(cursor, read)
    downwards = descending != backwards
    if bound is not None:
        statement = statement.where(after(key, bound, descending=downwards))
    order = [column.desc() if downwards else column.asc() for column in key]
    names = [f"key_{place}" for place in range(len(key))]
    labelled = [column.label(name) for column, name in zip(key, names, strict=True)]
    rows = list(fetch(statement.add_columns(*labelled).order_by(*order).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    keys = [[getattr(row, name) for name in names] for row in rows]
    return Page(
        rows=rows,
        next_cursor=encode_cursor(keys[-1]) if rows and (more or backwards) else None,
        previous_cursor=encode_cursor(keys[0], backwards=True)
        if rows and bound is not None and (more or not backwards)
        else None,
    )


def _bound(cursor: str | None, read: Sequence[Callable[[Any], Any]]) -> tuple[bool, list[Any] | None]:
    decoded = decode_cursor(cursor)
    if decoded is None or len(decoded[1]) != len(read):
        return False, None
    try:
        return decoded[0], [each(value) for each, value in zip(read, decoded[1], strict=True)]
    except (TypeError, ValueError):
        return False, None
