"""What becomes of a pledge: adopted once, judged, followed until it is closed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, put
from app.council.successors import successors_on
from app.pledges import hanging
from app.pledges.commands.acting import passed_on_before
from app.pledges.domain import ClosingReason, Lifecycle, PledgeAdopted, PledgeClosed, Verdict
from app.pledges.hanging import FirstDeadline
from app.pledges.models import ClosingDecision, DeadlineChange, Pledge, VerdictChange
from app.pledges.seals import PARTS, seal_of, seals_of_parts


def frozen(pledge: Pledge) -> DomainError:
    """Why an adopted pledge is not changed."""
    return DomainError(
        N_("Pledge %(code)s was adopted: its words and its original deadline can no longer be changed."),
        code=pledge.code,
    )


def need_draft(pledge: Pledge) -> None:
    """Refuse to touch what was adopted."""
    if pledge.lifecycle is not Lifecycle.DRAFT:
        raise frozen(pledge)


def adopt_pledge(
    *,
    pledge: Pledge,
    resolution_id: int,
    row_number: int,
    adopted_on: date,
    actor: User | None,
    first: FirstDeadline | None = None,
    part_seals: Mapping[str, str] | None = None,
) -> None:
    """Give a draft its row in a resolution. From here on its words and its original deadline are frozen.

    The deadline in force begins with the day known now: of a sitting, rolled to a working day, none while a condition waits.
    Written with the session's next flush; who adopts many hands in their `first_deadlines` and `seals_of_parts`, so that they cost as one.
    """
    need_draft(pledge)
    first = first or hanging.first_deadlines([pledge])[pledge.id]
    pledge.lifecycle = Lifecycle.ADOPTED
    pledge.resolution_id = resolution_id
    pledge.row_number = row_number
    pledge.adopted_on = adopted_on
    pledge.effective_due_on = first.due_on
    db.session.add(
        DeadlineChange(
            pledge_id=pledge.id,
            from_day=adopted_on,
            recorded_by_id=actor.id if actor else None,
            **first._asdict(),
        )
    )
    if pledge.acting_agency_id != pledge.lead_agency_id:
        db.session.add_all(passed_on_before(pledge, successors_on(), actor))
    details = {
        "code": pledge.code,
        "resolution_id": resolution_id,
        "row_number": row_number,
        "digest": seal_of(pledge),
        PARTS: seals_of_parts([pledge.id])[pledge.id] if part_seals is None else dict(part_seals),
    }
    publish(PledgeAdopted(**about(pledge, actor), details=details))


def note_verdict(*, pledge: Pledge, verdict: Verdict, verdict_on: date, completed_on: date | None) -> None:
    """Repeat the last approved verdict on the pledge, so that lists can filter by it. The round tells of the decision."""
    put(pledge, {"verdict": verdict, "verdict_on": verdict_on, "completed_on": completed_on})
    db.session.add(
        VerdictChange(
            pledge_id=pledge.id,
            from_day=today(),
            verdict=verdict,
            verdict_on=verdict_on,
            completed_on=completed_on,
        )
    )
    db.session.flush()


class ClosedBy(NamedTuple):
    """The decision by which following ends: its paper, who decided, on which ground."""

    document_number: str = ""
    body_id: int | None = None
    ground_id: int | None = None
    note: str = ""


NO_PAPER = ClosedBy()


def close_pledge(
    *,
    pledge: Pledge,
    reason: ClosingReason,
    closed_on: date,
    actor: User | None,
    by: ClosedBy = NO_PAPER,
) -> None:
    """End following an adopted pledge. As kept only after the verdict "kept"."""
    if pledge.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Only an adopted pledge that is still followed can be closed."))
    if reason is ClosingReason.KEPT and pledge.verdict is not Verdict.KEPT:
        raise DomainError(N_("A pledge is closed as kept only after the verdict “kept” was approved."))
    put(pledge, {"lifecycle": Lifecycle.CLOSED, "closing_reason": reason, "closed_on": closed_on})
    db.session.add(
        ClosingDecision(
            pledge_id=pledge.id,
            from_day=max(closed_on, today()) if reason is ClosingReason.KEPT else closed_on,
            reason=reason,
            closed_on=closed_on,
            recorded_by_id=actor.id if actor else None,
            **by._asdict(),
        )
    )
    told = {name: value for name, value in by._asdict().items() if value}
    details = {"reason": reason.value, "closed_on": closed_on.isoformat(), **told}
    publish(PledgeClosed(**about(pledge, actor), details=details))
    db.session.flush()
