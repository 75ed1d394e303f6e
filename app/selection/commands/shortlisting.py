"""The shortlist: several proposals become one group of issues, in an order."""

from typing import Any

from app.accounts.models import User
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, move, next_place, put, refuse_stale
from app.selection import queries
from app.selection.commands.calling import turn
from app.selection.domain import (
    CallStatus,
    CandidateChanged,
    CandidateListed,
    CandidateRemoved,
    NewCandidate,
    must_be,
)
from app.selection.models import TopicCall, TopicCandidate


def shortlist(*, call: TopicCall, new: NewCandidate, actor: User | None) -> TopicCandidate:
    """Put a group of issues on the shortlist, made of one proposal or several (Luật 87/2015/QH13, art. 60.2)."""
    siblings = _free(call, new, itself=None)
    candidate = TopicCandidate(call_id=call.id, position=next_place(siblings), **_columns(new))
    db.session.add(candidate)
    db.session.flush()
    _take(candidate, new)
    told = {name: json_ready(value) for name, value in _columns(new).items() if value not in (None, "")}
    publish(CandidateListed(**about(candidate, actor), details={**told, "proposals": len(new.proposal_ids)}))
    return candidate


def change_candidate(
    *, candidate: TopicCandidate, new: NewCandidate, expected_version: int | None, actor: User | None
) -> TopicCandidate:
    """Reword a group, or merge other proposals into it."""
    refuse_stale(candidate, _columns(new), expected_version)
    _free(candidate.call, new, itself=candidate)
    put(candidate, _columns(new))
    changes: dict[str, Any] = changes_of(candidate)
    before, after = _take(candidate, new)
    if before != after:
        changes["proposals"] = [len(before), len(after)]
    if changes:
        publish(CandidateChanged(**about(candidate, actor), details=changes))
        db.session.flush()
    return candidate


def move_candidate(*, candidate: TopicCandidate, upwards: bool, actor: User | None) -> None:
    """Move a group one place up or down; the session takes the order over."""
    turn(candidate.call)
    must_be(candidate.call.status, CallStatus.COLLECTING)
    if move(queries.candidates_of(candidate.call_id), candidate, upwards=upwards):
        publish(CandidateChanged(**about(candidate, actor), details=changes_of(candidate)))
        db.session.flush()


def remove_candidate(*, candidate: TopicCandidate, actor: User | None) -> None:
    """Take a group off the shortlist; its proposals are free again."""
    turn(candidate.call)
    must_be(candidate.call.status, CallStatus.COLLECTING)
    for proposal in queries.proposals_of(candidate.call_id):
        if proposal.candidate_id == candidate.id:
            proposal.candidate_id = None
    db.session.flush()
    publish(CandidateRemoved(**about(candidate, actor), details={"title": candidate.title}))
    db.session.delete(candidate)
    db.session.flush()


def _free(call: TopicCall, new: NewCandidate, *, itself: TopicCandidate | None) -> list[TopicCandidate]:
    """The shortlist, where it may still change and no other group bears that title."""
    turn(call)
    must_be(call.status, CallStatus.COLLECTING)
    siblings = queries.candidates_of(call.id)
    if any(each.title == new.title and each is not itself for each in siblings):
        raise DomainError(N_("“%(title)s” is on the shortlist already."), title=new.title, field="title")
    return siblings


def _take(candidate: TopicCandidate, new: NewCandidate) -> tuple[set[int], set[int]]:
    """Put just these proposals into the group; those that were in it before, and those that are now."""
    before, after = set(), set()
    for proposal in queries.proposals_of(candidate.call_id):
        if proposal.candidate_id == candidate.id:
            before.add(proposal.id)
        if proposal.id in new.proposal_ids:
            after.add(proposal.id)
            put(proposal, {"candidate_id": candidate.id})
        elif proposal.candidate_id == candidate.id:
            proposal.candidate_id = None
    db.session.flush()
    return before, after


def _columns(new: NewCandidate) -> dict[str, Any]:
    return {name: value for name, value in vars(new).items() if name != "proposal_ids"}
