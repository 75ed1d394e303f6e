"""The one place where a deadline in force moves: a line is appended to its history, and nothing before it is touched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, put
from app.council import queries as council
from app.pledges import history
from app.pledges.domain import DeadlineCause, DeadlineMoved, Lifecycle
from app.pledges.models import DeadlineChange, Pledge

Roll = Callable[[date], date]
"""From the day said to the day by which it must be done."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """A deadline that counts from a day on; no `plain_on` where it loses its day."""

    pledge: Pledge
    plain_on: date | None
    from_day: date
    cause: DeadlineCause
    extension_id: int | None = None
    note: str = ""


def move_deadline(*, move: Move, actor: User | None, roll: Roll | None = None) -> DeadlineChange:
    """Let a deadline be in force from a day on. The original stands, and so does what counted until that day."""
    return move_deadlines(moves=[move], actor=actor, roll=roll)[0]


def move_deadlines(
    *, moves: Sequence[Move], actor: User | None, roll: Roll | None = None
) -> list[DeadlineChange]:
    """Many at once (a sitting gets another day, the calendar changes); one read whatever their number.

    Rolled to a working day by the council's calendar, where its setting says so, unless the caller brings its own.
    """
    roll = roll or council.rolling()
    known = history.lines_of([move.pledge.id for move in moves])
    return [_append(move, known[move.pledge.id], roll, actor) for move in moves]


def _append(move: Move, lines: list[DeadlineChange], roll: Roll, actor: User | None) -> DeadlineChange:
    """Append the line, roll anew what the calendar had rolled after its day, and repeat the latest on the pledge."""
    pledge = move.pledge
    if pledge.lifecycle is Lifecycle.DRAFT:
        raise DomainError(N_("A draft has no deadline in force yet."))
    if move.from_day > today():
        raise DomainError(N_("A deadline cannot begin to count on a day that has not come."))
    before = history.in_force(lines, move.from_day)
    line = _line(move, roll, actor)
    again = [_line(_rolled_anew(move, later), roll, actor) for later in _rolled_after(lines, move.from_day)]
    for each in (line, *again):
        lines.append(each)
        db.session.add(each)
    lines.sort(key=lambda each: each.from_day)
    put(pledge, {"effective_due_on": lines[-1].due_on})
    publish(
        DeadlineMoved(
            **about(pledge, actor),
            details={
                "code": pledge.code,
                "due_on": [json_ready(before.due_on) if before else None, json_ready(line.due_on)],
                "from_day": move.from_day.isoformat(),
                "cause": move.cause.value,
                "note": move.note,
            },
        )
    )
    db.session.flush()
    return line


def _line(move: Move, roll: Roll, actor: User | None) -> DeadlineChange:
    return DeadlineChange(
        pledge_id=move.pledge.id,
        from_day=move.from_day,
        due_on=roll(move.plain_on) if move.plain_on is not None else None,
        plain_on=move.plain_on,
        cause=move.cause,
        extension_id=move.extension_id,
        note=move.note,
        recorded_by_id=actor.id if actor else None,
    )


def _rolled_anew(move: Move, later: DeadlineChange) -> Move:
    return replace(move, from_day=later.from_day, cause=DeadlineCause.CALENDAR, extension_id=None, note="")


def _rolled_after(lines: list[DeadlineChange], day: date) -> list[DeadlineChange]:
    """The lines right after a day that only rolled the deadline which stood before them."""
    found = []
    for line in lines:
        if line.from_day <= day:
            continue
        if line.cause is not DeadlineCause.CALENDAR:
            break
        found.append(line)
    return found
