"""Checking the chain."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.domain import GENESIS, line_hash
from app.audit.models import AuditEntry
from app.core.database import db


@dataclass(frozen=True, slots=True)
class Told:
    """What a line of the log says of a decision; no details where they cannot be read."""

    seq: int
    subject_id: int | None
    details: dict[str, Any] | None


def latest_of(council_id: int) -> int:
    """The number of a council's latest line: as long as it stays, nothing of the council has changed."""
    ours = sa.select(sa.func.max(AuditEntry.seq)).where(AuditEntry.council_id == council_id)
    return db.session.scalar(ours) or 0


def broken_lines() -> Iterator[str]:
    """Recompute the chain from its first line; yield a sentence for each line that is changed, missing or out of order."""
    expected_seq, previous = 1, GENESIS
    for line in _as_stored():
        if line.seq > expected_seq + 1:
            yield _("Audit lines %(first)s to %(last)s are missing.", first=expected_seq, last=line.seq - 1)
        elif line.seq != expected_seq:
            yield _("Audit line %(seq)s is missing.", seq=expected_seq)
        if line.previous_hash != previous:
            yield _("Audit line %(seq)s does not follow the line before it.", seq=line.seq)
        digest = _digest(line)
        if digest is None:
            yield _("Audit line %(seq)s cannot be read.", seq=line.seq)
        elif digest != line.hash:
            yield _("Audit line %(seq)s was changed.", seq=line.seq)
        expected_seq, previous = line.seq + 1, line.hash


def _as_stored(*conditions: sa.ColumnElement[bool]) -> Iterator[Any]:
    """Lines in their order, whatever somebody put into them: nothing is read as what it ought to be."""
    raw = [
        sa.type_coerce(column, sa.types.NullType()).label(column.name)
        for column in AuditEntry.__table__.columns
    ]
    yield from db.session.execute(
        sa.select(*raw).where(*conditions).order_by(AuditEntry.seq), execution_options={"yield_per": 500}
    )


def _digest(line: Any) -> str | None:
    details = _details(line.details)
    if details is None:
        return None
    try:
        at = line.at if isinstance(line.at, datetime) else datetime.fromisoformat(line.at).replace(tzinfo=UTC)
        return line_hash(
            seq=line.seq,
            at=at,
            council_id=line.council_id,
            actor_id=line.actor_id,
            event=line.event,
            subject_type=line.subject_type,
            subject_id=line.subject_id,
            details=details,
            previous_hash=line.previous_hash,
        )
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None


def _details(stored: Any) -> dict[str, Any] | None:
    """SQLite hands out the text, PostgreSQL what it says."""
    try:
        found = json.loads(stored) if isinstance(stored, (str, bytes)) else stored
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def told_of(*events: str) -> Iterator[Told]:
    """Every line of those events, in order."""
    for line in _as_stored(AuditEntry.event.in_(events)):
        yield Told(line.seq, line.subject_id, _details(line.details))


def last_line() -> tuple[int, str]:
    """Number and hash of the chain's last line: noted elsewhere, they show a tail cut off later."""
    found = db.session.execute(
        sa.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    ).first()
    return (found.seq, found.hash) if found else (0, GENESIS)


def has_line(seq: int, digest: str) -> bool:
    """Whether the chain still has the line that was noted elsewhere."""
    return db.session.scalar(sa.select(AuditEntry.hash).where(AuditEntry.seq == seq)) == digest
