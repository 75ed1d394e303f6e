"""Who answers for a pledge on a day, as columns of a select: the agency, the office, the person in their own time.

An agency that took over answers for what its predecessors promised; the history keeps the old names. A pledge belongs to its
office; of those who held it one after the other, each answers for what ended in their own time, and today's holder for what is
open. So every pledge has one answerer on a day, and the totals by person add up.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.council.models import OfficeHolding
from app.pledges.models import Pledge, PledgeAssignment
from app.pledges.standing import Standing


def acting_agency(at: Standing) -> Any:
    """The agency that must act on the day."""
    if at.in_register:
        return sa.func.coalesce(_assigned(PledgeAssignment.agency_id, at.day), Pledge.lead_agency_id)
    return sa.func.coalesce(Pledge.acting_agency_id, Pledge.lead_agency_id)


def acting_office(at: Standing) -> Any:
    """The office that answers on the day."""
    if at.in_register:
        return sa.func.coalesce(_assigned(PledgeAssignment.office_id, at.day), Pledge.office_id)
    return sa.func.coalesce(Pledge.acting_office_id, Pledge.office_id)


def answerer(at: Standing) -> Any:
    """The person who answered when the pledge was completed or closed; for an open one, the person who answers on the day.

    Where no holder of the office is known for that day it is who promised, unless their time in the office is known to be over.
    """
    told_on = _last_day(at)
    office = sa.func.coalesce(_assigned(PledgeAssignment.office_id, told_on), Pledge.office_id)
    return sa.func.coalesce(
        _holder(office, told_on), sa.case((~_has_left(office, told_on), Pledge.person_id))
    )


def _last_day(at: Standing) -> Any:
    day = sa.literal(at.day, sa.Date)
    return sa.case(
        (at.completed_on <= at.day, at.completed_on), (at.closed_on <= at.day, at.closed_on), else_=day
    )


def _assigned(column: Any, day: Any) -> Any:
    """Who took the whole pledge over last by the day."""
    return (
        sa.select(column)
        .where(
            PledgeAssignment.pledge_id == Pledge.id,
            PledgeAssignment.part_id.is_(None),
            PledgeAssignment.from_day <= day,
            column.is_not(None),
        )
        .order_by(PledgeAssignment.from_day.desc(), PledgeAssignment.id.desc())
        .limit(1)
        .correlate_except(PledgeAssignment)
        .scalar_subquery()
    )


def _holder(office: Any, day: Any) -> Any:
    held = aliased(OfficeHolding)
    return (
        sa.select(held.person_id)
        .where(
            held.office_id == office,
            sa.or_(held.starts_on.is_(None), held.starts_on <= day),
            sa.or_(held.ends_on.is_(None), held.ends_on >= day),
        )
        .order_by(held.starts_on.desc(), held.id.desc())
        .limit(1)
        .correlate_except(held)
        .scalar_subquery()
    )


def _has_left(office: Any, day: Any) -> Any:
    """A holding of a single day only says who sat there on the day of a session; it does not say that they left."""
    held = aliased(OfficeHolding)
    left = sa.exists().where(
        held.office_id == office,
        held.person_id == Pledge.person_id,
        held.ends_on < day,
        sa.or_(held.starts_on.is_(None), held.starts_on < held.ends_on),
    )
    return left.correlate_except(held)
