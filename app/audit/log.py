"""Reading the log of a council: its lines with who acted, filtered, and what one may filter by."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from app.accounts.models import User
from app.audit.domain import LogFilter
from app.audit.models import AuditEntry
from app.audit.records import find_records
from app.core.clock import VIETNAM
from app.core.database import db
from app.core.paging import Page, newest_first

MOST_EXPORTED = 20_000


class LogLine(NamedTuple):
    """A line and the name of who acted."""

    entry: AuditEntry
    actor: str | None


def lines_of(council_id: int, asked: LogFilter | None = None, *, cursor: str | None = None) -> Page[LogLine]:
    """A page of the lines the filter leaves, the latest first."""
    return newest_first(
        _lines(council_id, asked or LogFilter()),
        AuditEntry.seq,
        cursor=cursor,
        fetch=lambda statement: (LogLine(*row) for row in db.session.execute(statement)),
        number_of=lambda line: line.entry.seq,
    )


def all_lines(council_id: int, asked: LogFilter) -> Iterator[LogLine]:
    """The latest lines the filter leaves, at most `MOST_EXPORTED`."""
    statement = _lines(council_id, asked).order_by(AuditEntry.seq.desc()).limit(MOST_EXPORTED)
    for row in db.session.execute(statement, execution_options={"yield_per": 500}):
        yield LogLine(*row)


def _lines(council_id: int, asked: LogFilter) -> sa.Select[AuditEntry, str]:
    return (
        sa.select(AuditEntry, User.full_name)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(AuditEntry.council_id == council_id, *_conditions(asked))
    )


def _conditions(asked: LogFilter) -> Iterator[sa.ColumnElement[bool]]:
    if asked.since is not None:
        yield AuditEntry.at >= _midnight(asked.since)
    if asked.until is not None:
        yield AuditEntry.at < _midnight(asked.until) + timedelta(days=1)
    if asked.by_operator:
        yield AuditEntry.actor_id.is_(None)
    for name in ("actor_id", "event", "subject_type", "subject_id"):
        if (value := getattr(asked, name)) is not None:
            yield getattr(AuditEntry, name) == value
    if asked.name:
        yield _about(asked.name)


def _midnight(day: date) -> datetime:
    """When the Vietnamese day begins."""
    return datetime.combine(day, time(), VIETNAM)


def _about(name: str) -> sa.ColumnElement[bool]:
    """Lines about a record that is called so."""
    kinds: dict[str, list[int]] = {}
    for kind, record_id in find_records(name):
        kinds.setdefault(kind, []).append(record_id)
    return sa.or_(
        sa.false(),
        *(
            sa.and_(AuditEntry.subject_type == kind, AuditEntry.subject_id.in_(ids))
            for kind, ids in kinds.items()
        ),
    )


class Choices(NamedTuple):
    """What stands in the log of a council: who acted (id and name), what happened, to what kind of record."""

    actors: list[tuple[int, str]]
    events: list[str]
    subject_types: list[str]


def choices_of(council_id: int) -> Choices:
    ours = AuditEntry.council_id == council_id
    acted = sa.select(AuditEntry.actor_id).where(ours).distinct()
    people = db.session.execute(
        sa.select(User.id, User.full_name).where(User.id.in_(acted)).order_by(User.full_name, User.id)
    )
    return Choices(
        actors=[(row[0], row[1]) for row in people],
        events=list(db.session.scalars(sa.select(AuditEntry.event).where(ours).distinct())),
        subject_types=list(db.session.scalars(sa.select(AuditEntry.subject_type).where(ours).distinct())),
    )
