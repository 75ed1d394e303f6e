"""Ending to follow a pledge by decision, taking it up again, and linking promises that follow each other."""

from collections.abc import Sequence
from typing import Any

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, put
from app.pledges import lineage
from app.pledges.commands.course import ClosedBy, close_pledge
from app.pledges.commands.grounds import usable_ground
from app.pledges.commands.redating import catch_up
from app.pledges.domain import (
    CLOSES_AS,
    ClosingReason,
    Followed,
    GroundKind,
    Lifecycle,
    LinkKind,
    NewDrop,
    NewLink,
    PledgeReopened,
    PledgesLinked,
    PledgesUnlinked,
    Reopening,
    check_end,
    check_reopening,
    check_successors,
    would_circle,
)
from app.pledges.models import ClosingDecision, Pledge, PledgeLink
from app.sittings.models import QuestioningSession


def drop_pledge(*, pledge: Pledge, new: NewDrop, actor: User | None) -> None:
    """Stop following a pledge (thôi theo dõi) on a ground of the council's list. It stays in every total."""
    check_end(new.decided_on, _known(pledge), document_number=new.document_number, today=today())
    usable_ground(new.ground_id, GroundKind.DROP)
    by = ClosedBy(new.document_number, new.body_id, new.ground_id, new.note)
    close_pledge(pledge=pledge, reason=ClosingReason.DROPPED, closed_on=new.decided_on, actor=actor, by=by)


def reopen_pledge(*, pledge: Pledge, new: Reopening, actor: User | None) -> None:
    """Follow a closed pledge again, by a new decision. What was decided before stays in the history."""
    check_reopening(
        new.decided_on,
        _known(pledge),
        document_number=new.document_number,
        reason=new.reason,
        today=today(),
    )
    put(pledge, {"lifecycle": Lifecycle.ADOPTED, "closing_reason": None, "closed_on": None})
    db.session.add(
        ClosingDecision(
            pledge_id=pledge.id,
            from_day=new.decided_on,
            document_number=new.document_number,
            body_id=new.body_id,
            note=new.reason,
            recorded_by_id=actor.id if actor else None,
        )
    )
    publish(PledgeReopened(**about(pledge, actor), details=_told(new)))
    db.session.flush()
    catch_up(pledge=pledge, actor=actor)


def link_pledges(*, older: Pledge, newer: Pledge, new: NewLink, actor: User | None) -> PledgeLink:
    """Say that a later promise repeats an earlier one. Both are followed on."""
    if new.kind is not LinkKind.PROMISED_AGAIN:
        raise DomainError(
            N_("This link ends following the older pledge; it needs the decision."), field="kind"
        )
    if new.decided_on > today():
        raise DomainError(N_("The day cannot lie in the future."), field="decided_on")
    _turn(older, newer)
    return _link(older, newer, new, actor)


def replace_pledge(
    *, pledge: Pledge, successors: Sequence[Pledge], new: NewLink, actor: User | None
) -> list[PledgeLink]:
    """End following a pledge because others take its place, by a decision: replaced, merged, split or carried over.

    Its words stay as they were adopted; what follows from it is found through the links.
    """
    reason = CLOSES_AS.get(new.kind)
    if reason is None:
        raise DomainError(N_("Choose how the pledge is replaced."), field="kind")
    check_successors(new, len(successors))
    _turn(pledge, *successors)
    check_end(new.decided_on, _known(pledge), document_number=new.document_number, today=today())
    links = [_link(pledge, successor, new, actor) for successor in successors]
    by = ClosedBy(document_number=new.document_number, note=new.note)
    close_pledge(pledge=pledge, reason=reason, closed_on=new.decided_on, actor=actor, by=by)
    return links


def unlink_pledges(*, link: PledgeLink, actor: User | None) -> None:
    """Take back a link made by mistake; the log keeps it. One on which a closed pledge rests stays until that is taken up again."""
    _turn(link.older, link.newer)
    if link.kind in CLOSES_AS and link.older.lifecycle is Lifecycle.CLOSED:
        raise DomainError(
            N_("Pledge %(code)s was closed by this link. Take it up again first."), code=link.older.code
        )
    details = {"kind": link.kind.value, "older": link.older.code, "newer": link.newer.code}
    publish(PledgesUnlinked(**about(link.older, actor), details=details))
    db.session.delete(link)
    db.session.flush()


def _link(older: Pledge, newer: Pledge, new: NewLink, actor: User | None) -> PledgeLink:
    """Record that one promise follows another. Called with both pledges locked."""
    if older.id == newer.id:
        raise DomainError(N_("A pledge does not follow itself."), field="others")
    if Lifecycle.DRAFT in {older.lifecycle, newer.lifecycle}:
        raise DomainError(N_("Drafts are not linked: adopt the pledge first."), field="others")
    if _said_on(newer) < _said_on(older):
        raise DomainError(
            N_("Pledge %(newer)s was made before pledge %(older)s, so it cannot follow it."),
            newer=newer.code, older=older.code, field="others",
        )  # fmt: skip
    pairs = [(link.older_id, link.newer_id) for link in lineage.chain_of(newer.id)]
    if (older.id, newer.id) in pairs:
        raise DomainError(N_("These two pledges are already linked."), field="others")
    if would_circle(pairs, older_id=older.id, newer_id=newer.id):
        raise DomainError(
            N_("Pledge %(older)s already follows from pledge %(newer)s; a chain never turns back on itself."),
            newer=newer.code, older=older.code, field="others",
        )  # fmt: skip
    link = PledgeLink(older_id=older.id, newer_id=newer.id, **vars(new))
    db.session.add(link)
    db.session.flush()
    publish(PledgesLinked(**about(older, actor), details={"newer": newer.code, **_told(new)}))
    return link


def _known(pledge: Pledge) -> Followed:
    _turn(pledge)
    return Followed(
        lifecycle=pledge.lifecycle,
        adopted_on=pledge.adopted_on,
        last_decided_on=lineage.last_decided_on(pledge.id),
    )


def _turn(*pledges: Pledge) -> None:
    """Wait for whoever works on these pledges, always in one order, then look at their state as it is now."""
    for pledge in sorted(pledges, key=lambda each: each.id):
        lock(pledge)
        db.session.refresh(pledge, ["lifecycle", "adopted_on", "version"])


def _said_on(pledge: Pledge) -> Any:
    return db.session.get_one(QuestioningSession, pledge.session_id).held_on


def _told(said: NewDrop | NewLink | Reopening) -> dict[str, Any]:
    return {name: json_ready(value) for name, value in vars(said).items() if value not in (None, "")}
