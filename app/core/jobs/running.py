"""The row of a work under way, written in short transactions of their own, apart from whatever the work itself writes.

Who began a work holds it by the moment of beginning: a worker that was thought dead and comes back changes nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.core.clock import now
from app.core.database import db
from app.core.jobs.domain import KEPT_FOR, MOST_ATTEMPTS, STALE_AFTER, JobStatus
from app.core.jobs.models import Job
from app.core.tenancy import every_council


@dataclass(frozen=True)
class Claim:
    """A work that was taken up: what it is, whose, how far it had come before, and since when it is ours."""

    job_id: int
    council_id: int
    kind: str
    arguments: dict[str, Any]
    owner: Any
    done: int
    total: int
    attempt: int
    since: datetime


@contextmanager
def apart(app: Flask) -> Iterator[None]:
    """A session of its own that sees every council; committed at the end."""
    with app.app_context(), every_council():
        yield
        db.session.commit()


def take_up(app: Flask, job_id: int) -> Claim | None:
    """Begin a work that waits; None where another worker was faster or it waits no more."""
    since = now()
    with apart(app):
        taken = _change(
            Job.id == job_id,
            Job.status == JobStatus.QUEUED,
            status=JobStatus.RUNNING,
            started_at=since,
            beat_at=since,
            attempts=Job.attempts + 1,
            message="",
        )
        if not taken:
            return None
        job = db.session.scalars(
            sa.select(Job).where(Job.id == job_id).options(sa.orm.joinedload(Job.owner))
        ).one()
        owner = job.owner
        if owner is not None:
            db.session.expunge(owner)
        return Claim(
            job.id, job.council_id, job.kind, job.arguments, owner, job.done, job.total, job.attempts, since
        )


def change(app: Flask, claim: Claim, **values: Any) -> bool:
    """Write to the row of a work that is still ours; False where it is not."""
    with apart(app):
        return _change(*held(claim), **values)


def held(claim: Claim) -> tuple[sa.ColumnElement[bool], ...]:
    """That the work is under way and ours."""
    return Job.id == claim.job_id, Job.status == JobStatus.RUNNING, Job.started_at == claim.since


def orphaned() -> list[int]:
    """Take back what lost its worker, give up what was begun too often, and tell what waits; inside `apart`."""
    lost = (Job.status == JobStatus.RUNNING, Job.beat_at < now() - STALE_AFTER)
    if db.session.scalar(sa.select(Job.id).where(*lost).limit(1)) is not None:
        _change(*lost, Job.attempts < MOST_ATTEMPTS, status=JobStatus.QUEUED)
        _change(*lost, status=JobStatus.STOPPED, ended_at=now())
    waiting = sa.select(Job.id).where(Job.status == JobStatus.QUEUED).order_by(Job.id).limit(100)
    return list(db.session.scalars(waiting))


def outdated_files() -> list[str]:
    """The files of results nobody is promised any longer; inside `apart`."""
    before = now() - KEPT_FOR
    named = sa.select(Job.result, Job.ended_at).where(Job.status == JobStatus.DONE)
    old, young = set[str](), set[str]()
    for result, ended_at in db.session.execute(named):
        if "file" in result:
            (old if ended_at < before else young).add(result["file"])
    return sorted(old - young)


def _change(*conditions: sa.ColumnElement[bool], **values: Any) -> bool:
    statement = sa.update(Job).where(*conditions).values(**values)
    changed: Any = db.session.execute(statement.execution_options(synchronize_session=False))
    return bool(changed.rowcount)
