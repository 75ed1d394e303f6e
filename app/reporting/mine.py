"""The list an agency's contact works through: its own pledges, each with what is to be done for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.paging import Page, by_columns
from app.monitoring.domain import TAKES_REPORTS
from app.monitoring.models import Assessment, Round
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.reporting.domain import STANDS_AS, OwnStanding, SubmissionStatus
from app.reporting.models import ReportSubmission
from app.reporting.queries import is_own, leads

_LAST = date(9999, 12, 31)  # pledges without a day stand last


class MineView(StrEnum):
    """Which of the agency's pledges are shown."""

    FOLLOWED = "followed"
    TO_DO = "to_do"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One pledge of the agency, whether it must act for it, and what is to be done."""

    pledge: Pledge
    leads: bool
    standing: OwnStanding


@dataclass(frozen=True, slots=True)
class OwnCounts:
    """How many pledges each view holds."""

    followed: int
    to_do: int
    closed: int


def _latest(agency_id: int) -> Any:
    """How the agency's latest report of a pledge stands; a draft is always the latest."""
    return (
        sa.select(ReportSubmission.status)
        .where(ReportSubmission.pledge_id == Pledge.id, ReportSubmission.agency_id == agency_id)
        .order_by(ReportSubmission.id.desc())
        .limit(1)
        .correlate(Pledge)
        .scalar_subquery()
    )


def _awaited(agency_id: int) -> sa.ColumnElement[bool]:
    """That a round waits for a report of a pledge for which the agency must act."""
    waits = sa.exists().where(
        Assessment.pledge_id == Pledge.id,
        Assessment.report_id.is_(None),
        Assessment.round_id == Round.id,
        Round.status.in_(TAKES_REPORTS),
    )
    return sa.and_(leads(agency_id), Pledge.lifecycle == Lifecycle.ADOPTED, waits.correlate(Pledge))


def _to_do(agency_id: int) -> sa.ColumnElement[bool]:
    latest = _latest(agency_id)
    begun = latest.in_([SubmissionStatus.RETURNED, SubmissionStatus.DRAFT])
    settled = sa.or_(latest.is_(None), latest == SubmissionStatus.ACCEPTED)
    unfinished = sa.or_(begun, sa.and_(_awaited(agency_id), settled))
    return sa.and_(Pledge.lifecycle == Lifecycle.ADOPTED, unfinished)


def own_page(
    agency_id: int,
    *,
    day: date,
    view: MineView = MineView.FOLLOWED,
    cursor: str | None = None,
) -> Page[OwnLine]:
    """A page of the agency's pledges, the nearest deadline first, by keyset. One statement."""
    nearest = sa.func.coalesce(Pledge.effective_due_on, sa.literal(_LAST, sa.Date))
    page = by_columns(
        sa.select(Pledge, leads(agency_id), _latest(agency_id), _awaited(agency_id))
        .where(is_own(agency_id, day=day), _shown(agency_id, view))
        .options(joinedload(Pledge.person), joinedload(Pledge.office), joinedload(Pledge.acting_agency)),
        (nearest, Pledge.id),
        (date.fromisoformat, int),
        cursor=cursor,
        fetch=db.session.execute,
    )
    lines = [OwnLine(row[0], bool(row[1]), _standing(row[2], awaited=bool(row[3]))) for row in page.rows]
    return Page(lines, page.next_cursor, page.previous_cursor)


def own_counts(agency_id: int, *, day: date) -> OwnCounts:
    """How many pledges stand under each view. One statement."""
    counted = db.session.execute(
        sa.select(
            *(
                sa.func.sum(sa.case((_shown(agency_id, view), 1), else_=0)).label(view.value)
                for view in MineView
            )
        ).where(is_own(agency_id, day=day))
    ).one()
    return OwnCounts(followed=counted.followed or 0, to_do=counted.to_do or 0, closed=counted.closed or 0)


def standing_of(pledge_id: int, *, agency_id: int) -> OwnStanding:
    """What the agency has to do for one pledge."""
    row = db.session.execute(
        sa.select(_latest(agency_id), _awaited(agency_id)).where(Pledge.id == pledge_id)
    ).one()
    return _standing(row[0], awaited=bool(row[1]))


def _shown(agency_id: int, view: MineView) -> sa.ColumnElement[bool]:
    if view is MineView.TO_DO:
        return _to_do(agency_id)
    closed = Pledge.lifecycle == Lifecycle.CLOSED
    return closed if view is MineView.CLOSED else ~closed


def _standing(latest: SubmissionStatus | None, *, awaited: bool) -> OwnStanding:
    settled = latest is None or latest is SubmissionStatus.ACCEPTED
    if awaited and settled:
        return OwnStanding.TO_REPORT
    return OwnStanding.NOTHING if latest is None else STANDS_AS[latest]
