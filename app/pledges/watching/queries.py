"""Reading who watches which pledge."""

import sqlalchemy as sa

from app.core.database import db
from app.pledges.models import PledgeWatch


def find_watch(*, pledge_id: int, user_id: int) -> PledgeWatch | None:
    return db.session.scalar(
        sa.select(PledgeWatch).where(PledgeWatch.pledge_id == pledge_id, PledgeWatch.user_id == user_id)
    )


def is_watched(*, pledge_id: int, user_id: int) -> bool:
    """Whether that person watches the pledge."""
    return find_watch(pledge_id=pledge_id, user_id=user_id) is not None


def watched_by(user_id: int) -> sa.Select[int]:
    """The ids of the pledges a person watches, as a part of another select."""
    return sa.select(PledgeWatch.pledge_id).where(PledgeWatch.user_id == user_id)
