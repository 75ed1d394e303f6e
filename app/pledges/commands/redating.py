"""What moves deadlines in force from below: a sitting gets, changes or loses its day; the calendar or the rolling changes.

The original deadline never moves, nor does a day fixed by an official, except to the next working day where the council's
setting says so (Civil Code 2015, article 148(5)).
"""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db
from app.core.events import Event
from app.core.vietnamese import day as show_day
from app.core.workdays import WorkCalendar
from app.council import queries as council
from app.council.domain import CalendarChanged, CouncilChanged
from app.pledges import hanging, history
from app.pledges.commands.moving import Move, move_deadlines
from app.pledges.deadlines import UnreadPhrase, read
from app.pledges.domain import AnchorKind, DeadlineCause, Lifecycle
from app.pledges.hanging import Anchors, Hung
from app.pledges.models import DeadlineChange, Pledge
from app.sittings.domain import SittingAdded, SittingChanged
from app.sittings.models import Sitting
from app.sittings.queries import sittings as every_sitting

COUNTED_RULES = frozenset({"R12", "R13"})


def follow_sitting(event: SittingAdded | SittingChanged) -> None:
    """Date, move or undate the adopted pledges bound to a sitting. A day given by decision since then stays."""
    bound = [
        each.pledge for each in hanging.bound_to_sittings() if each.pledge.lifecycle is Lifecycle.ADOPTED
    ]
    if bound:
        move_deadlines(moves=_sitting_moves(bound), actor=_actor(event))


def _sitting_moves(pledges: Collection[Pledge]) -> list[Move]:
    """To where their sittings are now; of pledges that hang on none, nothing."""
    sittings, calendar = every_sitting(), council.work_calendar()
    ids = [pledge.id for pledge in pledges]
    anchors, lines = hanging.anchors_of(ids), history.lines_of(ids)
    moves = []
    for pledge in pledges:
        hung = hanging.hung_day(pledge, anchors[pledge.id], sittings=sittings, calendar=calendar)
        waits = hung.cause is not DeadlineCause.SITTING
        if (
            waits
            or not hanging.follows_anchor(lines[pledge.id])
            or hanging.says_already(lines[pledge.id], hung)
        ):
            continue
        held = hanging.sitting_of(anchors[pledge.id][AnchorKind.SITTING], sittings)
        moves.append(
            Move(
                pledge=pledge,
                plain_on=hung.day,
                from_day=today(),
                cause=DeadlineCause.SITTING,
                note=_named(held),
            )
        )
    return moves


def _named(held: Sitting | None) -> str:
    if held is None:
        return ""
    days = " – ".join(show_day(day) for day in (held.opens_on, held.closes_on) if day)
    return f"{held.name} ({days})" if days else held.name


def follow_calendar(event: CalendarChanged) -> None:
    """Roll and count anew what a change of the calendar touches."""
    _redate(event, before=event.before, note=", ".join(show_day(day) for day in event.days))


def follow_settings(event: CouncilChanged) -> None:
    """Roll every deadline in force, or take it back to the day said, where the council switched its setting."""
    if "roll_to_working_day" in event.details:
        _redate(event, before=council.work_calendar(), note="")


def catch_up(*, pledge: Pledge, actor: User | None) -> None:
    """Bring a pledge that is followed again to its sitting, the calendar and the setting as they are now; nothing moved it meanwhile."""
    moves = _sitting_moves([pledge])
    if not moves:
        moves = _calendar_moves(_followed(pledge.id), before=None, note="")
    move_deadlines(moves=moves, actor=actor)


def _redate(event: Event, *, before: WorkCalendar, note: str) -> None:
    move_deadlines(moves=_calendar_moves(_followed(), before=before, note=note), actor=_actor(event))


def _calendar_moves(pledges: Collection[Pledge], *, before: WorkCalendar | None, note: str) -> list[Move]:
    """To where the calendar brings them now.

    Where it is not known how it was `before`, what was counted is counted anew, unless an official fixed the day.
    """
    ids = [pledge.id for pledge in pledges]
    lines, anchors = history.lines_of(ids), hanging.anchors_of(ids)
    sittings = every_sitting() if any(AnchorKind.SITTING in each for each in anchors.values()) else []
    after, roll = council.work_calendar(), council.rolling()
    moves = []
    for pledge in pledges:
        told = lines[pledge.id]
        if not told or told[-1].plain_on is None:
            continue
        counted = _Counted(pledge, anchors[pledge.id], told, sittings)
        plain = told[-1].plain_on
        was_counted = not pledge.due_on_override_reason if before is None else counted.on(before) == plain
        if before != after and was_counted:
            plain = counted.on(after) or plain
        if roll(plain) != told[-1].due_on:
            moves.append(
                Move(pledge=pledge, plain_on=plain, from_day=today(), cause=DeadlineCause.CALENDAR, note=note)
            )
    return moves


class _Counted:
    """The day a deadline comes to where it is counted in days, by one calendar or another; none where it is fixed."""

    def __init__(
        self, pledge: Pledge, anchors: Anchors, lines: Sequence[DeadlineChange], sittings: Sequence[Sitting]
    ) -> None:
        self.pledge, self.anchors, self.sittings = pledge, anchors, sittings
        self.follows = hanging.follows_anchor(lines)

    def on(self, calendar: WorkCalendar) -> date | None:
        if not self.follows:
            return None
        hung: Hung = hanging.hung_day(self.pledge, self.anchors, sittings=self.sittings, calendar=calendar)
        if hung.cause is not DeadlineCause.ADOPTION:
            return hung.day
        return self._from_the_day_said(calendar)

    def _from_the_day_said(self, calendar: WorkCalendar) -> date | None:
        if self.pledge.deadline_rule not in COUNTED_RULES:
            return None
        try:
            said_on = self.pledge.answer.answered_on
            return read(self.pledge.deadline_words, said_on=said_on, calendar=calendar).due_on
        except UnreadPhrase:
            return None


def _followed(pledge_id: int | None = None) -> Collection[Pledge]:
    statement = (
        sa.select(Pledge)
        .where(Pledge.lifecycle == Lifecycle.ADOPTED, Pledge.effective_due_on.is_not(None))
        .options(joinedload(Pledge.answer))
        .order_by(Pledge.id)
    )
    if pledge_id is not None:
        statement = statement.where(Pledge.id == pledge_id)
    return db.session.scalars(statement).all()


def _actor(event: Event) -> User | None:
    return db.session.get(User, event.actor_id) if event.actor_id is not None else None
