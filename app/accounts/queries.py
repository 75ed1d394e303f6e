"""Reading users and their roles."""

import sqlalchemy as sa

from app.accounts.models import Membership, User
from app.core.database import db


def memberships_in(*, council_id: int, user_id: int) -> list[Membership]:
    """The roles a person now holds in a council."""
    return list(
        db.session.scalars(
            sa.select(Membership)
            .where(Membership.council_id == council_id, Membership.user_id == user_id, Membership.ended_at.is_(None))
            .order_by(Membership.id)
        )
    )


def find_user(email: str) -> User | None:
    return db.session.scalar(sa.select(User).where(User.email == email.strip().lower()))
