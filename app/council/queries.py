"""Reading the council and its directory."""

import sqlalchemy as sa

from app.accounts.models import Membership
from app.core.database import db
from app.core.tenancy import every_council
from app.council.models import Council


def find_council(slug: str) -> Council | None:
    return db.session.scalar(sa.select(Council).where(Council.slug == slug))


def all_councils() -> list[Council]:
    return list(db.session.scalars(sa.select(Council).order_by(Council.name)))


def councils_of(user_id: int) -> list[Council]:
    """The councils in which a person now holds a role, by name."""
    held = sa.select(Membership.council_id).where(Membership.user_id == user_id, Membership.ended_at.is_(None))
    with every_council():
        return list(db.session.scalars(sa.select(Council).where(Council.id.in_(held)).order_by(Council.name)))
