"""Asking for long work, asking again, and having seen what came of it."""

from typing import Any

import sqlalchemy as sa

from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.jobs.domain import ENDED, JobStatus
from app.core.jobs.models import Job
from app.core.jobs.worker import wake
from app.core.transaction import when_committed


def ask_for(*, kind: str, title: str, arguments: dict[str, Any], actor: Any, total: int = 0) -> Job:
    """Put a work on the list; a worker is woken once that is committed. The very same work still under way is that work."""
    under_way = sa.select(Job).where(
        Job.kind == kind,
        Job.owner_id == (actor.id if actor else None),
        Job.status.in_((JobStatus.QUEUED, JobStatus.RUNNING)),
    )
    for job in db.session.scalars(under_way):
        if job.arguments == arguments:
            return job
    job = Job(
        kind=kind,
        title=title,
        arguments=arguments,
        owner_id=actor.id if actor else None,
        total=total,
        status=JobStatus.QUEUED,
    )
    db.session.add(job)
    db.session.flush()
    _wake_for(job)
    return job


def try_again(*, job: Job) -> None:
    """Do again what was not done; what of it is done is skipped by the work itself."""
    if job.status not in {JobStatus.FAILED, JobStatus.STOPPED}:
        raise DomainError(N_("This work is under way or done already."))
    job.status = JobStatus.QUEUED
    job.attempts = 0
    job.message = ""
    job.ended_at = job.seen_at = None
    _wake_for(job)


def see(*, jobs: list[Job]) -> None:
    """Its owner has looked at what came of it."""
    for job in jobs:
        if job.status in ENDED and job.seen_at is None:
            job.seen_at = now()


def _wake_for(job: Job) -> None:
    job_id = job.id
    when_committed(lambda: wake(job_id))
