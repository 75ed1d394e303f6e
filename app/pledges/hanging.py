"""Reading what deadlines hang on: the anchors of pledges, the sitting each one means, and the day that follows today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.workdays import WorkCalendar
from app.council import queries as council
from app.pledges.anchoring import day_after, sitting_day
from app.pledges.domain import AnchorKind, DeadlineCause
from app.pledges.history import lines_of
from app.pledges.models import DeadlineAnchor, DeadlineChange, Pledge
from app.sittings.domain import SittingKind
from app.sittings.models import Sitting
from app.sittings.queries import sittings as every_sitting

REGULAR = frozenset({SittingKind.REGULAR_MID_YEAR, SittingKind.REGULAR_YEAR_END})
DECIDED = frozenset({DeadlineCause.EXTENSION, DeadlineCause.DATE_GIVEN})
Anchors = dict[AnchorKind, DeadlineAnchor]


class FirstDeadline(NamedTuple):
    """The first line of a deadline's history."""

    due_on: date | None
    plain_on: date | None
    cause: DeadlineCause


@dataclass(frozen=True)
class Hung:
    """The day a deadline has (none while what it hangs on has none), and by what."""

    day: date | None
    cause: DeadlineCause


def anchors_of(pledge_ids: Collection[int]) -> dict[int, Anchors]:
    """What the deadlines of those pledges hang on, by kind. One statement."""
    found: dict[int, Anchors] = defaultdict(dict)
    statement = (
        sa.select(DeadlineAnchor)
        .where(DeadlineAnchor.pledge_id.in_(pledge_ids))
        .options(joinedload(DeadlineAnchor.duty_agency), joinedload(DeadlineAnchor.sitting))
        .order_by(DeadlineAnchor.id)
    )
    for anchor in db.session.scalars(statement):
        found[anchor.pledge_id][anchor.kind] = anchor
    return found


def get_anchor(pledge_id: int, kind: AnchorKind) -> DeadlineAnchor:
    """Raises `NotFoundError`."""
    found = anchors_of([pledge_id])[pledge_id].get(kind)
    if found is None:
        raise NotFoundError(N_("This deadline hangs on nothing of that kind."))
    return found


def unmet_among(pledge_ids: Collection[int]) -> set[int]:
    """Of adopted pledges, those whose deadline waits today for a condition nobody has met."""
    return {
        pledge_id
        for pledge_id, lines in lines_of(pledge_ids).items()
        if lines[-1].due_on is None and lines[-1].cause is DeadlineCause.CONDITION
    }


def bound_to_sittings() -> list[DeadlineAnchor]:
    """Every anchor at a sitting, with its pledge."""
    statement = (
        sa.select(DeadlineAnchor)
        .where(DeadlineAnchor.kind == AnchorKind.SITTING)
        .options(joinedload(DeadlineAnchor.pledge))
        .order_by(DeadlineAnchor.pledge_id)
    )
    return list(db.session.scalars(statement))


def sitting_of(anchor: DeadlineAnchor, sittings: Iterable[Sitting]) -> Sitting | None:
    """The sitting that is meant: the one chosen, else the one of that kind that opens in that year.

    Of the regular kinds there is one a year; of the others the register does not guess among several.
    """
    if anchor.sitting_id is not None:
        return next((each for each in sittings if each.id == anchor.sitting_id), None)
    found = [
        each
        for each in sittings
        if each.kind is anchor.sitting_kind
        and each.opens_on is not None
        and each.opens_on.year == anchor.sitting_year
    ]
    found.sort(key=lambda each: (each.opens_on or date.max, each.id))
    return found[0] if len(found) == 1 or (found and anchor.sitting_kind in REGULAR) else None


def find_named_sitting(words: str) -> Sitting | None:
    """The sitting whose name stands in the words ("Kỳ họp thứ Sáu"); of two of that name, in two terms, the later."""
    told = words.casefold()
    named = [each for each in every_sitting() if each.name.casefold() in told]
    return max(named, key=lambda each: (len(each.name), each.opens_on or date.max, each.id), default=None)


def hung_day(
    pledge: Pledge, anchors: Anchors, *, sittings: Sequence[Sitting], calendar: WorkCalendar
) -> Hung:
    """The day the deadline of a pledge has by what it hangs on. A condition that is not met leaves it none."""
    condition = anchors.get(AnchorKind.CONDITION)
    if condition is not None and condition.happened_on is None:
        return Hung(None, DeadlineCause.CONDITION)
    for kind, cause in ((AnchorKind.SITTING, DeadlineCause.SITTING), (AnchorKind.EVENT, DeadlineCause.EVENT)):
        anchor = anchors.get(kind)
        if anchor is not None:
            return Hung(anchored_day(pledge, anchor, sittings=sittings, calendar=calendar), cause)
    if condition is not None and condition.happened_on is not None and pledge.original_due_on is None:
        return Hung(_counted(pledge, condition, condition.happened_on, calendar), DeadlineCause.CONDITION)
    return Hung(pledge.original_due_on, DeadlineCause.ADOPTION)


def first_deadlines(pledges: Sequence[Pledge]) -> dict[int, FirstDeadline]:
    """The deadline each pledge has at its adoption, by what is known then. A handful of statements for all of them."""
    anchors = anchors_of([pledge.id for pledge in pledges])
    bound = any(AnchorKind.SITTING in each for each in anchors.values())
    sittings = every_sitting() if bound else []
    calendar, roll = council.work_calendar(), council.rolling()
    found = {}
    for pledge in pledges:
        hung = hung_day(pledge, anchors[pledge.id], sittings=sittings, calendar=calendar)
        waits = hung.day is None and hung.cause is DeadlineCause.CONDITION
        found[pledge.id] = FirstDeadline(
            roll(hung.day) if hung.day else None,
            hung.day,
            DeadlineCause.CONDITION if waits else DeadlineCause.ADOPTION,
        )
    return found


def anchored_day(
    pledge: Pledge, anchor: DeadlineAnchor, *, sittings: Iterable[Sitting], calendar: WorkCalendar
) -> date | None:
    """The day that follows from a sitting or an event; none while that has no day."""
    if anchor.kind is not AnchorKind.SITTING:
        return _counted(pledge, anchor, anchor.happened_on, calendar)
    held = sitting_of(anchor, sittings)
    day = sitting_day(held.opens_on, held.closes_on, anchor.point) if held else None
    return _counted(pledge, anchor, day, calendar)


def _counted(pledge: Pledge, anchor: DeadlineAnchor, day: date | None, calendar: WorkCalendar) -> date | None:
    if day is None:
        return None
    return day_after(pledge.deadline_words, happened_on=day, days_after=anchor.days_after, calendar=calendar)


def governing(lines: Sequence[DeadlineChange]) -> DeadlineChange | None:
    """The line that set the deadline; what the calendar only rolled is passed over."""
    return next((line for line in reversed(lines) if line.cause is not DeadlineCause.CALENDAR), None)


def follows_anchor(lines: Sequence[DeadlineChange]) -> bool:
    """Whether no decision gave the deadline a day since: then it goes on following what it hangs on."""
    line = governing(lines)
    return line is None or line.cause not in DECIDED


def says_already(lines: Sequence[DeadlineChange], hung: Hung) -> bool:
    """Whether the history ends with this very day, or with none for the same reason."""
    if not lines:
        return False
    last = lines[-1]
    waits = last.due_on is None and last.cause is DeadlineCause.CONDITION
    if hung.day is None:
        return last.due_on is None and waits == (hung.cause is DeadlineCause.CONDITION)
    return last.plain_on == hung.day
