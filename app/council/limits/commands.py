"""Setting limits: always a new line from a day on; what counted before that day is never touched."""

from datetime import timedelta

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about
from app.council.limits import queries
from app.council.limits.domain import LimitSet, LimitWithdrawn, NewLimit
from app.council.models import LegalLimit


def set_limit(*, new: NewLimit, actor: User | None) -> LegalLimit:
    """Let a limit count from a day on. The one before it ends on the day before."""
    rows = queries.rows_of(new.code)
    last = rows[-1] if rows else None
    if last is not None and last.starts_on is not None and new.starts_on <= last.starts_on:
        raise DomainError(
            N_("A limit already counts from %(day)s. A new one must begin after that day."),
            field="starts_on",
            day=last.starts_on,
        )
    if last is not None:
        last.ends_on = new.starts_on - timedelta(days=1)
    row = LegalLimit(**columns_of(new))
    db.session.add(row)
    db.session.flush()
    publish(
        LimitSet(
            **about(row, actor),
            details={name: json_ready(value) for name, value in columns_of(new).items()},
        )
    )
    return row


def withdraw_limit(*, row: LegalLimit, actor: User | None) -> None:
    """Take back a limit set by mistake, as long as no day that has passed was counted by it."""
    rows = queries.rows_of(row.code)
    if row.starts_on is None or row.starts_on < today() or row is not rows[-1]:
        raise DomainError(
            N_(
                "This limit has already been in force. Set another one from a later day; what was counted stays."
            )
        )
    if len(rows) > 1:
        rows[-2].ends_on = None
    publish(LimitWithdrawn(**about(row, actor), details={"code": row.code.value, "days": row.days}))
    db.session.delete(row)
    db.session.flush()


def columns_of(new: NewLimit) -> dict[str, object]:
    return {"code": new.code, "days": new.days, "basis": new.basis, "starts_on": new.starts_on}
