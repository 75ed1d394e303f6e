"""The occurrences of a recurring promise that are still to be created (R19): read from its words, by the calendar or the sittings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.clock import today
from app.core.database import db
from app.council.models import Council
from app.pledges import queries
from app.pledges.deadlines import DeadlineKind, Recurrence, Rhythm, recurrence_of
from app.pledges.domain import Lifecycle, PartKind
from app.pledges.models import DeadlineAnchor, Pledge, PledgePart
from app.questions.models import Answer
from app.sittings.queries import sittings

HORIZON = timedelta(days=365)
MOST = 60


@dataclass(frozen=True)
class Occurrence:
    """One occurrence to be created: what it is called and when it is due."""

    name: str
    due_on: date


@dataclass(frozen=True)
class Recurring:
    """How a promise recurs, what of it was created, and whether the last of it has passed."""

    rule: Recurrence | None
    created: int
    last_on: date | None
    next_on: date | None

    @property
    def may_go_on(self) -> bool:
        """Whether more may be created: the last one has passed, or they come with the sittings as these are called."""
        return self.rule is not None and (self.next_on is None or self.rule.rhythm is Rhythm.SITTINGS)


def recurring_of(pledge: Pledge, *, day: date | None = None) -> Recurring | None:
    """None where the promise does not recur."""
    if pledge.deadline_kind != DeadlineKind.RECURRING:
        return None
    created = queries.parts_of([pledge.id])[pledge.id]
    return _recurring(_rule(pledge), created, day or today())


def _recurring(rule: Recurrence | None, parts: Sequence[PledgePart], day: date) -> Recurring:
    dues = sorted(part.due_on for part in parts if part.kind is PartKind.OCCURRENCE and part.due_on)
    return Recurring(
        rule=rule,
        created=len(dues),
        last_on=dues[-1] if dues else None,
        next_on=next((due for due in dues if due >= day), None),
    )


def _rule(pledge: Pledge) -> Recurrence | None:
    answer = db.session.get_one(Answer, pledge.answer_id)
    council = db.session.get_one(Council, pledge.council_id)
    return recurrence_of(
        pledge.deadline_words, said_on=answer.answered_on, before_is_inclusive=council.before_is_inclusive
    )


def next_batch(pledge: Pledge) -> list[Occurrence]:
    """The occurrences after the last one created, for a year from today on; the first batch begins with the promise."""
    found = recurring_of(pledge)
    if found is None or found.rule is None or not found.may_go_on:
        return []
    after = found.last_on or db.session.get_one(Answer, pledge.answer_id).answered_on
    until = max(after, today()) + HORIZON
    if found.rule.rhythm is Rhythm.SITTINGS:
        return _at_sittings(found.rule, after, until)
    return [Occurrence(found.rule.name(due), due) for due in found.rule.days(after, until)[:MOST]]


def _at_sittings(rule: Recurrence, after: date, until: date) -> list[Occurrence]:
    """One for each sitting that has its day."""
    opened = [(each.opens_on, each.name) for each in sittings() if each.opens_on]
    found = [(day + timedelta(days=rule.shift), name) for day, name in sorted(opened)]
    return [Occurrence(name, due) for due, name in found if after < due <= until]


def without_a_day() -> list[Pledge]:
    """The adopted pledges that wait for somebody to give them a day: they recur not, and hang on nothing still to come."""
    hangs = sa.exists().where(DeadlineAnchor.pledge_id == Pledge.id, DeadlineAnchor.happened_on.is_(None))
    statement = (
        sa.select(Pledge)
        .where(
            Pledge.lifecycle == Lifecycle.ADOPTED,
            Pledge.effective_due_on.is_(None),
            Pledge.completed_on.is_(None),
            Pledge.deadline_kind != DeadlineKind.RECURRING.value,
            sa.not_(hangs),
        )
        .order_by(Pledge.code)
        .limit(MOST)
    )
    return list(db.session.scalars(statement))


def waiting_pledges() -> list[Pledge]:
    """The adopted pledges that recur and have occurrences to be created."""
    statement = (
        sa.select(Pledge)
        .where(Pledge.lifecycle == Lifecycle.ADOPTED, Pledge.deadline_kind == DeadlineKind.RECURRING.value)
        .options(joinedload(Pledge.answer))
        .order_by(Pledge.code)
    )
    pledges = list(db.session.scalars(statement))
    if not pledges:
        return []
    parts, day = queries.parts_of([pledge.id for pledge in pledges]), today()
    may = [pledge for pledge in pledges if _recurring(_rule(pledge), parts[pledge.id], day).may_go_on]
    return [pledge for pledge in may if next_batch(pledge)]
