"""Keyset pages: no OFFSET, so the thousandth page costs what the first does."""

import base64
import binascii
import json
from collections.abc import Sequence
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
