"""Who in the council's register the person signed in is."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.accounts.models import Membership
from app.core.database import db
from app.council.models import Delegate


def own_delegate_ids(memberships: Iterable[Membership]) -> list[int]:
    """The delegate a person's account names, in every term that person served; none for anyone else."""
    named = [each.delegate_id for each in memberships if each.delegate_id is not None]
    if not named:
        return []
    person = sa.select(Delegate.person_id).where(Delegate.id.in_(named))
    return list(
        db.session.scalars(
            sa.select(Delegate.id).where(Delegate.person_id.in_(person)).order_by(Delegate.id.desc())
        )
    )
