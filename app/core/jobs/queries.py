"""Reading long work: of one person in one council, nobody else sees it."""

from typing import Any

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.jobs.domain import ENDED
from app.core.jobs.models import Job

MOST_LISTED = 100


def get_job(job_id: int, *, owner: Any) -> Job:
    """A work of that person. Raises `NotFoundError` for anybody else's."""
    found = db.session.scalar(sa.select(Job).where(Job.id == job_id, Job.owner_id == owner.id))
    if found is None:
        raise NotFoundError(N_("There is no such work of yours."))
    return found


def jobs_of(owner: Any) -> list[Job]:
    """The latest works of that person, the newest first."""
    latest = sa.select(Job).where(Job.owner_id == owner.id).order_by(Job.created_at.desc(), Job.id.desc())
    return list(db.session.scalars(latest.limit(MOST_LISTED)))


def waiting_for(owner: Any) -> list[Job]:
    """What ended and was not looked at yet, the newest first."""
    unseen = sa.select(Job).where(Job.owner_id == owner.id, Job.status.in_(ENDED), Job.seen_at.is_(None))
    return list(db.session.scalars(unseen.order_by(Job.created_at.desc(), Job.id.desc()).limit(MOST_LISTED)))
