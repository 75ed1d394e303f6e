"""Requests for more time: logged, decided once, or taken back. Only a granted one moves the deadline in force."""

from datetime import date
from typing import Any

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError, NotFoundError
from app.core.events import publish
from app.core.records import about, lock, put
from app.core.tenancy import get_owned
from app.pledges import extensions, history
from app.pledges.commands.grounds import usable_ground
from app.pledges.commands.moving import Move, move_deadline
from app.pledges.domain import (
    AtDecision,
    AtRequest,
    DeadlineCause,
    ExtensionDecided,
    ExtensionDecision,
    ExtensionRequested,
    GroundKind,
    NewExtensionRequest,
    RequestStatus,
    check_day_of_decision,
    check_decision,
    check_request,
)
from app.pledges.models import DeadlineChange, ExtensionRequest, Pledge
from app.pledges.seals import seal_of_request


def request_extension(*, pledge: Pledge, new: NewExtensionRequest, actor: User | None) -> ExtensionRequest:
    """Log a request as it was received. It adds a mark and changes nothing; a late one is marked late."""
    _turn(pledge)
    line = history.deadline_on(pledge.id, new.received_on)
    due_on = line.due_on if line else None
    known = AtRequest(
        lifecycle=pledge.lifecycle,
        adopted_on=pledge.adopted_on,
        due_on=due_on,
        waits=extensions.find_pending(pledge.id) is not None,
    )
    check_request(new, known, today=today())
    if new.ground_id is not None:
        usable_ground(new.ground_id, GroundKind.EXTENSION)
    request = ExtensionRequest(
        pledge_id=pledge.id,
        due_on_before=due_on,
        status=RequestStatus.PENDING,
        logged_by_id=actor.id if actor else None,
        **vars(new),
    )
    db.session.add(request)
    db.session.flush()
    publish(ExtensionRequested(**about(pledge, actor), details=_told(request, new)))
    return request


def decide_extension(*, request: ExtensionRequest, decision: ExtensionDecision, actor: User | None) -> None:
    """Grant or refuse a request. Granted, the new deadline is in force from the day of the decision."""
    pledge = _pending_one(request)
    lines = history.lines_of([pledge.id])[pledge.id]
    before = history.in_force(lines, decision.decided_on)
    known = AtDecision(
        lifecycle=pledge.lifecycle,
        new_due_on=request.new_due_on,
        received_on=request.received_on,
        due_on=before.due_on if before else None,
        next_due_on=_granted_after(lines, decision.decided_on),
    )
    check_decision(decision, known, today=today())
    put(
        request,
        {
            "status": RequestStatus.GRANTED if decision.granted else RequestStatus.REFUSED,
            "decided_on": decision.decided_on,
            "decision_number": decision.document_number,
            "body_id": decision.body_id,
            "decision_note": decision.note,
            "decided_by_id": actor.id if actor else None,
        },
    )
    db.session.flush()
    details = {**_told(request, decision), "digest": seal_of_request(request)}
    publish(ExtensionDecided(**about(pledge, actor), details=details))
    if decision.granted:
        move = Move(
            pledge=pledge,
            plain_on=request.new_due_on,
            from_day=decision.decided_on,
            cause=DeadlineCause.EXTENSION,
            extension_id=request.id,
            note=decision.document_number,
        )
        move_deadline(move=move, actor=actor)


def withdraw_extension(
    *, request: ExtensionRequest, withdrawn_on: date, actor: User | None, note: str = ""
) -> None:
    """The agency took its request back before it was decided; the line stays."""
    pledge = _pending_one(request)
    check_day_of_decision(withdrawn_on, received_on=request.received_on, today=today())
    put(
        request,
        {
            "status": RequestStatus.WITHDRAWN,
            "decided_on": withdrawn_on,
            "decision_note": note,
            "decided_by_id": actor.id if actor else None,
        },
    )
    db.session.flush()
    details = {"request": request.id, "status": "withdrawn", "digest": seal_of_request(request)}
    publish(ExtensionDecided(**about(pledge, actor), details=details))


def _pending_one(request: ExtensionRequest) -> Pledge:
    """The pledge of a request that waits; what was decided never changes."""
    pledge = get_owned(Pledge, request.pledge_id)
    if pledge is None:
        raise NotFoundError(N_("There is no such pledge."))
    _turn(pledge)
    db.session.refresh(request, ["status", "version"])
    if request.status is not RequestStatus.PENDING:
        raise DomainError(N_("This request was already decided or taken back."))
    return pledge


def _turn(pledge: Pledge) -> None:
    """Wait for whoever works on the pledge, then look at its state as it is now."""
    lock(pledge)
    db.session.refresh(pledge, ["lifecycle", "adopted_on", "version"])


def _granted_after(lines: list[DeadlineChange], day: date) -> date | None:
    """The nearest deadline that a decision of a later day granted."""
    granted = (line.due_on for line in lines if line.from_day > day and line.cause is DeadlineCause.EXTENSION)
    return min((due_on for due_on in granted if due_on is not None), default=None)


def _told(request: ExtensionRequest, said: NewExtensionRequest | ExtensionDecision) -> dict[str, Any]:
    values = {name: json_ready(value) for name, value in vars(said).items() if value not in (None, "")}
    return {"request": request.id, **values}
