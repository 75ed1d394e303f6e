"""Reading how promises follow each other: the whole chain of one pledge, back and forth, in one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.pledges.domain import Slip, slip, times_promised
from app.pledges.models import ClosingDecision, Pledge, PledgeLink


@dataclass(frozen=True)
class Lineage:
    """The links of a chain, and the pledge from which it is looked at."""

    pledge: Pledge
    links: list[PledgeLink]

    @property
    def _pairs(self) -> list[tuple[int, int]]:
        return [(link.older_id, link.newer_id) for link in self.links]

    @property
    def earlier(self) -> list[PledgeLink]:
        """The links that lead to this pledge."""
        return self._reached("newer_id", "older_id")

    @property
    def later(self) -> list[PledgeLink]:
        """The links that lead on from it."""
        return self._reached("older_id", "newer_id")

    def _reached(self, near: str, far: str) -> list[PledgeLink]:
        ends, reached = {self.pledge.id}, set[int]()
        while ends:
            step = [link for link in self.links if getattr(link, near) in ends]
            reached |= {link.id for link in step}
            ends = {getattr(link, far) for link in step}
        return [link for link in self.links if link.id in reached]

    @property
    def times(self) -> int:
        """How many promises in a row lead to this one, itself counted."""
        return times_promised(self._pairs, self.pledge.id)

    @property
    def first_due_on(self) -> date | None:
        """The first day named in the chain up to this pledge."""
        promises = [*(link.older for link in self.earlier), self.pledge]
        promises.sort(key=lambda each: each.session.held_on)
        return next((each.original_due_on for each in promises if each.original_due_on is not None), None)

    def slip_on(self, day: date) -> Slip:
        """From the first day named to completion; while it is open to the deadline in force, or to the day once that passed."""
        first, pledge = self.first_due_on, self.pledge
        if first is None:
            return Slip(0, 0)
        if pledge.completed_on is not None and pledge.completed_on <= day:
            return slip(first, pledge.completed_on)
        return slip(first, max(pledge.effective_due_on or day, day))


def lineage_of(pledge: Pledge) -> Lineage:
    """The chain of a pledge whose session is loaded."""
    return Lineage(pledge, chain_of(pledge.id))


def chain_of(pledge_id: int) -> list[PledgeLink]:
    """Every link before and after a pledge, each with its two pledges and their sessions, in order of time."""
    return links_around([pledge_id])


def links_around(pledge_ids: Collection[int]) -> list[PledgeLink]:
    """Every link before and after any of these pledges, in one statement."""
    before = (
        sa.select(PledgeLink.id, PledgeLink.older_id)
        .where(PledgeLink.newer_id.in_(pledge_ids))
        .cte("before_it", recursive=True)
    )
    step = aliased(PledgeLink)
    before = before.union(sa.select(step.id, step.older_id).where(step.newer_id == before.c.older_id))
    after = (
        sa.select(PledgeLink.id, PledgeLink.newer_id)
        .where(PledgeLink.older_id.in_(pledge_ids))
        .cte("after_it", recursive=True)
    )
    step = aliased(PledgeLink)
    after = after.union(sa.select(step.id, step.newer_id).where(step.older_id == after.c.newer_id))
    older, newer = aliased(Pledge), aliased(Pledge)
    statement = (
        sa.select(PledgeLink)
        .join(PledgeLink.older.of_type(older))
        .join(PledgeLink.newer.of_type(newer))
        .where(sa.or_(PledgeLink.id.in_(sa.select(before.c.id)), PledgeLink.id.in_(sa.select(after.c.id))))
        .options(
            contains_eager(PledgeLink.older.of_type(older)).joinedload(older.session),
            contains_eager(PledgeLink.newer.of_type(newer)).joinedload(newer.session),
        )
        .order_by(PledgeLink.decided_on, PledgeLink.id)
    )
    return list(db.session.scalars(statement))


def get_link(link_id: int) -> PledgeLink:
    """A link with its two pledges."""
    statement = (
        sa.select(PledgeLink)
        .where(PledgeLink.id == link_id)
        .options(joinedload(PledgeLink.older), joinedload(PledgeLink.newer))
    )
    found = db.session.scalar(statement)
    if found is None:
        raise NotFoundError(N_("There is no such link."))
    return found


def decisions_of(pledge_id: int) -> list[ClosingDecision]:
    """The decisions to end following a pledge and to take it up again, in their order."""
    return decisions_of_all([pledge_id])[pledge_id]


def decisions_of_all(pledge_ids: Collection[int]) -> dict[int, list[ClosingDecision]]:
    """The same of several pledges, by pledge. One statement."""
    statement = (
        sa.select(ClosingDecision)
        .where(ClosingDecision.pledge_id.in_(pledge_ids))
        .options(joinedload(ClosingDecision.ground), joinedload(ClosingDecision.body))
        .order_by(ClosingDecision.from_day, ClosingDecision.id)
    )
    found: dict[int, list[ClosingDecision]] = {pledge_id: [] for pledge_id in pledge_ids}
    for decision in db.session.scalars(statement):
        found[decision.pledge_id].append(decision)
    return found


def closings_on(pledge_ids: Collection[int], *, day: date) -> dict[int, ClosingDecision]:
    """By what following had ended on a day, of those pledges for which it had; with its ground. One statement."""
    statement = (
        sa.select(ClosingDecision)
        .where(ClosingDecision.pledge_id.in_(pledge_ids), ClosingDecision.from_day <= day)
        .options(joinedload(ClosingDecision.ground))
        .order_by(ClosingDecision.from_day, ClosingDecision.id)
    )
    latest = {each.pledge_id: each for each in db.session.scalars(statement)}
    return {pledge_id: each for pledge_id, each in latest.items() if each.reason is not None}


def last_decided_on(pledge_id: int) -> date | None:
    """The day of the last decision to end following or to take it up again."""
    return db.session.scalar(
        sa.select(sa.func.max(ClosingDecision.from_day)).where(ClosingDecision.pledge_id == pledge_id)
    )
