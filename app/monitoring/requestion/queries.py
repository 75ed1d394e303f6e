"""The pledges that may have to be questioned again, with the facts that speak for it: six statements however many there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.core.as_of import as_of
from app.core.database import db
from app.council.models import Council
from app.monitoring.domain import FROZEN, NextStep
from app.monitoring.models import Assessment, Round
from app.monitoring.queries import BY_RESOLUTION
from app.monitoring.requestion.domain import FOUND_WANTING, OFTEN, Facts
from app.monitoring.requestion.proposals import is_proposed, proposed_of
from app.pledges.domain import Lifecycle, Verdict, times_promised
from app.pledges.models import Pledge, PledgeLink
from app.pledges.standing import Standing, standing
from app.sittings.models import QuestioningSession, Sitting

MOST = 2000
"""Pledges looked at, the first of them by resolution and row."""


@dataclass(frozen=True)
class Candidate:
    """A pledge with the facts that speak for questioning it again."""

    pledge: Pledge
    facts: Facts
    latest: Assessment | None
    """Its verdict in the latest approved round."""


def candidates(council: Council, *, among: Collection[int] | None = None) -> list[Candidate]:
    """Of the pledges still followed today those to look at, in the order of resolutions and rows; `among` narrows to some ids."""
    at = standing(as_of(None))
    rows = db.session.execute(_statement(at, among)).all()
    ids = [row.Pledge.id for row in rows]
    latest, times, proposals = _latest(ids), _times(ids), proposed_of(ids)
    found = [
        Candidate(
            row.Pledge,
            replace(
                _facts(row, council, at, latest.get(row.Pledge.id), times),
                proposals=proposals.get(row.Pledge.id, ()),
            ),
            latest.get(row.Pledge.id),
        )
        for row in rows
    ]
    return [each for each in found if each.facts.is_listed]


def speaks_for_it(at: Standing) -> sa.ColumnElement[bool]:
    """Whether anything speaks for questioning a pledge again, for a select over pledges still followed."""
    asked = sa.exists().where(
        Assessment.pledge_id == Pledge.id,
        Assessment.round_id == Round.id,
        Round.status.in_(FROZEN),
        Assessment.next_step == NextStep.REQUESTION,
    )
    again = sa.exists().where(PledgeLink.newer_id == Pledge.id)
    late, often = at.due_on < at.day, at.extensions >= OFTEN
    return sa.or_(late, at.verdict.in_(FOUND_WANTING), often, asked, again, is_proposed())


def _statement(at: Standing, among: Collection[int] | None) -> Any:
    statement = (
        sa.select(Pledge, at.due_on.label("due_on"), at.extensions.label("extensions"))
        .where(at.lifecycle == Lifecycle.ADOPTED, speaks_for_it(at))
        .options(
            joinedload(Pledge.person),
            joinedload(Pledge.office),
            joinedload(Pledge.lead_agency),
            joinedload(Pledge.acting_agency),
            joinedload(Pledge.topic_group),
            joinedload(Pledge.session).joinedload(QuestioningSession.sitting).joinedload(Sitting.term),
        )
        .order_by(*BY_RESOLUTION)
        .limit(MOST)
    )
    return statement if among is None else statement.where(Pledge.id.in_(among))


def _facts(
    row: Any, council: Council, at: Standing, latest: Assessment | None, times: dict[int, int]
) -> Facts:
    done = row.Pledge.completed_on is not None
    late = (at.day - row.due_on).days if row.due_on is not None and not done else 0
    return Facts(
        due_on=row.due_on,
        days_overdue=max(late, 0),
        long_overdue=late > council.long_overdue_days,
        extensions=row.extensions,
        verdict=latest.verdict if latest else Verdict.NOT_ASSESSED,
        round_number=latest.round.number if latest else None,
        round_as_of=latest.round.as_of if latest else None,
        next_step=latest.next_step if latest else None,
        times=times.get(row.Pledge.id, 1),
    )


def _latest(pledge_ids: Sequence[int]) -> dict[int, Assessment]:
    """By pledge, what the latest approved round found."""
    statement = (
        sa.select(Assessment)
        .join(Assessment.round)
        .where(Assessment.pledge_id.in_(pledge_ids), Round.status.in_(FROZEN))
        .options(contains_eager(Assessment.round), joinedload(Assessment.report))
        .order_by(Round.as_of, Round.number)
    )
    return {row.pledge_id: row for row in db.session.scalars(statement)}


def _times(pledge_ids: Sequence[int]) -> dict[int, int]:
    """By pledge that follows another one, how many promises in a row lead to it."""
    links = sa.select(PledgeLink.older_id, PledgeLink.newer_id).order_by(PledgeLink.id)
    pairs = [(row[0], row[1]) for row in db.session.execute(links)]
    newer = {pair[1] for pair in pairs}
    return {each: times_promised(pairs, each) for each in pledge_ids if each in newer}
