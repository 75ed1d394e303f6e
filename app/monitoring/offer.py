"""What is offered when a round is opened: its number, and the sessions and agencies its pledges can be narrowed to."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.council.models import Agency
from app.monitoring.models import Assessment, Round
from app.monitoring.queries import BY_RESOLUTION
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.sittings.models import QuestioningSession


def pledges_by_id(pledge_ids: Sequence[int]) -> list[Pledge]:
    return list(
        db.session.scalars(sa.select(Pledge).where(Pledge.id.in_(pledge_ids)).order_by(*BY_RESOLUTION))
    )


def session_choices() -> list[tuple[int, str]]:
    """Sessions with adopted pledges, the latest first."""
    used = sa.select(Pledge.session_id).where(Pledge.lifecycle == Lifecycle.ADOPTED)
    found = db.session.scalars(
        sa.select(QuestioningSession)
        .where(QuestioningSession.id.in_(used))
        .options(joinedload(QuestioningSession.sitting))
        .order_by(QuestioningSession.held_on.desc(), QuestioningSession.id)
    )
    return [
        (
            each.id,
            f"{each.held_on:%d/%m/%Y} {each.title or (each.sitting.name if each.sitting else '')}".strip(),
        )
        for each in found
    ]


def agency_choices(round_id: int | None = None) -> list[tuple[int, str]]:
    """Who must act for the round's pledges, or for every pledge still followed."""
    used = sa.select(Pledge.acting_agency_id).where(Pledge.lifecycle == Lifecycle.ADOPTED)
    if round_id is not None:
        used = (
            sa.select(Pledge.acting_agency_id)
            .join(Assessment, Assessment.pledge_id == Pledge.id)
            .where(Assessment.round_id == round_id)
        )
    found = db.session.execute(
        sa.select(Agency.id, Agency.name).where(Agency.id.in_(used)).order_by(Agency.name, Agency.id)
    )
    return [(row[0], row[1]) for row in found]


def next_number() -> int:
    return (db.session.scalar(sa.select(sa.func.max(Round.number))) or 0) + 1
