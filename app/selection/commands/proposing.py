"""Proposing a matter for questioning, and withdrawing it."""

from datetime import date

from app.accounts.models import User
from app.core.clock import now
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about
from app.pledges.domain import Lifecycle
from app.pledges.queries import get_pledge
from app.selection.commands.calling import turn
from app.selection.domain import CallStatus, NewProposal, ProposalWithdrawn, TopicProposed, must_be
from app.selection.models import TopicCall, TopicProposal


def propose_topic(
    *, call: TopicCall, new: NewProposal, actor: User | None, on: date | None = None
) -> TopicProposal:
    """Propose a matter (phiếu chất vấn). `on` is the day for one's own proposal, which comes in by the last day.

    What the secretariat enters came in on paper and may be entered later.
    """
    turn(call)
    must_be(call.status, CallStatus.COLLECTING)
    if on is not None and on > call.closes_on:
        raise DomainError(N_("Proposals were taken until %(day)s."), day=call.closes_on)
    new.check()
    _check_pledge(new)
    proposal = TopicProposal(call_id=call.id, proposed_by_id=actor.id if actor else None, **vars(new))
    db.session.add(proposal)
    db.session.flush()
    told = {name: json_ready(value) for name, value in vars(new).items() if value not in (None, "")}
    publish(TopicProposed(**about(proposal, actor), details=told))
    return proposal


def _check_pledge(new: NewProposal) -> None:
    pledge = get_pledge(new.pledge_id) if new.pledge_id is not None else None
    if pledge is not None and pledge.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Only pledges that are still followed are questioned again."), field="pledge")


def withdraw_proposal(*, proposal: TopicProposal, actor: User | None) -> None:
    """Take a proposal back as long as proposals come in; it leaves the shortlist too."""
    turn(proposal.call)
    must_be(proposal.call.status, CallStatus.COLLECTING)
    if proposal.withdrawn_at is not None:
        raise DomainError(N_("This proposal was withdrawn already."))
    proposal.withdrawn_at = now()
    proposal.candidate_id = None
    publish(ProposalWithdrawn(**about(proposal, actor), details={"title": proposal.title}))
    db.session.flush()
