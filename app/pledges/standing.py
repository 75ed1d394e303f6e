"""What stood on a day: the one reading of the append-only histories, as columns for any select over `Pledge`.

An extension counts from the day it was decided, a verdict from the day it was approved, a closing from its decision. Today's
answer stands on the pledges' own columns, so that lists filter and sort by an index; both ways agree.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core.as_of import AsOf
from app.core.database import db
from app.pledges.domain import (
    AnchorKind,
    ClosingReason,
    DeadlineCause,
    Lifecycle,
    RequestStatus,
    TimeRules,
    TimeStatus,
    Verdict,
    days_late,
    time_status,
)
from app.pledges.models import (
    ClosingDecision,
    DeadlineAnchor,
    DeadlineChange,
    ExtensionRequest,
    Pledge,
    PledgeAssignment,
    VerdictChange,
)
from app.sittings.models import QuestioningSession

Condition = sa.ColumnElement[bool]
STATE = (
    "lifecycle", "due_on", "verdict", "verdict_on", "completed_on", "closed_on", "closing_reason", "unmet", "extensions",
    "asks_extension",
    "asks_late",
)  # fmt: skip
OUTSIDE = (ClosingReason.DROPPED, ClosingReason.REPLACED, ClosingReason.CARRIED_OVER)


@dataclass(frozen=True)
class Standing:
    """The state of pledges on a day. A select that uses its columns goes through `joined` first.

    `known_until` is the last day of which an earlier day's answer may tell.
    """

    day: date
    lifecycle: Any
    due_on: Any
    verdict: Any
    verdict_on: Any
    completed_on: Any
    closed_on: Any
    closing_reason: Any
    unmet: Condition
    acting_agency_id: Any
    acting_office_id: Any
    in_register: tuple[Condition, ...] = ()
    known_until: date = date.max
    needs: tuple[tuple[Any, Condition], ...] = ()

    def joined(self, statement: Any) -> Any:
        """The select with the lines of the histories that held on the day."""
        for history, holds in self.needs:
            statement = statement.outerjoin(history, holds)
        return statement

    @property
    def columns(self) -> list[Any]:
        """The state under the names of the pledge's own columns, with what is counted and looked up beside it."""
        own = {"due_on": "effective_due_on"}
        return [getattr(self, name).label(own.get(name, name)) for name in STATE]

    @property
    def extensions(self) -> Any:
        """How many extensions were granted by the day."""
        return (
            sa.select(sa.func.count(DeadlineChange.id))
            .where(
                DeadlineChange.pledge_id == Pledge.id,
                DeadlineChange.cause == DeadlineCause.EXTENSION,
                DeadlineChange.from_day <= self.day,
            )
            .correlate(Pledge)
            .scalar_subquery()
        )

    @property
    def asks_extension(self) -> Condition:
        """Whether a request for more time waits on the day."""
        return sa.exists().where(*self._waiting)

    @property
    def asks_late(self) -> Condition:
        """Whether that request came after the deadline it wants to move."""
        return sa.exists().where(
            *self._waiting, ExtensionRequest.received_on > ExtensionRequest.due_on_before
        )

    @property
    def _waiting(self) -> tuple[Condition, ...]:
        undecided = sa.or_(
            ExtensionRequest.status == RequestStatus.PENDING, ExtensionRequest.decided_on > self.day
        )
        return (
            ExtensionRequest.pledge_id == Pledge.id,
            ExtensionRequest.received_on <= self.day,
            undecided,
        )


def standing(asked: AsOf) -> Standing:
    """The state on the day asked for."""
    return stood_on(asked.day) if asked.earlier else stands_now(asked.day)


def stands_now(day: date) -> Standing:
    """Today's state, from the columns the commands keep on the pledge."""
    return Standing(
        day,
        lifecycle=Pledge.lifecycle,
        due_on=Pledge.effective_due_on,
        verdict=Pledge.verdict,
        verdict_on=Pledge.verdict_on,
        completed_on=Pledge.completed_on,
        closed_on=Pledge.closed_on,
        closing_reason=Pledge.closing_reason,
        unmet=sa.and_(
            sa.or_(Pledge.lifecycle == Lifecycle.DRAFT, Pledge.effective_due_on.is_(None)), _has_condition()
        ),
        acting_agency_id=Pledge.acting_agency_id,
        acting_office_id=Pledge.acting_office_id,
    )


