"""Reading the clock of a sitting: a handful of statements however many must report. The day follows the sitting wherever it moves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.as_of import as_of
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.council.domain import LimitCode
from app.council.limits.queries import Limits
from app.council.models import Agency, Office
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.pledges.standing import standing
from app.pressing.clock.domain import Respondent, days_late
from app.pressing.models import SittingReport
from app.sittings.models import QuestioningSession, Sitting

PAST_SHOWN = 4


@dataclass(frozen=True)
class Obligation:
    """Somebody who must report before a sitting, on how many commitments, and the report that came."""

    respondent: Respondent
    office: Office | None
    agency: Agency | None
    due_on: date | None
    pledges: int = 0
    overdue: int = 0
    report: SittingReport | None = None

    @property
    def name(self) -> str:
        if self.office:
            return self.office.title
        return self.agency.name if self.agency else "—"

    @property
    def beside(self) -> str:
        """The agency, unless the office names it already."""
        name = self.agency.name if self.agency and self.office else ""
        return name if name.casefold() not in self.name.casefold() else ""

    @property
    def days_late(self) -> int:
        """Of the report; of one that did not come, until today."""
        return days_late(self.report.received_on if self.report else None, self.due_on, today=today())


@dataclass(frozen=True)
class Clock:
    """A sitting with the day by which reports are due, and who owes one."""

    sitting: Sitting
    due_on: date | None
    basis: str = ""
    obligations: list[Obligation] = field(default_factory=list)

    @property
    def missing(self) -> list[Obligation]:
        return [each for each in self.obligations if each.report is None and each.pledges]

    @property
    def reported(self) -> list[Obligation]:
        return [each for each in self.obligations if each.report is not None]

    @property
    def late(self) -> list[Obligation]:
        """Those whose report came after the day."""
        return [each for each in self.reported if each.days_late]


@dataclass(frozen=True)
class Dated:
    """A sitting with its day, for the list."""

    sitting: Sitting
    due_on: date | None
    reported: int


def sittings_ahead(day: date) -> list[Dated]:
    """Coming sittings that have an opening day, the next first; then the last ones held."""
    ahead = _sittings(Sitting.opens_on >= day, order=Sitting.opens_on.asc())
    held = _sittings(Sitting.opens_on < day, order=Sitting.opens_on.desc(), most=PAST_SHOWN)
    limits, counts = Limits(), _counts()
    return [Dated(each, _due(each, limits)[0], counts.get(each.id, 0)) for each in (*ahead, *held)]


def next_sitting(day: date) -> Sitting | None:
    """The next sitting with an opening day."""
    found = _sittings(Sitting.opens_on >= day, order=Sitting.opens_on.asc(), most=1)
    return found[0] if found else None


def _sittings(condition: Any, *, order: Any, most: int | None = None) -> Sequence[Sitting]:
    statement = (
        sa.select(Sitting).where(condition).options(joinedload(Sitting.term)).order_by(order, Sitting.id)
    )
    return db.session.scalars(statement.limit(most)).all()


def _counts() -> dict[int, int]:
    rows = db.session.execute(
        sa.select(SittingReport.sitting_id, sa.func.count())
        .where(SittingReport.withdrawn_at.is_(None))
        .group_by(SittingReport.sitting_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def _due(sitting: Sitting, limits: Limits) -> tuple[date | None, str]:
    limit = limits.on(LimitCode.REPORT_BEFORE_SITTING, sitting.opens_on) if sitting.opens_on else None
    if limit is None or sitting.opens_on is None:
        return None, ""
    return limit.before(sitting.opens_on), limit.basis


def clock_of(sitting: Sitting) -> Clock:
    """Who must report before the sitting: everybody who answers today for what was promised before it and is still open.

    Of a sitting that was held it tells of what was open on its first day.
    """
    due_on, basis = _due(sitting, Limits())
    reports = _reports(sitting.id)
    found = _by_office(_open(sitting))
    keys = list(dict.fromkeys((*found, *reports)))
    offices, agencies = _offices(keys), _agencies(keys)
    made = []
    for respondent in keys:
        office = offices.get(respondent.office_id or 0)
        agency = office.agency if office else agencies.get(respondent.agency_id or 0)
        pledges, overdue = found.get(respondent, (0, 0))
        made.append(
            Obligation(respondent, office, agency, due_on, pledges, overdue, report=reports.get(respondent))
        )
    made.sort(key=lambda each: each.name)
    return Clock(sitting, due_on, basis, made)


def _by_office(found: dict[Respondent, tuple[int, int]]) -> dict[Respondent, tuple[int, int]]:
    """What names an agency alone is reported on by its office, where just one office of that agency must report anyway."""
    offices = _offices(list(found))
    heads: dict[int, list[Respondent]] = {}
    for respondent in found:
        office = offices.get(respondent.office_id or 0)
        if office is not None and office.agency_id is not None:
            heads.setdefault(office.agency_id, []).append(respondent)
    merged: dict[Respondent, tuple[int, int]] = {}
    for respondent, (pledges, overdue) in found.items():
        ours = heads.get(respondent.agency_id or 0, [])
        whose = ours[0] if len(ours) == 1 else respondent
        before = merged.get(whose, (0, 0))
        merged[whose] = (before[0] + pledges, before[1] + overdue)
    return merged


def _open(sitting: Sitting) -> dict[Respondent, tuple[int, int]]:
    """By respondent, how many commitments are open and how many of them overdue."""
    opens_on = sitting.opens_on or today()
    day = min(opens_on, today())
    at = standing(as_of(day if day < today() else None))
    office = sa.func.coalesce(Pledge.acting_office_id, Pledge.office_id)
    agency = sa.case((office.is_(None), sa.func.coalesce(Pledge.acting_agency_id, Pledge.lead_agency_id)))
    late = sa.case((sa.and_(at.due_on < day, at.completed_on.is_(None)), 1), else_=0)
    statement = at.joined(
        sa.select(office, agency, sa.func.count(Pledge.id), sa.func.sum(late))
        .select_from(Pledge)
        .join(QuestioningSession, QuestioningSession.id == Pledge.session_id)
    )
    rows = db.session.execute(
        statement.where(
            at.lifecycle == Lifecycle.ADOPTED, QuestioningSession.held_on < opens_on, *at.in_register
        ).group_by(office, agency)
    )
    return {Respondent(row[0], row[1]): (int(row[2]), int(row[3])) for row in rows if row[0] or row[1]}


def _reports(sitting_id: int) -> dict[Respondent, SittingReport]:
    statement = (
        sa.select(SittingReport)
        .where(SittingReport.sitting_id == sitting_id, SittingReport.withdrawn_at.is_(None))
        .options(joinedload(SittingReport.file))
        .order_by(SittingReport.id)
    )
    return {Respondent(each.office_id, each.agency_id): each for each in db.session.scalars(statement)}


def _offices(keys: Sequence[Respondent]) -> dict[int, Office]:
    ids = [each.office_id for each in keys if each.office_id]
    statement = sa.select(Office).where(Office.id.in_(ids)).options(joinedload(Office.agency))
    return {each.id: each for each in db.session.scalars(statement)}


def _agencies(keys: Sequence[Respondent]) -> dict[int, Agency]:
    ids = [each.agency_id for each in keys if each.agency_id]
    return {each.id: each for each in db.session.scalars(sa.select(Agency).where(Agency.id.in_(ids)))}


def find_report(sitting_id: int, respondent: Respondent) -> SittingReport | None:
    """The report that stands."""
    return _reports(sitting_id).get(respondent)


def get_report(report_id: int) -> SittingReport:
    found = db.session.scalar(
        sa.select(SittingReport)
        .where(SittingReport.id == report_id)
        .options(
            joinedload(SittingReport.sitting).joinedload(Sitting.term),
            joinedload(SittingReport.office),
            joinedload(SittingReport.agency),
        )
    )
    if found is None:
        raise NotFoundError(N_("This report does not exist."))
    return found
