"""What commands do with any record: say whose it is, refuse a stale edit, take a place among its siblings, wait for its turn."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import StaleEditError


class Placed(Protocol):
    """A record with a place among its siblings, counted from one."""

    position: Any


def about(record: Any, actor: Any) -> dict[str, Any]:
    """The part of an event every command fills the same way: who, in which council, with what."""
    return {
        "actor_id": actor.id if actor else None,
        "council_id": record.council_id,
        "subject_type": type(record).__name__,
        "subject_id": record.id,
    }


def refuse_stale(record: Any, values: Mapping[str, Any], expected_version: int | None) -> None:
    """Raise `StaleEditError` when someone saved the record since its form was opened; None asks for no check."""
    if expected_version is None or expected_version == record.version:
        return
    stored = {name: getattr(record, name) for name, value in values.items() if getattr(record, name) != value}
    raise StaleEditError(theirs=stored, version=record.version)


def put(record: Any, values: Mapping[str, Any]) -> None:
    """Set the columns that change, and only those."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def lock(record: Any) -> None:
    """Wait until no other writer works under this record (PostgreSQL; on SQLite writers queue anyway)."""
    model = type(record)
    db.session.execute(sa.select(model.id).where(model.id == record.id).with_for_update(key_share=True))


def move(siblings: Sequence[Placed], record: Placed, *, upwards: bool) -> bool:
    """Swap a record with its neighbour and number all afresh from one; False at the end of the row."""
    order = list(siblings)
    at = order.index(record)
    to = at - 1 if upwards else at + 1
    if not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    for place, each in enumerate(order, start=1):
        if each.position != place:
            each.position = place
    return True


def next_place(siblings: Iterable[Placed]) -> int:
    return max((each.position for each in siblings), default=0) + 1