def stood_on(day: date) -> Standing:
    """The state at the end of a day, from the histories.

    What was promised after it is not there; what was adopted after it is a draft with the deadline of its words.
    """
    deadline, judged, closing = aliased(DeadlineChange), aliased(VerdictChange), aliased(ClosingDecision)
    draft = sa.or_(Pledge.adopted_on.is_(None), Pledge.adopted_on > day)
    said = (
        sa.select(QuestioningSession.held_on)
        .where(QuestioningSession.id == Pledge.session_id)
        .correlate(Pledge)
        .scalar_subquery()
    )
    return Standing(
        day,
        lifecycle=sa.case(
            (draft, sa.literal(Lifecycle.DRAFT, Pledge.lifecycle.type)),
            (closing.reason.is_not(None), sa.literal(Lifecycle.CLOSED, Pledge.lifecycle.type)),
            else_=sa.literal(Lifecycle.ADOPTED, Pledge.lifecycle.type),
        ),
        due_on=sa.case((draft, Pledge.original_due_on), else_=deadline.due_on),
        verdict=sa.func.coalesce(
            judged.verdict, sa.literal(Verdict.NOT_ASSESSED, Pledge.verdict.type), type_=Pledge.verdict.type
        ),
        verdict_on=judged.verdict_on,
        completed_on=judged.completed_on,
        closed_on=closing.closed_on,
        closing_reason=closing.reason,
        unmet=sa.or_(
            sa.and_(draft, _has_condition()),
            sa.and_(sa.not_(draft), deadline.cause == DeadlineCause.CONDITION, deadline.due_on.is_(None)),
        ),
        acting_agency_id=_acting(PledgeAssignment.agency_id, Pledge.lead_agency_id, day),
        acting_office_id=_acting(PledgeAssignment.office_id, Pledge.office_id, day),
        in_register=(said <= day,),
        known_until=day,
        needs=tuple((history, _held(history, day)) for history in (deadline, judged, closing)),
    )


def _has_condition() -> Condition:
    """Whether the promise depends on a condition nobody has met ("chưa đủ điều kiện").

    From adoption on, a deadline without a day that waits for its condition says so in its history.
    """
    return sa.exists().where(
        DeadlineAnchor.pledge_id == Pledge.id,
        DeadlineAnchor.kind == AnchorKind.CONDITION,
        DeadlineAnchor.happened_on.is_(None),
    )


def _acting(named: Any, first: Any, day: date) -> Any:
    """Who had to act on the day: named by the latest assignment until then that names one, else as promised."""
    latest = (
        sa.select(named)
        .where(
            PledgeAssignment.pledge_id == Pledge.id,
            PledgeAssignment.part_id.is_(None),
            PledgeAssignment.from_day <= day,
            named.is_not(None),
        )
        .order_by(PledgeAssignment.from_day.desc(), PledgeAssignment.id.desc())
        .limit(1)
        .correlate(Pledge)
        .scalar_subquery()
    )
    return sa.func.coalesce(latest, first)


def _held(history: Any, day: date) -> Condition:
    """The line of a history that held on the day: the latest by the day it counts from, then as recorded."""
    line = aliased(sa.inspect(history).mapper.class_)
    latest = (
        sa.select(line.id)
        .where(line.pledge_id == Pledge.id, line.from_day <= day)
        .order_by(line.from_day.desc(), line.id.desc())
        .limit(1)
        .correlate(Pledge)
        .scalar_subquery()
    )
    condition: Condition = history.id == latest
    return condition


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeState:
    """One pledge's state on a day, under the names of the pledge's own columns."""

    lifecycle: Lifecycle
    effective_due_on: date | None
    verdict: Verdict
    verdict_on: date | None
    completed_on: date | None
    closed_on: date | None
    closing_reason: ClosingReason | None
    unmet: bool
    extensions: int
    asks_extension: bool
    asks_late: bool


def time_of(state: Any, *, day: date, rules: TimeRules) -> TimeStatus:
    """The time status of a `PledgeState`, or of a row with its columns."""
    return time_status(
        lifecycle=state.lifecycle,
        due_on=state.effective_due_on,
        completed_on=state.completed_on,
        closed_on=state.closed_on,
        unmet=state.unmet,
        day=day,
        rules=rules,
    )


def late_by(due_on: date | None, state: Any, *, day: date) -> int:
    """Days past that deadline, to completion, closing or the day asked; a draft is never late."""
    if state.lifecycle is Lifecycle.DRAFT:
        return 0
    return days_late(due_on, completed_on=state.completed_on, day=state.closed_on or day)


def find_state(pledge_id: int, at: Standing) -> PledgeState | None:
    """A pledge's state; None where it was not in the register on that day."""
    statement = at.joined(sa.select(*at.columns).select_from(Pledge))
    row = db.session.execute(statement.where(Pledge.id == pledge_id, *at.in_register)).one_or_none()
    return None if row is None else PledgeState(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name of it


def states_of(pledge_ids: Collection[int], at: Standing) -> dict[int, PledgeState]:
    """The states of pledges by their ids, in one statement; of one that was not adopted yet it is a draft's."""
    statement = at.joined(sa.select(Pledge.id, *at.columns).select_from(Pledge))
    found = {}
    for row in db.session.execute(statement.where(Pledge.id.in_(list(pledge_ids)))):
        values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name of it
        found[row.id] = PledgeState(**{name: values[name] for name in PledgeState.__slots__})
    return found
