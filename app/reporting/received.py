"""The reports that came to the secretariat, and how far the reports of a round are."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.paging import Page, newest_first
from app.core.vietnamese import sort_key
from app.council.models import Agency
from app.monitoring.domain import ReportStanding, ReportState
from app.monitoring.incoming import days_late, is_missed
from app.monitoring.models import AgencyReport, Assessment, Round
from app.pledges.models import Pledge
from app.reporting.domain import REPORTED_AS, SubmissionStatus
from app.reporting.models import ReportSubmission
from app.reporting.queries import whole

CAME = (SubmissionStatus.SENT, SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED)
SHOWN = 8


def received_page(
    status: SubmissionStatus, *, round_id: int | None = None, cursor: str | None = None
) -> Page[ReportSubmission]:
    """A page of the reports in one state, the latest first; of one round where it is named."""
    statement = sa.select(ReportSubmission).where(ReportSubmission.status == status).options(*whole())
    if round_id is not None:
        statement = statement.where(ReportSubmission.round_id == round_id)
    return newest_first(
        statement,
        ReportSubmission.id,
        cursor=cursor,
        fetch=lambda ordered: db.session.scalars(ordered).unique(),
        number_of=lambda submission: submission.id,
    )


def waiting_reports(*, most: int = SHOWN) -> Sequence[ReportSubmission]:
    """Reports that wait to be accepted or returned, the oldest first."""
    return db.session.scalars(
        sa.select(ReportSubmission)
        .where(ReportSubmission.status == SubmissionStatus.SENT)
        .options(joinedload(ReportSubmission.agency), joinedload(ReportSubmission.pledge))
        .order_by(ReportSubmission.sent_at, ReportSubmission.id)
        .limit(most)
    ).all()


def counts(*, round_id: int | None = None) -> dict[SubmissionStatus, int]:
    """How many reports are in each state. One statement."""
    statement = sa.select(ReportSubmission.status, sa.func.count()).group_by(ReportSubmission.status)
    if round_id is not None:
        statement = statement.where(ReportSubmission.round_id == round_id)
    found = {row[0]: row[1] for row in db.session.execute(statement)}
    return {status: found.get(status, 0) for status in CAME}


def get_received(submission_id: int) -> ReportSubmission:
    """A report that came, with its pledge and its files; a draft is still its agency's own."""
    found = db.session.scalar(
        sa.select(ReportSubmission)
        .where(ReportSubmission.id == submission_id, ReportSubmission.status.in_(CAME))
        .options(*whole())
    )
    if found is None:
        raise NotFoundError(N_("There is no such report."))
    return found


def rounds_with_reports() -> list[tuple[int, str]]:
    """The rounds for which reports came, for the filter."""
    came = sa.select(ReportSubmission.round_id).where(ReportSubmission.status.in_(CAME))
    rows = db.session.execute(
        sa.select(Round.id, Round.title).where(Round.id.in_(came)).order_by(Round.number.desc())
    )
    return [(row.id, row.title) for row in rows]


def tell_standings(round_id: int, pledge_ids: Collection[int]) -> dict[int, ReportStanding]:
    """Of which pledges a report waits to be accepted or was returned, for the worktable of the round. One statement."""
    statement = (
        sa.select(ReportSubmission.pledge_id, ReportSubmission.status)
        .join(ReportSubmission.pledge)
        .where(
            ReportSubmission.pledge_id.in_(list(pledge_ids)),
            ReportSubmission.agency_id == Pledge.acting_agency_id,
            sa.or_(
                ReportSubmission.status == SubmissionStatus.SENT,
                sa.and_(
                    ReportSubmission.status == SubmissionStatus.RETURNED,
                    ReportSubmission.round_id == round_id,
                ),
            ),
        )
        .order_by(ReportSubmission.id)
    )
    return {pledge_id: REPORTED_AS[status] for pledge_id, status in db.session.execute(statement)}


@dataclass(slots=True)
class RoundLine:
    """A pledge of the round and how far its report is."""

    assessment_id: int
    code: str
    standing: ReportStanding
    late: int
    missed: bool = False


@dataclass(slots=True)
class AgencyLine:
    """An agency with the pledges of the round for which it must act."""

    id: int | None
    name: str
    lines: list[RoundLine] = field(default_factory=list)

    def count(self, standing: ReportStanding | str) -> int:
        """How many reports are that far; a page names the state by its code."""
        return sum(each.standing == standing for each in self.lines)

    @property
    def late(self) -> int:
        """How many came late, or are late by now, or never came before the round closed."""
        return sum(each.late > 0 or each.missed for each in self.lines)

    @property
    def missed(self) -> int:
        return sum(each.missed for each in self.lines)

    @property
    def owing(self) -> list[RoundLine]:
        """What is missing or was returned."""
        owed = (ReportStanding.MISSING, ReportStanding.RETURNED)
        return [each for each in self.lines if each.standing in owed]


def agencies_of_round(round_: Round, *, day: date) -> list[AgencyLine]:
    """Who must report in the round and how far each is, those who owe most first. Two statements."""
    rows = db.session.execute(
        sa.select(Assessment.id, Pledge.id, Pledge.code, Agency.id, Agency.name, AgencyReport.reported_on)
        .join(Pledge, Pledge.id == Assessment.pledge_id)
        .outerjoin(Agency, Agency.id == Pledge.acting_agency_id)
        .outerjoin(
            AgencyReport,
            sa.and_(AgencyReport.id == Assessment.report_id, AgencyReport.state != ReportState.NOT_REPORTED),
        )
        .where(Assessment.round_id == round_.id)
        .order_by(Pledge.resolution_id, Pledge.row_number)
    ).all()
    told = tell_standings(round_.id, [row[1] for row in rows])
    found: defaultdict[int | None, AgencyLine] = defaultdict(lambda: AgencyLine(None, ""))
    for assessment_id, pledge_id, code, agency_id, name, reported_on in rows:
        agency = found[agency_id]
        agency.id, agency.name = agency_id, name or ""
        standing = ReportStanding.REPORTED if reported_on else told.get(pledge_id, ReportStanding.MISSING)
        late = days_late(round_, standing, reported_on=reported_on, day=day)
        agency.lines.append(RoundLine(assessment_id, code, standing, late, is_missed(round_, standing)))
    return sorted(found.values(), key=lambda each: (-len(each.owing), sort_key(each.name)))
