"""Everything known of many pledges on a day: some twenty statements however many they are."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import local_day
from app.core.database import db
from app.council.models import Delegate
from app.council.successors import Successors, successors_on
from app.dossier.acting import acting_columns
from app.dossier.course import Course, courses_of
from app.dossier.passing import Passages, passages_of
from app.dossier.queries import joined
from app.dossier.story import PledgeThen
from app.monitoring.domain import RoundStatus
from app.monitoring.figures import Progress, progress_of
from app.monitoring.models import AgencyReport, Assessment, AssessmentEvidence, ReportEvidence, Round
from app.monitoring.parts import FoundPart, parts_on
from app.pledges.domain import Lifecycle, TimeRules, TimeStatus
from app.pledges.hanging import Anchors, anchors_of
from app.pledges.models import Pledge, PledgeCoordinator, PledgeFollower
from app.pledges.standing import Condition, PledgeState, Standing, late_by, time_of
from app.pressing.ladder.queries import StepLine, steps_of
from app.questions.models import Answer, AnswerOpinion, Question, QuestionAsker
from app.questions.opinions.queries import history_on, latest
from app.questions.written.queries import files_of
from app.reporting.queries import logged_evidence
from app.resolutions.models import Resolution
from app.sittings.models import QuestioningSession, Sitting


@dataclass(frozen=True, kw_only=True)
class Case:
    """A pledge with everything the dossier tells of it; of what came after the day nothing."""

    pledge: Pledge  # on an earlier day a `PledgeThen`
    day: date
    state: PledgeState
    time: TimeStatus
    days_late: int
    days_late_by_original: int
    answers_now: str
    """Who answers on the day, and who must act, each where it is another than who promised."""

    acts_now: str
    is_vacant: bool
    """Whether an office promised without a name, and nobody holds the one that answers."""

    passages: Passages
    anchors: Anchors
    successors: Successors
    answer_files: list[str]
    coordinators: list[str]
    resolution: Resolution | None
    course: Course
    reports: list[AgencyReport]
    report_files: list[ReportEvidence]
    assessments: list[Assessment]
    parts: list[FoundPart]
    progress: Progress | None
    opinions: list[AnswerOpinion]
    steps: list[StepLine]


def cases_of(conditions: Iterable[Condition], *, at: Standing, rules: TimeRules) -> list[Case]:
    """The pledges the conditions leave, the overdue first, then the open, then the finished, each by their deadline."""
    states = _states(conditions, at)
    stored = _pledges(states)
    found = _Found(stored, at)
    pledges = [_then(pledge, states[pledge.id].state, at) for pledge in stored]
    courses = courses_of(pledges, day=at.day)
    cases = [_case(pledge, states[pledge.id], courses[pledge.id], found, at, rules) for pledge in pledges]
    return sorted(cases, key=_place)


def _place(case: Case) -> tuple[int, date, str]:
    late = case.time in {TimeStatus.OVERDUE, TimeStatus.LONG_OVERDUE}
    group = 0 if late else 2 if case.time is TimeStatus.STOPPED else 1
    return group, case.state.effective_due_on or date.max, case.pledge.code


@dataclass(frozen=True)
class _Told:
    """A pledge's state, who answers and who must act where it is another than who promised, and whether nobody answers."""

    state: PledgeState
    answers: str
    acting: str
    vacant: bool


class _Found:
    """What belongs to the pledges, by pledge or by what it hangs on, each read once."""

    def __init__(self, pledges: Sequence[Pledge], at: Standing) -> None:
        ids, until = [pledge.id for pledge in pledges], at.known_until
        self.passages = passages_of(pledges, at)
        self.assessments = _assessments(ids, at)
        self.reports = _by_pledge(_reports(ids, at))
        self.report_files = logged_evidence([each.id for those in self.reports.values() for each in those])
        self.parts = parts_on(ids, at.day)
        self.steps = steps_of(ids, until=None if until == date.max else until)
        self.resolutions = _resolutions(ids)
        self.anchors = anchors_of(ids)
        answers = _answer_ids(ids)
        self.opinions, self.answer_files = history_on(answers), files_of(answers)
        self.successors = successors_on(at.day)


