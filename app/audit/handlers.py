"""Every event becomes a line of the chain, in the transaction that caused it."""

import sqlalchemy as sa
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.orm import Session, SessionTransaction

from app.audit.domain import GENESIS, line_hash
from app.audit.models import AuditEntry
from app.core.clock import now
from app.core.database import db
from app.core.events import Event

_CHAIN_LOCK = 7203401
_TAIL = "audit tail"


def record(event: Event) -> None:
    """Append the event; the line is written with the session's next flush, at the latest by the commit."""
    seq, previous = _last_line()
    seq += 1
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
    db.session.info[_TAIL] = (seq, digest)


def _last_line() -> tuple[int, str]:
    """Number and hash of the chain's last line, asked once in a transaction: until it ends nobody else can add one.

    SQLite lets one writer in at a time; on PostgreSQL an advisory lock does.
    """
    known: tuple[int, str] | None = db.session.info.get(_TAIL)
    if known is not None:
        return known
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    last = db.session.execute(
        sa.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    ).first()
    return (last.seq, last.hash) if last else (0, GENESIS)


@sqlalchemy_event.listens_for(Session, "after_transaction_end")
def _on_transaction_end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_TAIL, None)


@sqlalchemy_event.listens_for(Session, "after_soft_rollback")
def _on_rollback(session: Session, _transaction: SessionTransaction) -> None:
    session.info.pop(_TAIL, None)
