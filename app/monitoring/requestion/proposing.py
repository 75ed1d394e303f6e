"""Proposing to question again about a pledge, and taking the proposal back."""

from collections.abc import Sequence

from app.accounts.models import User
from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock
from app.monitoring.models import RequestionProposal
from app.monitoring.requestion import proposals
from app.monitoring.requestion.domain import RequestionProposed, RequestionWithdrawn
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge


def propose_requestion(
    *, pledge: Pledge, delegate_ids: Sequence[int], reason: str, actor: User
) -> RequestionProposal:
    """Propose to question again about a pledge that is still followed; each person proposes it once.

    `delegate_ids` are the proposer's own, the latest term first; none for a member of a body.
    """
    lock(pledge)
    if pledge.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Only a pledge that is still followed can be proposed for questioning again."))
    if proposals.find_own(pledge_id=pledge.id, delegate_ids=delegate_ids, user_id=actor.id) is not None:
        raise DomainError(N_("You have proposed this already."))
    proposal = RequestionProposal(
        pledge_id=pledge.id,
        delegate_id=next(iter(delegate_ids), None),
        reason=reason,
        proposed_by_id=actor.id,
    )
    db.session.add(proposal)
    db.session.flush()
    details = {"pledge": pledge.code, **({"reason": reason} if reason else {})}
    publish(RequestionProposed(**about(proposal, actor), details=details))
    return proposal


def withdraw_proposal(*, proposal: RequestionProposal, delegate_ids: Sequence[int], actor: User) -> None:
    """Take one's own proposal back; it stays on record as withdrawn."""
    if proposal.proposed_by_id != actor.id and proposal.delegate_id not in set(delegate_ids):
        raise DomainError(N_("Only who proposed this can take it back."))
    if proposal.withdrawn_at is not None:
        return
    proposal.withdrawn_at = now()
    db.session.flush()
    publish(RequestionWithdrawn(**about(proposal, actor), details={"pledge": proposal.pledge.code}))
