"""Reading what an agency sends: its own pledges alone, and its own reports of them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.orm.strategy_options import _AbstractLoad

from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.evidence.models import EvidenceFile
from app.monitoring.models import AgencyReport, ReportEvidence
from app.pledges.domain import Lifecycle, PartKind
from app.pledges.models import Pledge, PledgeAssignment, PledgeCoordinator, PledgePart
from app.reporting.domain import SubmissionStatus
from app.reporting.models import ReportSubmission, SubmissionEvidence


def leads(agency_id: int) -> sa.ColumnElement[bool]:
    """That the agency must act for a pledge today."""
    return Pledge.acting_agency_id == agency_id


def is_own(agency_id: int, *, day: date) -> sa.ColumnElement[bool]:
    """That an adopted pledge is an agency's own: it must act for it, co-ordinates, or has a share of it on that day."""
    coordinates = sa.exists().where(
        PledgeCoordinator.pledge_id == Pledge.id, PledgeCoordinator.agency_id == agency_id
    )
    passed_on = (
        sa.select(PledgeAssignment.agency_id)
        .where(PledgeAssignment.part_id == PledgePart.id, PledgeAssignment.from_day <= day)
        .order_by(PledgeAssignment.from_day.desc(), PledgeAssignment.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    shares = sa.exists().where(
        PledgePart.pledge_id == Pledge.id,
        PledgePart.kind == PartKind.SHARE,
        sa.func.coalesce(passed_on, PledgePart.agency_id) == agency_id,
    )
    return sa.and_(Pledge.lifecycle != Lifecycle.DRAFT, sa.or_(leads(agency_id), coordinates, shares))


def get_own_pledge(pledge_id: int, *, agency_id: int | None) -> Pledge:
    """A pledge of the agency with everyone named in it; for any other there is nothing here."""
    found = None
    if agency_id is not None:
        found = db.session.scalar(
            sa.select(Pledge).where(Pledge.id == pledge_id, is_own(agency_id, day=today())).options(*_named())
        )
    if found is None:
        raise NotFoundError(N_("There is no such pledge."))
    return found


def get_own_submission(submission_id: int, *, agency_id: int | None) -> ReportSubmission:
    """A report of the agency on a pledge that is still its own; for any other there is nothing here."""
    found = None
    if agency_id is not None:
        found = db.session.scalar(
            sa.select(ReportSubmission)
            .join(ReportSubmission.pledge)
            .where(
                ReportSubmission.id == submission_id,
                ReportSubmission.agency_id == agency_id,
                is_own(agency_id, day=today()),
            )
            .options(*whole())
        )
    if found is None:
        raise NotFoundError(N_("There is no such report."))
    return found


def find_draft(*, agency_id: int, pledge_id: int) -> ReportSubmission | None:
    """What the agency has typed of a pledge and not sent yet, with its files."""
    return db.session.scalar(
        sa.select(ReportSubmission)
        .where(
            ReportSubmission.agency_id == agency_id,
            ReportSubmission.pledge_id == pledge_id,
            ReportSubmission.status == SubmissionStatus.DRAFT,
        )
        .options(*whole())
    )


def sent_reports(*, agency_id: int, pledge_id: int) -> list[ReportSubmission]:
    """What the agency sent of a pledge, the latest first."""
    return list(
        db.session.scalars(
            sa.select(ReportSubmission)
            .where(
                ReportSubmission.agency_id == agency_id,
                ReportSubmission.pledge_id == pledge_id,
                ReportSubmission.status != SubmissionStatus.DRAFT,
            )
            .options(*whole())
            .order_by(ReportSubmission.sent_at.desc(), ReportSubmission.id.desc())
        )
    )


def logged_reports(pledge_id: int, *, agency_id: int) -> list[AgencyReport]:
    """What the secretariat logged on behalf of the agency, the latest first; what its account sent is left out."""
    sent = sa.exists().where(ReportSubmission.report_id == AgencyReport.id)
    return list(
        db.session.scalars(
            sa.select(AgencyReport)
            .join(AgencyReport.pledge)
            .where(AgencyReport.pledge_id == pledge_id, _is_of(agency_id), ~sent)
            .order_by(AgencyReport.reported_on.desc(), AgencyReport.id.desc())
        )
    )


def _is_of(agency_id: int) -> sa.ColumnElement[bool]:
    """That a report in the register is the agency's; one that names none is of who must act."""
    return sa.func.coalesce(AgencyReport.agency_id, Pledge.acting_agency_id) == agency_id


def logged_evidence(report_ids: Collection[int]) -> defaultdict[int, list[ReportEvidence]]:
    """The files that came with logged reports, each with its part, by the report."""
    found: defaultdict[int, list[ReportEvidence]] = defaultdict(list)
    for each in db.session.scalars(
        sa.select(ReportEvidence)
        .where(ReportEvidence.report_id.in_(list(report_ids)))
        .options(joinedload(ReportEvidence.file), joinedload(ReportEvidence.part))
        .order_by(ReportEvidence.evidence_id)
    ):
        found[each.report_id].append(each)
    return found


def get_own_file(evidence_id: int, *, agency_id: int | None) -> EvidenceFile:
    """A file of the agency's own reports, or of those logged on its behalf; for any other there is nothing here."""
    found = None
    if agency_id is not None:
        mine = is_own(agency_id, day=today())
        handed_in = (
            sa.exists()
            .where(
                SubmissionEvidence.evidence_id == EvidenceFile.id,
                SubmissionEvidence.submission_id == ReportSubmission.id,
                ReportSubmission.agency_id == agency_id,
                ReportSubmission.pledge_id == Pledge.id,
                mine,
            )
            .correlate(EvidenceFile)
        )
        sent = sa.exists().where(ReportSubmission.report_id == AgencyReport.id).correlate(AgencyReport)
        logged = (
            sa.exists()
            .where(
                ReportEvidence.evidence_id == EvidenceFile.id,
                ReportEvidence.report_id == AgencyReport.id,
                AgencyReport.pledge_id == Pledge.id,
                ~sent,
                mine,
                _is_of(agency_id),
            )
            .correlate(EvidenceFile)
        )
        found = db.session.scalar(
            sa.select(EvidenceFile).where(EvidenceFile.id == evidence_id, sa.or_(handed_in, logged))
        )
    if found is None:
        raise NotFoundError(N_("This file does not exist."))
    return found


def is_unsent(evidence_id: int) -> bool:
    """Whether a file lies with drafts alone, and so is still its agency's own affair."""
    draft = ReportSubmission.status == SubmissionStatus.DRAFT
    counts = db.session.execute(
        sa.select(sa.func.count(), sa.func.sum(sa.case((draft, 1), else_=0)))
        .select_from(SubmissionEvidence)
        .join(SubmissionEvidence.submission)
        .where(SubmissionEvidence.evidence_id == evidence_id)
    ).one()
    return bool(counts[0]) and counts[0] == counts[1]


def whole() -> tuple[ORMOption, ...]:
    """A report with its agency, its pledge and everyone named in it, its files and what they show."""
    return (
        joinedload(ReportSubmission.agency),
        joinedload(ReportSubmission.round),
        joinedload(ReportSubmission.asked_ground),
        joinedload(ReportSubmission.pledge).options(*_named()),
        selectinload(ReportSubmission.evidence).options(
            joinedload(SubmissionEvidence.file), joinedload(SubmissionEvidence.part)
        ),
    )


def _named() -> tuple[_AbstractLoad, ...]:
    return (
        joinedload(Pledge.person),
        joinedload(Pledge.office),
        joinedload(Pledge.lead_agency),
        joinedload(Pledge.acting_agency),
        joinedload(Pledge.session),
        joinedload(Pledge.topic_group),
    )
