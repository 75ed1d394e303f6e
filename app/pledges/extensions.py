"""Reading requests for more time, and the council's lists of grounds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.pledges.domain import OFFERED, GroundKind, Lifecycle, RequestStatus
from app.pledges.models import ClosingDecision, ExtensionRequest, Ground, Pledge


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands beside a deadline wherever it is shown."""

    extensions: int = 0
    pending: bool = False
    late: bool = False
    """Whether the request that waits came after the deadline it wants to move."""


def grounds(kind: GroundKind, *, retired: bool = False) -> list[Ground]:
    """The council's list in its order; with `retired` also what is offered no more."""
    statement = sa.select(Ground).where(Ground.kind == kind).order_by(Ground.position, Ground.id)
    return list(db.session.scalars(statement if retired else statement.where(~Ground.retired)))


def offered_grounds(kind: GroundKind) -> list[str]:
    """The words a form offers: the council's list, or until there is one the list of the product."""
    listed = grounds(kind, retired=True)
    return [each.words for each in listed if not each.retired] if listed else list(OFFERED[kind])


def get_ground(ground_id: int) -> Ground:
    found = db.session.scalar(sa.select(Ground).where(Ground.id == ground_id))
    if found is None:
        raise NotFoundError(N_("There is no such ground."))
    return found


def is_ground_used(ground_id: int) -> bool:
    asked = sa.exists().where(ExtensionRequest.ground_id == ground_id)
    dropped = sa.exists().where(ClosingDecision.ground_id == ground_id)
    return bool(db.session.scalar(sa.select(sa.or_(asked, dropped))))


def get_request(request_id: int) -> ExtensionRequest:
    """A request with its pledge, ground and the body that decided."""
    statement = _whole().where(ExtensionRequest.id == request_id)
    found: ExtensionRequest | None = db.session.scalar(statement)
    if found is None:
        raise NotFoundError(N_("There is no such request."))
    return found


def find_pending(pledge_id: int) -> ExtensionRequest | None:
    """The request of a pledge that waits for its decision."""
    statement = sa.select(ExtensionRequest).where(
        ExtensionRequest.pledge_id == pledge_id, ExtensionRequest.status == RequestStatus.PENDING
    )
    return db.session.scalars(statement.order_by(ExtensionRequest.id).limit(1)).first()


def pending_requests(*, most: int | None = None) -> list[ExtensionRequest]:
    """Requests that wait for the Standing Committee, the oldest first; those of pledges no longer followed are left out."""
    statement = (
        _whole()
        .join(ExtensionRequest.pledge)
        .where(ExtensionRequest.status == RequestStatus.PENDING, Pledge.lifecycle == Lifecycle.ADOPTED)
        .order_by(ExtensionRequest.received_on, ExtensionRequest.id)
        .limit(most)
    )
    return list(db.session.scalars(statement))


def decided_requests(*, most: int) -> list[ExtensionRequest]:
    """What was decided last."""
    statement = (
        _whole()
        .where(ExtensionRequest.status != RequestStatus.PENDING)
        .order_by(ExtensionRequest.decided_on.desc(), ExtensionRequest.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(statement))


def requests_of_all(pledge_ids: Collection[int]) -> dict[int, list[ExtensionRequest]]:
    """Every request for those pledges, in order of receipt. One statement."""
    statement = (
        sa.select(ExtensionRequest)
        .where(ExtensionRequest.pledge_id.in_(pledge_ids))
        .options(joinedload(ExtensionRequest.ground), joinedload(ExtensionRequest.body))
        .order_by(ExtensionRequest.received_on, ExtensionRequest.id)
    )
    found: dict[int, list[ExtensionRequest]] = {}
    for request in db.session.scalars(statement):
        found.setdefault(request.pledge_id, []).append(request)
    return found


def marks_of(pledge_ids: Collection[int], *, day: date) -> dict[int, Marks]:
    """The marks of those pledges on a day. One statement."""
    found: dict[int, Marks] = {}
    for pledge_id, requests in requests_of_all(pledge_ids).items():
        known = [each for each in requests if each.received_on <= day]
        waiting = [each for each in known if each.waits_on(day)]
        granted = sum(each.status is RequestStatus.GRANTED and each not in waiting for each in known)
        if granted or waiting:
            found[pledge_id] = Marks(granted, bool(waiting), any(each.is_late for each in waiting))
    return found


def _whole() -> sa.Select[Any]:
    return sa.select(ExtensionRequest).options(
        joinedload(ExtensionRequest.pledge).options(
            joinedload(Pledge.person), joinedload(Pledge.office), joinedload(Pledge.lead_agency)
        ),
        joinedload(ExtensionRequest.ground),
        joinedload(ExtensionRequest.body),
    )
