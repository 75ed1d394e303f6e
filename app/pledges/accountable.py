"""Who answers for a pledge on a day: the holder of the office that must act; where nobody is known to hold it, who spoke.

A pledge stays with its office when its holder changes. People are counted with their own time alone: what is finished is
answered for by who held the office when it was.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.council.models import Agency, OfficeHolding, Person
from app.pledges.models import Pledge, PledgeAssignment
from app.pledges.standing import Standing
from app.questions.models import Answer

_DAY = timedelta(days=1)


def current_holders(office_ids: Collection[int], day: date) -> dict[int, Person]:
    """Who holds each of these offices on the day, by the office's id; an office nobody is known to hold is left out."""
    statement = (
        sa.select(OfficeHolding)
        .where(OfficeHolding.office_id.in_(list(office_ids)), *_held_on(day))
        .options(joinedload(OfficeHolding.person))
        .order_by(OfficeHolding.starts_on.nulls_first(), OfficeHolding.id)
    )
    return {holding.office_id: holding.person for holding in db.session.scalars(statement)}


def accountable_person(at: Standing) -> Any:
    """The id of who answers for a pledge on the day, of a finished one when it was finished; a column of a select joined with `at`."""
    counts_on = sa.case(
        (at.completed_on <= at.day, at.completed_on), (at.closed_on <= at.day, at.closed_on), else_=at.day
    )
    holder = (
        sa.select(OfficeHolding.person_id)
        .where(OfficeHolding.office_id == at.acting_office_id, *_held_on(counts_on))
        .order_by(OfficeHolding.starts_on.desc().nulls_last(), OfficeHolding.id.desc())
        .limit(1)
        .correlate_except(OfficeHolding)
        .scalar_subquery()
    )
    return sa.func.coalesce(holder, Pledge.person_id)


