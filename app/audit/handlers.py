"""Every event becomes a line of the chain, in the transaction that caused it."""

import sqlalchemy as sa

from app.audit.domain import GENESIS, line_hash
from app.audit.models import AuditEntry
from app.core.clock import now
from app.core.database import db
from app.core.events import Event

_CHAIN_LOCK = 7203401


def record(event: Event) -> None:
    """Append the event. On PostgreSQL an advisory lock keeps two writers from taking the same place."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    last = db.session.execute(
        sa.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    ).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    at = now()
    digest = line_hash(
        seq=seq,
        at=at,
        council_id=event.council_id,
        actor_id=event.actor_id,
        event=type(event).__name__,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        details=event.details,
        previous_hash=previous,
    )
    db.session.add(
        AuditEntry(
            seq=seq,
            at=at,
            council_id=event.council_id,
            actor_id=event.actor_id,
            event=type(event).__name__,
            subject_type=event.subject_type,
            subject_id=event.subject_id,
            details=event.details,
            previous_hash=previous,
            hash=digest,
        )
    )
    db.session.flush()
