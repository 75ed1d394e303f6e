"""Reading how a deadline stood through time: the line in force on a day is the latest by (day it counts from, order of entry)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa

from app.core.database import db
from app.pledges.models import DeadlineChange


def lines_of(pledge_ids: Collection[int]) -> dict[int, list[DeadlineChange]]:
    """Every line of those pledges' deadlines, in the order in which they count. One statement."""
    found: dict[int, list[DeadlineChange]] = defaultdict(list)
    statement = (
        sa.select(DeadlineChange)
        .where(DeadlineChange.pledge_id.in_(pledge_ids))
        .order_by(DeadlineChange.pledge_id, DeadlineChange.from_day, DeadlineChange.id)
    )
    for line in db.session.scalars(statement):
        found[line.pledge_id].append(line)
    return found


def in_force(lines: Iterable[DeadlineChange], day: date) -> DeadlineChange | None:
    """The line in force on a day, of lines in the order in which they count."""
    return next((line for line in reversed(list(lines)) if line.from_day <= day), None)


def deadlines_on(pledge_ids: Collection[int], day: date) -> dict[int, DeadlineChange]:
    """The line in force on a day, for each pledge that had one. One statement."""
    stood = {pledge_id: in_force(lines, day) for pledge_id, lines in lines_of(pledge_ids).items()}
    return {pledge_id: line for pledge_id, line in stood.items() if line is not None}


def deadline_on(pledge_id: int, day: date) -> DeadlineChange | None:
    """The line in force on a day; none before adoption."""
    return deadlines_on([pledge_id], day).get(pledge_id)
