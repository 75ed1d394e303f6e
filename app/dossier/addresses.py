"""What of the register is asked for, read from an address; what cannot be read is as if it were not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.core.enums import Coded
from app.core.forms import LINE, parse_day
from app.core.paging import PAGE_SIZE
from app.core.text import clean_line
from app.dossier.domain import RegisterFilter, RegisterOrder
from app.pledges.domain import Lifecycle, TimeStatus, Verdict

CodeT = TypeVar("CodeT", bound=Coded)
SIZES = (25, 50, 100, 200)
LONGEST_ID = 9


@dataclass(frozen=True, slots=True)
class Arrangement:
    """In what order, how many a page, and where the page begins."""

    order: RegisterOrder
    descending: bool
    size: int
    cursor: str | None

    @property
    def sort(self) -> str:
        """As it stands in the address: "due_on", or "-due_on" from the last to the first."""
        return f"-{self.order.value}" if self.descending else self.order.value


def read_filter(asked: Mapping[str, str]) -> RegisterFilter:
    return RegisterFilter(
        query=clean_line(asked.get("q", "")[:LINE].replace("\x00", "")),
        session_id=_id(asked.get("session")),
        agency_id=_id(asked.get("agency")),
        person_id=_id(asked.get("person")),
        topic=asked.get("topic", "")[:LINE].replace("\x00", ""),
        time=_code(TimeStatus, asked.get("time")),
        lifecycle=_code(Lifecycle, asked.get("lifecycle")),
        verdict=_code(Verdict, asked.get("verdict")),
        due_from=_day(asked.get("due_from")),
        due_until=_day(asked.get("due_until")),
    )


def read_arrangement(asked: Mapping[str, str]) -> Arrangement:
    sort = asked.get("sort", "")
    order = _code(RegisterOrder, sort.removeprefix("-"))
    size = _id(asked.get("size")) or PAGE_SIZE
    return Arrangement(
        order=order or RegisterOrder.DUE_ON,
        descending=order is not None and sort.startswith("-"),
        size=size if size in SIZES else PAGE_SIZE,
        cursor=asked.get("cursor"),
    )


def _id(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID else None


def _code(kind: type[CodeT], text: str | None) -> CodeT | None:
    try:
        return kind(text) if text else None
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        return None
