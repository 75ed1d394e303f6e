"""The adopted pledges without a day ("Chưa xác định thời hạn"), apart from the rest, with what each of them waits for."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.clock import today
from app.core.database import db
from app.core.enums import Coded
from app.pledges import hanging, queries
from app.pledges.deadlines import DeadlineKind
from app.pledges.domain import AnchorKind, Lifecycle, PartKind
from app.pledges.hanging import Anchors
from app.pledges.models import DeadlineAnchor, Pledge, PledgePart

MOST = 1000


class WaitsFor(Coded):
    """What a deadline without a day waits for."""

    CONDITION = "condition"
    SITTING = "sitting"
    EVENT = "event"
    OCCURRENCE = "occurrence"
    DAY = "day"


@dataclass(frozen=True)
class UndatedPledge:
    """A pledge without a day, what it hangs on, and of a recurring one the occurrence to come."""

    pledge: Pledge
    waits_for: WaitsFor
    anchor: DeadlineAnchor | None = None
    next_on: date | None = None


def undated_pledges() -> dict[WaitsFor, list[UndatedPledge]]:
    """By what they wait for, in the order in which somebody can do something about it."""
    statement = (
        sa.select(Pledge)
        .where(
            Pledge.lifecycle == Lifecycle.ADOPTED,
            Pledge.effective_due_on.is_(None),
            Pledge.completed_on.is_(None),
        )
        .options(joinedload(Pledge.lead_agency), joinedload(Pledge.office))
        .order_by(Pledge.code)
        .limit(MOST)
    )
    pledges = list(db.session.scalars(statement))
    ids = [pledge.id for pledge in pledges]
    anchors, parts = hanging.anchors_of(ids), queries.parts_of(ids)
    found: dict[WaitsFor, list[UndatedPledge]] = {kind: [] for kind in WaitsFor}
    for pledge in pledges:
        line = _line(pledge, anchors[pledge.id], parts[pledge.id])
        found[line.waits_for].append(line)
    return found


def _line(pledge: Pledge, anchors: Anchors, parts: list[PledgePart]) -> UndatedPledge:
    for kind in (AnchorKind.CONDITION, AnchorKind.SITTING, AnchorKind.EVENT):
        anchor = anchors.get(kind)
        if anchor is not None and anchor.happened_on is None:
            return UndatedPledge(pledge, WaitsFor(kind.value), anchor)
    if pledge.deadline_kind == DeadlineKind.RECURRING:
        dues = [part.due_on for part in parts if part.kind is PartKind.OCCURRENCE and part.due_on]
        next_on = min((due for due in dues if due >= today()), default=None)
        return UndatedPledge(pledge, WaitsFor.OCCURRENCE, next_on=next_on)
    return UndatedPledge(pledge, WaitsFor.DAY)
