"""One pledge through time: asked, answered, promised, adopted, each report, each verdict, each paper, and what comes next."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.audit.models import AuditEntry
from app.core import vietnamese
from app.core.clock import local_day
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.tenancy import current_scope
from app.council.models import Delegate
from app.council.successors import Successors
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.queries import with_number
from app.dossier.acting import Acting, acting_of
from app.dossier.course import Course, course_of
from app.monitoring.domain import RoundStatus
from app.monitoring.models import AgencyReport, Assessment, AssessmentEvidence, Round
from app.pledges.domain import Lifecycle, TimeRules, TimeStatus
from app.pledges.hanging import Anchors, anchors_of
from app.pledges.models import Pledge, PledgeCoordinator, PledgeFollower
from app.pledges.standing import PledgeState, Standing, find_state, late_by, time_of
from app.pressing.ladder.queries import Pressed, pressed_then
from app.questions.models import Answer, AnswerFile, Question, QuestionAsker
from app.questions.written.queries import files_of
from app.resolutions.models import Resolution
from app.selection.asking_again.queries import Asked, asked_again
from app.sittings.models import QuestioningSession, Sitting

LATEST_AUDIT_LINES = 20


class Step(IntEnum):
    """What may happen to a pledge, in the order in which things of one day are told."""

    ASKED = 1
    ANSWERED = 2
    PROMISED = 3
    ADOPTED = 4
    REPORTED = 5
    VERDICT = 6
    ISSUED = 7
    MORE_TIME_ASKED = 8
    MORE_TIME_DECIDED = 9
    PRESSED = 10
    CLOSED = 11
    REOPENED = 12
    REQUESTIONED = 13
    PASSED_ON = 14
    HANDED_OVER = 15
    CARRIED = 16
    NEXT = 17


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened on a day (or will), with the record that tells of it."""

    step: Step
    on: date | None
    record: Any = None


