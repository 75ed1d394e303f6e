"""Who proposed to question again about a pledge, and why; what was withdrawn no longer counts."""

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.paging import PAGE_SIZE, Page, newest_first
from app.council.models import Delegate
from app.monitoring.models import RequestionProposal
from app.monitoring.requestion.domain import Proposed
from app.pledges.models import Pledge


def is_proposed() -> sa.ColumnElement[bool]:
    """Whether someone proposes to question again, for a select over pledges."""
    return sa.exists().where(
        RequestionProposal.pledge_id == Pledge.id, RequestionProposal.withdrawn_at.is_(None)
    )


def proposed_of(pledge_ids: Collection[int]) -> dict[int, tuple[Proposed, ...]]:
    """By pledge, who proposes it and why, in the order in which they did. One statement."""
    rows = db.session.execute(
        sa.select(RequestionProposal, User.full_name)
        .outerjoin(User, User.id == RequestionProposal.proposed_by_id)
        .where(RequestionProposal.pledge_id.in_(pledge_ids), RequestionProposal.withdrawn_at.is_(None))
        .options(joinedload(RequestionProposal.delegate).joinedload(Delegate.person))
        .order_by(RequestionProposal.id)
    )
    found: dict[int, list[Proposed]] = defaultdict(list)
    for proposal, account in rows:
        name = proposal.delegate.person.full_name if proposal.delegate else account or ""
        found[proposal.pledge_id].append(
            Proposed(name=name, reason=proposal.reason, by_delegate=proposal.delegate_id is not None)
        )
    return {pledge_id: tuple(each) for pledge_id, each in found.items()}


def get_proposal(proposal_id: int) -> RequestionProposal:
    """A proposal with its pledge; raises `NotFoundError`."""
    found = db.session.scalar(
        sa.select(RequestionProposal)
        .where(RequestionProposal.id == proposal_id)
        .options(joinedload(RequestionProposal.pledge))
    )
    if found is None:
        raise NotFoundError(N_("There is no such proposal."))
    return found


def find_own(*, pledge_id: int, delegate_ids: Collection[int], user_id: int) -> RequestionProposal | None:
    """The proposal that person made for a pledge and has not withdrawn."""
    statement = sa.select(RequestionProposal).where(
        RequestionProposal.pledge_id == pledge_id,
        RequestionProposal.withdrawn_at.is_(None),
        made_by(delegate_ids=delegate_ids, user_id=user_id),
    )
    return db.session.scalars(statement.order_by(RequestionProposal.id).limit(1)).first()


def made_by(*, delegate_ids: Collection[int], user_id: int) -> sa.ColumnElement[bool]:
    """Whether a proposal is that person's: the delegate's in any term, or one entered with their account."""
    return sa.or_(
        RequestionProposal.delegate_id.in_(delegate_ids), RequestionProposal.proposed_by_id == user_id
    )


def own_proposals(
    *, delegate_ids: Collection[int], user_id: int, cursor: str | None = None, size: int = PAGE_SIZE
) -> Page[RequestionProposal]:
    """A page of what that person proposed, the newest first, withdrawn ones too."""
    statement = (
        sa.select(RequestionProposal)
        .where(made_by(delegate_ids=delegate_ids, user_id=user_id))
        .options(
            joinedload(RequestionProposal.pledge).options(
                joinedload(Pledge.person), joinedload(Pledge.office), joinedload(Pledge.lead_agency)
            )
        )
    )
    return newest_first(
        statement,
        RequestionProposal.id,
        cursor=cursor,
        fetch=db.session.scalars,
        number_of=lambda proposal: proposal.id,
        size=size,
    )
