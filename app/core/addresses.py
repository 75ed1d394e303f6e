"""Values read from an address; what cannot be read is as if it were not there."""

from datetime import date
from typing import TypeVar

from app.core.enums import Coded
from app.core.forms import parse_day

CodeT = TypeVar("CodeT", bound=Coded)
LONGEST_ID = 9


def read_id(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID else None


def read_code(kind: type[CodeT], text: str | None) -> CodeT | None:
    try:
        return kind(text) if text else None
    except ValueError:
        return None


def read_day(text: str | None) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        return None
