"""Reading and checking the chain."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.accounts.models import User
from app.audit.domain import GENESIS, line_hash
from app.audit.models import AuditEntry
from app.core.database import db
from app.core.paging import Page

LINES_A_PAGE = 50


def lines_of(council_id: int, *, before: int | None = None) -> Page[tuple[AuditEntry, str | None]]:
    """The lines of a council with who did it, the latest first; `before` is the last line of the page before."""
    query = (
        sa.select(AuditEntry, User.full_name)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(AuditEntry.council_id == council_id)
        .order_by(AuditEntry.seq.desc())
        .limit(LINES_A_PAGE + 1)
    )
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    found = [(entry, name) for entry, name in db.session.execute(query)]
    rows = found[:LINES_A_PAGE]
    return Page(rows, str(rows[-1][0].seq) if len(found) > LINES_A_PAGE else None, None)


def broken_lines() -> Iterator[str]:
    """Recompute the chain from its first line; yield a sentence for each line that is changed, missing or out of order."""
    expected_seq, previous = 1, GENESIS
    for entry in db.session.scalars(
        sa.select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=500)
    ):
        if entry.seq != expected_seq:
            yield f"audit line {expected_seq} is missing"
        if entry.previous_hash != previous:
            yield f"audit line {entry.seq} does not follow the line before it"
        digest = line_hash(
            seq=entry.seq,
            at=entry.at,
            council_id=entry.council_id,
            actor_id=entry.actor_id,
            event=entry.event,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
            details=entry.details,
            previous_hash=entry.previous_hash,
        )
        if digest != entry.hash:
            yield f"audit line {entry.seq} was changed"
        expected_seq, previous = entry.seq + 1, entry.hash


def last_line() -> tuple[int, str]:
    """Number and hash of the chain's last line: noted elsewhere, they show a tail cut off later."""
    found = db.session.execute(
        sa.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    ).first()
    return (found.seq, found.hash) if found else (0, GENESIS)


def has_line(seq: int, digest: str) -> bool:
    """Whether the chain still has the line that was noted elsewhere."""
    return db.session.scalar(sa.select(AuditEntry.hash).where(AuditEntry.seq == seq)) == digest
