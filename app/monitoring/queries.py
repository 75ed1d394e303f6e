"""Reading rounds: each page costs the same number of statements however many pledges the round has."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.orm.strategy_options import _AbstractLoad

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.paging import PAGE_SIZE, Page, after, decode_cursor, encode_cursor, newest_first
from app.monitoring.domain import FROZEN, TAKES_REPORTS, PledgeAssessed
from app.monitoring.models import AgencyReport, Assessment, AssessmentEvidence, ReportEvidence, Round
from app.pledges.domain import Lifecycle, Verdict
from app.pledges.models import Pledge, PledgeCoordinator

BY_RESOLUTION = (Pledge.resolution_id, Pledge.row_number)


class WorkView(StrEnum):
    """Which rows of the worktable are shown."""

    ALL = "all"
    LEFT = "left"
    DONE = "done"


@dataclass(frozen=True)
class Progress:
    """How far a round is: pledges, those with a report, those with a verdict, and how many of each verdict."""

    pledges: int
    reported: int
    by_verdict: dict[Verdict, int]

    @property
    def unassessed(self) -> int:
        return self.by_verdict.get(Verdict.NOT_ASSESSED, 0)

    @property
    def assessed(self) -> int:
        return self.pledges - self.unassessed


def get_round(round_id: int) -> Round:
    """A round with the body that assesses; raises `NotFoundError`."""
    found = db.session.scalar(
        sa.select(Round).where(Round.id == round_id).options(joinedload(Round.assessing_body))
    )
    if found is None:
        raise NotFoundError(N_("This monitoring round does not exist."))
    return found


def rounds(cursor: str | None = None) -> Page[tuple[Round, int, int]]:
    """A page of the rounds, the latest first, with how many pledges it has and how many have a verdict."""
    assessed = sa.func.sum(sa.case((Assessment.verdict != Verdict.NOT_ASSESSED, 1), else_=0))
    counts = (
        sa.select(Assessment.round_id, sa.func.count().label("pledges"), assessed.label("assessed"))
        .group_by(Assessment.round_id)
        .subquery()
    )
    statement = (
        sa.select(Round, sa.func.coalesce(counts.c.pledges, 0), sa.func.coalesce(counts.c.assessed, 0))
        .outerjoin(counts, counts.c.round_id == Round.id)
        .options(joinedload(Round.assessing_body))
    )
    return newest_first(
        statement,
        Round.number,
        cursor=cursor,
        fetch=lambda page: [(row[0], int(row[1]), int(row[2])) for row in db.session.execute(page)],
        number_of=lambda row: row[0].number,
    )


def latest_round() -> Round | None:
    """The round of the highest number."""
    return db.session.scalar(sa.select(Round).order_by(Round.number.desc()).limit(1))


def find_round(number: int) -> Round | None:
    return db.session.scalar(sa.select(Round).where(Round.number == number))


def find_round_before(round_: Round) -> Round | None:
    """The latest approved round that looked at an earlier day."""
    return db.session.scalar(
        sa.select(Round)
        .where(Round.status.in_(FROZEN), Round.as_of < round_.as_of, Round.id != round_.id)
        .order_by(Round.as_of.desc(), Round.number.desc())
        .limit(1)
    )


def candidates(*, session_id: int | None = None, agency_id: int | None = None) -> list[Pledge]:
    """Every adopted pledge that is still followed, in the order of resolutions and rows."""
    statement = sa.select(Pledge).where(Pledge.lifecycle == Lifecycle.ADOPTED).options(*_who())
    if session_id is not None:
        statement = statement.where(Pledge.session_id == session_id)
    if agency_id is not None:
        statement = statement.where(Pledge.acting_agency_id == agency_id)
    return list(db.session.scalars(statement.order_by(*BY_RESOLUTION)))


def edition(round_: Round) -> int:
    """A number that rises with every change of the round or of a verdict in it: what an approver has seen."""
    changes = db.session.scalar(
        sa.select(sa.func.sum(Assessment.version)).where(Assessment.round_id == round_.id)
    )
    return round_.version + int(changes or 0)


def progress(round_id: int) -> Progress:
    """Counted in two statements."""
    by_verdict = db.session.execute(
        sa.select(Assessment.verdict, sa.func.count())
        .where(Assessment.round_id == round_id)
        .group_by(Assessment.verdict)
        .order_by(Assessment.verdict)
    )
    counts = {row[0]: row[1] for row in by_verdict}
    reported = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Assessment)
        .where(Assessment.round_id == round_id, Assessment.report_id.is_not(None))
    )
    return Progress(
        sum(counts.values()),
        reported or 0,
        {verdict: counts[verdict] for verdict in Verdict if verdict in counts},
    )


def work_page(
    round_id: int,
    *,
    view: WorkView = WorkView.ALL,
    agency_id: int | None = None,
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[Assessment]:
    """A page of the worktable in the order of resolutions and rows, by keyset."""
    statement = _rows_of(round_id)
    if view is not WorkView.ALL:
        left = Assessment.verdict == Verdict.NOT_ASSESSED
        statement = statement.where(left if view is WorkView.LEFT else ~left)
    if agency_id is not None:
        statement = statement.where(Pledge.acting_agency_id == agency_id)
    backwards, bound = _bound(cursor)
    if bound:
        statement = statement.where(after(BY_RESOLUTION, bound, descending=backwards))
    order = [column.desc() if backwards else column.asc() for column in BY_RESOLUTION]
    rows = list(db.session.scalars(statement.order_by(*order).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (bool(bound), more) if backwards else (more, bool(bound))
    return Page(
        rows=rows,
        next_cursor=encode_cursor(_place(rows[-1])) if rows and has_next else None,
        previous_cursor=encode_cursor(_place(rows[0]), backwards=True) if rows and has_previous else None,
    )


def assessments(round_id: int) -> list[Assessment]:
    """All rows of a round with everything the follow-up appendix prints, in its order."""
    return list(
        db.session.scalars(
            _rows_of(round_id)
            .options(contains_eager(Assessment.pledge).joinedload(Pledge.topic_group))
            .options(
                contains_eager(Assessment.pledge)
                .selectinload(Pledge.coordinators)
                .joinedload(PledgeCoordinator.agency)
            )
            .order_by(*BY_RESOLUTION)
        )
    )


def get_assessment(assessment_id: int) -> Assessment:
    """One row with its round, pledge, report and files; raises `NotFoundError`."""
    statement = (
        sa.select(Assessment)
        .where(Assessment.id == assessment_id)
        .join(Assessment.pledge)
        .options(*_whole_row(), joinedload(Assessment.round).joinedload(Round.assessing_body))
        .options(contains_eager(Assessment.pledge).joinedload(Pledge.session))
        .options(contains_eager(Assessment.pledge).joinedload(Pledge.topic_group))
    )
    found = db.session.scalar(statement)
    if found is None:
        raise NotFoundError(N_("This row of the round does not exist."))
    return found


def find_next(assessment: Assessment, *, unassessed: bool) -> int | None:
    """The row after this one; with `unassessed`, the next without a verdict, beginning again at the top."""
    place = _place(assessment)
    statement = (
        sa.select(Assessment.id).join(Assessment.pledge).where(Assessment.round_id == assessment.round_id)
    )
    behind = after(BY_RESOLUTION, place, descending=False)
    if not unassessed:
        return db.session.scalar(statement.where(behind).order_by(*BY_RESOLUTION).limit(1))
    left = statement.where(Assessment.verdict == Verdict.NOT_ASSESSED, Assessment.id != assessment.id)
    return db.session.scalar(left.order_by(sa.case((behind, 0), else_=1), *BY_RESOLUTION).limit(1))


def reports_of(pledge_id: int) -> list[AgencyReport]:
    """What agencies reported on a pledge, the latest first."""
    return list(
        db.session.scalars(
            sa.select(AgencyReport)
            .where(AgencyReport.pledge_id == pledge_id)
            .options(joinedload(AgencyReport.agency))
            .order_by(AgencyReport.reported_on.desc(), AgencyReport.id.desc())
        )
    )


def evidence_of_reports(pledge_id: int) -> list[ReportEvidence]:
    """The files that came with the reports of a pledge, each with its part; those of the latest report first."""
    return list(
        db.session.scalars(
            sa.select(ReportEvidence)
            .join(ReportEvidence.report)
            .where(AgencyReport.pledge_id == pledge_id)
            .options(joinedload(ReportEvidence.file), joinedload(ReportEvidence.part))
            .order_by(AgencyReport.reported_on.desc(), AgencyReport.id.desc(), ReportEvidence.evidence_id)
        )
    )


def find_open_row(pledge_id: int) -> Assessment | None:
    """The row of a pledge in the latest round that takes reports, with its round."""
    return db.session.scalars(
        sa.select(Assessment)
        .join(Assessment.round)
        .where(Assessment.pledge_id == pledge_id, Round.status.in_(TAKES_REPORTS))
        .options(contains_eager(Assessment.round))
        .order_by(Round.as_of.desc(), Round.number.desc())
        .limit(1)
    ).first()


def earlier_assessments(assessment: Assessment) -> list[Assessment]:
    """The approved verdicts on the same pledge in other rounds, the latest first."""
    return list(
        db.session.scalars(
            sa.select(Assessment)
            .join(Assessment.round)
            .where(
                Assessment.pledge_id == assessment.pledge_id,
                Assessment.id != assessment.id,
                Round.status.in_(FROZEN),
            )
            .options(contains_eager(Assessment.round))
            .order_by(Round.as_of.desc(), Round.number.desc())
        )
    )


def assessor_ids(round_id: int) -> set[int]:
    """Everyone who ever gave a verdict in the round, also one that a colleague changed later: the audit trail forgets nobody."""
    rows = sa.select(Assessment.id).where(Assessment.round_id == round_id)
    told = sa.select(AuditEntry.actor_id).where(
        AuditEntry.event == PledgeAssessed.__name__,
        AuditEntry.subject_type == Assessment.__name__,
        AuditEntry.subject_id.in_(rows),
    )
    stored = sa.select(Assessment.assessed_by_id).where(Assessment.round_id == round_id)
    return {each for each in db.session.scalars(told.union(stored)) if each is not None}


def _rows_of(round_id: int) -> sa.Select[Any]:
    return (
        sa.select(Assessment)
        .join(Assessment.pledge)
        .where(Assessment.round_id == round_id)
        .options(*_whole_row())
    )


def _whole_row() -> tuple[ORMOption, ...]:
    return (
        contains_eager(Assessment.pledge).options(*_who()),
        joinedload(Assessment.report),
        joinedload(Assessment.round),
        selectinload(Assessment.evidence).joinedload(AssessmentEvidence.file),
    )


def _who() -> tuple[_AbstractLoad, ...]:
    return (
        joinedload(Pledge.person),
        joinedload(Pledge.office),
        joinedload(Pledge.lead_agency),
        joinedload(Pledge.acting_agency),
    )


def _place(assessment: Assessment) -> list[Any]:
    return [assessment.pledge.resolution_id, assessment.pledge.row_number]


def _bound(cursor: str | None) -> tuple[bool, list[int] | None]:
    """The direction and the place a page begins behind; the first page where the cursor cannot be read."""
    decoded = decode_cursor(cursor)
    if (
        decoded is None
        or len(decoded[1]) != len(BY_RESOLUTION)
        or not all(type(value) is int for value in decoded[1])
    ):
        return False, None
    return decoded