class PledgeThen:
    """A pledge as it stood on a day: its state of that day, everything else as it is."""

    def __init__(self, pledge: Pledge, state: PledgeState) -> None:
        self._pledge, self._state = pledge, state

    def __getattr__(self, name: str) -> Any:
        return getattr(self._state if name in PledgeState.__slots__ else self._pledge, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A pledge with everything known of it on a day."""

    pledge: Pledge  # on an earlier day a `PledgeThen`
    state: PledgeState
    day: date
    resolution: Resolution | None
    documents: list[IssuedDocument]
    reports: list[AgencyReport]
    assessments: list[Assessment]
    course: Course
    acting: Acting
    anchors: Anchors
    answer_files: list[AnswerFile]
    """The names of the files in which a written answer came."""

    pressed: Pressed
    questioned_again: list[Asked]
    audit: list[tuple[AuditEntry, str | None]]
    time: TimeStatus
    days_late: int
    days_late_by_original: int

    @property
    def is_followed(self) -> bool:
        """Whether somebody still owes something."""
        return self.state.completed_on is None and self.state.closed_on is None

    @property
    def successors(self) -> Successors:
        return self.acting.successors

    @property
    def measure(self) -> str:
        """What is measured and how much of it: "nhà ở xã hội: 32.000 căn"."""
        if self.pledge.target is None:
            return self.pledge.measure
        figure = f"{vietnamese.number(self.pledge.target)} {self.pledge.unit}".strip()
        return f"{self.pledge.measure}: {figure}" if self.pledge.measure else figure

    @property
    def appendix(self) -> IssuedDocument | None:
        """The paper in which the pledge was issued, as it stands now: its appendix, or the resolution with it in one file."""
        kinds = (DocumentKind.PLEDGE_APPENDIX, DocumentKind.RESOLUTION)
        papers = [paper for kind in kinds for paper in reversed(self.documents) if paper.kind is kind]
        return papers[0] if papers else None

    def paper_of(self, monitored: Round) -> IssuedDocument | None:
        """The follow-up appendix of a round, or the report with it in one file."""
        kinds = (DocumentKind.FOLLOW_UP_APPENDIX, DocumentKind.ROUND_REPORT)
        papers = [paper for kind in kinds for paper in reversed(self.documents) if paper.kind is kind]
        return next((paper for paper in papers if paper.subject_id == monitored.id), None)


def get_dossier(pledge_id: int, *, at: Standing, rules: TimeRules) -> Dossier:
    """Everything of one pledge on a day, in a handful of statements. Raises `NotFoundError` where it was not there yet."""
    found = db.session.scalar(sa.select(Pledge).where(Pledge.id == pledge_id).options(*_whole_pledge()))
    state = find_state(pledge_id, at)
    if found is None or state is None:
        raise NotFoundError(N_("There is no such pledge."))
    assessments = [each for each in _assessments(pledge_id) if _approved_on(each) <= at.known_until]
    papers = _documents(found.resolution_id, [assessment.round_id for assessment in assessments])
    pledge = cast("Pledge", PledgeThen(found, state)) if at.in_register else found
    return Dossier(
        pledge=pledge,
        state=state,
        day=at.day,
        resolution=_resolution(found.resolution_id) if state.lifecycle is not Lifecycle.DRAFT else None,
        documents=[paper for paper in papers if paper.issued_on <= at.known_until],
        reports=[report for report in _reports(pledge_id) if report.reported_on <= at.known_until],
        assessments=assessments,
        course=course_of(pledge, day=at.day),
        acting=acting_of(found, at),
        anchors=anchors_of([pledge_id])[pledge_id],
        answer_files=files_of([found.answer_id])[found.answer_id],
        pressed=pressed_then(pledge, at.day, state, assessments),
        questioned_again=[
            each
            for each in asked_again([pledge_id]).get(pledge_id, [])
            if each.session.held_on <= at.known_until
        ],
        audit=[line for line in _audit(pledge_id) if line[0].at and local_day(line[0].at) <= at.known_until],
        time=time_of(state, day=at.day, rules=rules),
        days_late=late_by(state.effective_due_on, state, day=at.day),
        days_late_by_original=late_by(found.original_due_on, state, day=at.day),
    )


def _whole_pledge() -> list[Any]:
    asked = joinedload(Pledge.answer).joinedload(Answer.question)
    return [
        joinedload(Pledge.session).joinedload(QuestioningSession.sitting).joinedload(Sitting.term),
        joinedload(Pledge.topic_group),
        asked.selectinload(Question.askers).joinedload(QuestionAsker.delegate).joinedload(Delegate.person),
        joinedload(Pledge.answer).options(joinedload(Answer.person), joinedload(Answer.office)),
        joinedload(Pledge.lead_agency),
        joinedload(Pledge.office),
        joinedload(Pledge.person),
        selectinload(Pledge.coordinators).joinedload(PledgeCoordinator.agency),
        selectinload(Pledge.followers).joinedload(PledgeFollower.body),
    ]


def _resolution(resolution_id: int | None) -> Resolution | None:
    if resolution_id is None:
        return None
    return db.session.scalar(sa.select(Resolution).where(Resolution.id == resolution_id))


def _documents(resolution_id: int | None, round_ids: list[int]) -> list[IssuedDocument]:
    ours = sa.or_(
        sa.and_(IssuedDocument.subject_type == "Resolution", IssuedDocument.subject_id == resolution_id),
        sa.and_(IssuedDocument.subject_type == "Round", IssuedDocument.subject_id.in_(round_ids)),
    )
    return list(
        db.session.scalars(
            sa.select(IssuedDocument)
            .where(ours)
            .options(*with_number())
            .order_by(IssuedDocument.issued_on, IssuedDocument.id)
        )
    )


def _reports(pledge_id: int) -> list[AgencyReport]:
    in_order = (AgencyReport.reported_on, AgencyReport.id)
    return list(
        db.session.scalars(
            sa.select(AgencyReport).where(AgencyReport.pledge_id == pledge_id).order_by(*in_order)
        )
    )


def _assessments(pledge_id: int) -> list[Assessment]:
    """The verdicts that count: those of rounds approved or issued."""
    return list(
        db.session.scalars(
            sa.select(Assessment)
            .join(Assessment.round)
            .where(
                Assessment.pledge_id == pledge_id,
                Round.status.in_([RoundStatus.APPROVED, RoundStatus.ISSUED]),
            )
            .options(
                joinedload(Assessment.round),
                selectinload(Assessment.evidence).joinedload(AssessmentEvidence.file),
            )
            .order_by(Round.number)
        )
    )


def _audit(pledge_id: int) -> list[tuple[AuditEntry, str | None]]:
    """The latest lines of the chain about the pledge, with who acted."""
    rows = db.session.execute(
        sa.select(AuditEntry, User.full_name)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(
            AuditEntry.council_id == current_scope(),
            AuditEntry.subject_type == "Pledge",
            AuditEntry.subject_id == pledge_id,
        )
        .order_by(AuditEntry.seq.desc())
        .limit(LATEST_AUDIT_LINES)
    )
    return [(entry, name) for entry, name in rows]


def tell_story(dossier: Dossier) -> list[Moment]:
    """Every moment in order of time; of one day in the order in which such things follow one another."""
    pledge = dossier.pledge
    said_on = pledge.session.held_on
    moments = [
        Moment(Step.ASKED, said_on, pledge.answer.question),
        Moment(Step.ANSWERED, pledge.answer.answered_on, pledge.answer),
        Moment(Step.PROMISED, pledge.answer.answered_on, pledge),
        *(Moment(Step.REPORTED, report.reported_on, report) for report in dossier.reports),
        *(Moment(Step.VERDICT, _approved_on(assessment), assessment) for assessment in dossier.assessments),
        *(
            Moment(Step.ISSUED, paper.issued_on, paper)
            for paper in dossier.documents
            if paper.replaces_id is not None or paper.corrects_id is not None
        ),
    ]
    if dossier.resolution is not None and pledge.lifecycle is not Lifecycle.DRAFT:
        moments.append(Moment(Step.ADOPTED, pledge.adopted_on, dossier.resolution))
    moments += _decisions(dossier.course)
    moments += _passed_on(dossier.acting)
    moments += [Moment(Step.PRESSED, line.step.taken_on, line) for line in dossier.pressed.lines]
    moments += [Moment(Step.REQUESTIONED, each.session.held_on, each) for each in dossier.questioned_again]
    moments.sort(key=lambda moment: (moment.on or said_on, moment.step))
    if pledge.lifecycle is not Lifecycle.CLOSED:
        moments.append(Moment(Step.NEXT, pledge.effective_due_on, pledge))
    return moments


def _decisions(course: Course) -> list[Moment]:
    """Requests for more time, what was decided on them, and each end and new beginning of following."""
    return [
        *(Moment(Step.MORE_TIME_ASKED, request.received_on, request) for request in course.requests),
        *(Moment(Step.MORE_TIME_DECIDED, request.decided_on, request) for request in course.decided),
        *(
            Moment(Step.CLOSED if decision.reason else Step.REOPENED, decision.from_day, decision)
            for decision in course.decisions
        ),
    ]


def _passed_on(acting: Acting) -> list[Moment]:
    """Who took it over: agencies and offices, holders of the office, the next term."""
    passages = acting.passages
    return [
        *(Moment(Step.PASSED_ON, each.on, each) for each in passages.passed_on),
        *(Moment(Step.HANDED_OVER, each.sheet.handed_on, each) for each in passages.handed_over),
        *(Moment(Step.CARRIED, each.closing.closed_on, each) for each in passages.carried),
    ]


def _approved_on(assessment: Assessment) -> date:
    approved_at = assessment.round.approved_at
    return local_day(approved_at) if approved_at is not None else assessment.round.as_of