def acting_names(pledge_ids: Collection[int], at: Standing) -> dict[int, str]:
    """By pledge, the name of the agency that must act on the day, where it is another than the one that promised."""
    statement = at.joined(
        sa.select(Pledge.id, Agency.name)
        .select_from(Pledge)
        .join(Agency, Agency.id == at.acting_agency_id)
        .where(Pledge.id.in_(list(pledge_ids)), Agency.id != Pledge.lead_agency_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _held_on(day: Any) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        sa.or_(OfficeHolding.starts_on.is_(None), OfficeHolding.starts_on <= day),
        sa.or_(OfficeHolding.ends_on.is_(None), OfficeHolding.ends_on >= day),
    )


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which one person answered; both belong to it."""

    from_day: date
    until: date


def periods_of(person_id: int, *, day: date) -> dict[int, list[Period]]:
    """The pledges a person ever answered for by the day, each with the days on which: five statements however many.

    A period runs on to the day although the pledge may have been finished before: its measures say when.
    """
    own_offices = sa.select(OfficeHolding.office_id).where(OfficeHolding.person_id == person_id)
    held = list(db.session.scalars(own_offices))
    passed_on = sa.select(PledgeAssignment.pledge_id).where(PledgeAssignment.office_id.in_(held))
    rows = db.session.execute(
        sa.select(Pledge.id, Pledge.person_id, Pledge.office_id, Answer.answered_on)
        .join(Answer, Answer.id == Pledge.answer_id)
        .where(
            Answer.answered_on <= day,
            sa.or_(Pledge.person_id == person_id, Pledge.office_id.in_(held), Pledge.id.in_(passed_on)),
        )
        .order_by(Pledge.id)
    ).all()
    passed = _assigned_offices([row.id for row in rows], day)
    offices = {row.office_id for row in rows} | {each for lines in passed.values() for _day, each in lines}
    holdings = _holdings({each for each in offices if each is not None})
    found: dict[int, list[Period]] = {}
    for row in rows:
        acting = [(row.answered_on, row.office_id), *passed[row.id]]
        spans = answered(acting, holdings, spoke=row.person_id, until=day)
        own = [Period(first, last) for who, first, last in spans if who == person_id]
        if own:
            found[row.id] = own
    return found


class Before(NamedTuple):
    """Who answered before the present holder, where anybody is known, and in which office; since when another one does."""

    person_id: int | None
    office_id: int | None
    until: date


def answered_before(pledge_ids: Collection[int], holder_id: int, *, day: date) -> dict[int, Before]:
    """By pledge, who answered last before its present holder: of the same office, or of the one it passed on from.

    Where nobody is known to have held the office it is who spoke. Three statements.
    """
    rows = db.session.execute(
        sa.select(Pledge.id, Pledge.person_id, Pledge.office_id, Answer.answered_on)
        .join(Answer, Answer.id == Pledge.answer_id)
        .where(Pledge.id.in_(list(pledge_ids)))
    ).all()
    passed = _assigned_offices([row.id for row in rows], day)
    offices = {row.office_id for row in rows} | {each for lines in passed.values() for _day, each in lines}
    holdings = _holdings({each for each in offices if each is not None})
    found = {}
    for row in rows:
        acting = [(row.answered_on, row.office_id), *passed[row.id]]
        spans = answered(acting, holdings, spoke=None, until=day)
        others = [(who, last) for who, _first, last in spans if who is not None and who != holder_id]
        until, spoke = acting[-1][0], row.person_id if row.person_id != holder_id else None
        if others:
            who, last = others[-1]
            found[row.id] = Before(who, [office for begins, office in acting if begins <= last][-1], until)
        else:
            found[row.id] = Before(spoke, row.office_id if spoke else acting[-2:][0][1], until)
    return found


def _assigned_offices(
    pledge_ids: Collection[int], day: date
) -> defaultdict[int, list[tuple[date, int | None]]]:
    """From which day another office had to act, in order; of one day the last line holds."""
    statement = (
        sa.select(PledgeAssignment.pledge_id, PledgeAssignment.from_day, PledgeAssignment.office_id)
        .where(
            PledgeAssignment.pledge_id.in_(list(pledge_ids)),
            PledgeAssignment.part_id.is_(None),
            PledgeAssignment.office_id.is_not(None),
            PledgeAssignment.from_day <= day,
        )
        .order_by(PledgeAssignment.pledge_id, PledgeAssignment.from_day, PledgeAssignment.id)
    )
    found: defaultdict[int, dict[date, int | None]] = defaultdict(dict)
    for pledge_id, from_day, office_id in db.session.execute(statement):
        found[pledge_id][from_day] = office_id
    return defaultdict(list, {pledge_id: list(days.items()) for pledge_id, days in found.items()})


Holding = tuple[date | None, date | None, int]
"""First day, last day, whose."""


def _holdings(office_ids: Collection[int]) -> defaultdict[int, list[Holding]]:
    statement = (
        sa.select(OfficeHolding)
        .where(OfficeHolding.office_id.in_(list(office_ids)))
        .order_by(OfficeHolding.starts_on.nulls_first(), OfficeHolding.id)
    )
    found: defaultdict[int, list[Holding]] = defaultdict(list)
    for each in db.session.scalars(statement):
        found[each.office_id].append((each.starts_on, each.ends_on, each.person_id))
    return found


def answered(
    acting: Sequence[tuple[date, int | None]],
    holdings: Mapping[int, Sequence[Holding]],
    *,
    spoke: int | None,
    until: date,
) -> list[tuple[int | None, date, date]]:
    """Who answered from–until, day after day without a gap; `acting` are the offices that had to act, from which day on."""
    spans: list[tuple[int | None, date, date]] = []
    for place, (begins, office_id) in enumerate(acting):
        last = acting[place + 1][0] - _DAY if place + 1 < len(acting) else until
        first = max(begins, acting[0][0])
        for who, since, ends in _in_office(holdings.get(office_id or 0, ()), first, min(last, until), spoke):
            if spans and spans[-1][0] == who:
                spans[-1] = (who, spans[-1][1], ends)
            else:
                spans.append((who, since, ends))
    return spans


def _in_office(
    holdings: Sequence[Holding], first: date, last: date, spoke: int | None
) -> Iterator[tuple[int | None, date, date]]:
    """The holders of one office between two days; days without a known one fall to who spoke."""
    at = first
    for starts_on, ends_on, person_id in holdings:
        begins, ends = max(starts_on or first, at), min(ends_on or last, last)
        if begins > ends:
            continue
        if at < begins:
            yield spoke, at, begins - _DAY
        yield person_id, begins, ends
        at = ends + _DAY
    if at <= last:
        yield spoke, at, last