def _case(
    pledge: Pledge,
    told: _Told,
    course: Course,
    found: _Found,
    at: Standing,
    rules: TimeRules,
) -> Case:
    state = told.state
    reports, assessments = found.reports.get(pledge.id, []), found.assessments.get(pledge.id, [])
    said = [
        each
        for each in found.opinions.get(pledge.answer_id, ())
        if local_day(each.stated_at) <= at.known_until
    ]
    return Case(
        pledge=pledge,
        day=at.day,
        state=state,
        time=time_of(state, day=at.day, rules=rules),
        days_late=late_by(state.effective_due_on, state, day=at.day),
        days_late_by_original=late_by(pledge.original_due_on, state, day=at.day),
        answers_now=told.answers,
        acts_now=told.acting,
        is_vacant=told.vacant,
        passages=found.passages[pledge.id],
        anchors=found.anchors[pledge.id],
        successors=found.successors,
        answer_files=[each.file.name for each in found.answer_files[pledge.answer_id]],
        coordinators=[found.successors.name_with_successor(each.agency) for each in pledge.coordinators],
        resolution=None
        if state.lifecycle is Lifecycle.DRAFT
        else found.resolutions.get(pledge.resolution_id or 0),
        course=course,
        reports=reports,
        report_files=[file for report in reports for file in found.report_files[report.id]],
        assessments=assessments,
        parts=found.parts.get(pledge.id, []),
        progress=progress_of(pledge, reports=reports, assessments=assessments),
        opinions=latest(said),
        steps=found.steps[pledge.id],
    )


def _states(conditions: Iterable[Condition], at: Standing) -> dict[int, _Told]:
    statement = joined(Pledge.id, *at.columns, *acting_columns(at), at=at).where(*at.in_register, *conditions)
    found = {}
    for row in db.session.execute(statement):
        values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name of it
        state = PledgeState(**{name: values[name] for name in PledgeState.__slots__})
        found[row.id] = _Told(state, row.answers or "", row.acting or "", bool(row.vacant))
    return found


def _then(pledge: Pledge, state: PledgeState, at: Standing) -> Pledge:
    return cast("Pledge", PledgeThen(pledge, state)) if at.in_register else pledge


def _pledges(ids: Collection[int]) -> Sequence[Pledge]:
    asked = joinedload(Pledge.answer).joinedload(Answer.question)
    return db.session.scalars(
        sa.select(Pledge)
        .where(Pledge.id.in_(ids))
        .options(
            joinedload(Pledge.session).joinedload(QuestioningSession.sitting).joinedload(Sitting.term),
            joinedload(Pledge.topic_group),
            asked.selectinload(Question.askers)
            .joinedload(QuestionAsker.delegate)
            .joinedload(Delegate.person),
            joinedload(Pledge.answer).options(joinedload(Answer.person), joinedload(Answer.office)),
            joinedload(Pledge.lead_agency),
            joinedload(Pledge.office),
            joinedload(Pledge.person),
            selectinload(Pledge.coordinators).joinedload(PledgeCoordinator.agency),
            selectinload(Pledge.followers).joinedload(PledgeFollower.body),
        )
    ).all()


def _by_pledge(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.pledge_id, []).append(row)
    return found


def _reports(ids: Collection[int], at: Standing) -> Iterable[AgencyReport]:
    return db.session.scalars(
        sa.select(AgencyReport)
        .where(AgencyReport.pledge_id.in_(ids), AgencyReport.reported_on <= at.known_until)
        .order_by(AgencyReport.reported_on, AgencyReport.id)
    )


def _assessments(ids: Collection[int], at: Standing) -> dict[int, list[Assessment]]:
    """The verdicts of rounds approved by the day."""
    statement = (
        sa.select(Assessment)
        .join(Assessment.round)
        .where(Assessment.pledge_id.in_(ids), Round.status.in_([RoundStatus.APPROVED, RoundStatus.ISSUED]))
        .options(
            joinedload(Assessment.round),
            selectinload(Assessment.evidence).joinedload(AssessmentEvidence.file),
        )
        .order_by(Round.number)
    )
    return _by_pledge(
        each
        for each in db.session.scalars(statement)
        if each.round.approved_at is None or local_day(each.round.approved_at) <= at.known_until
    )


def _resolutions(ids: Collection[int]) -> dict[int, Resolution]:
    adopted_in = sa.select(Pledge.resolution_id).where(Pledge.id.in_(ids))
    return {
        each.id: each
        for each in db.session.scalars(sa.select(Resolution).where(Resolution.id.in_(adopted_in)))
    }


def _answer_ids(ids: Collection[int]) -> list[int]:
    return list(db.session.scalars(sa.select(Pledge.answer_id).where(Pledge.id.in_(ids)).distinct()))
