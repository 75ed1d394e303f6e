"""Reading candidates, runs and letters; as many statements for two hundred agencies as for one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.core.database import db
from app.core.errors import N_, DomainError, NotFoundError
from app.core.paging import Page, newest_first
from app.council.models import Agency
from app.documents.queries import with_number
from app.monitoring.domain import FROZEN, NextStep, ReportState
from app.monitoring.models import AgencyReport, Assessment, Round
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.pledges.standing import Standing, stands_now
from app.pressing.domain import LetterKind
from app.pressing.ladder.domain import FOUND_WANTING
from app.pressing.models import Letter, LetterPledge, LetterRun
from app.sittings.models import QuestioningSession

MOST = 2000
"""Pledges looked at, the first of them by agency."""

_ASKED = {LetterKind.REMINDER: NextStep.REMIND, LetterKind.EXPLANATION: NextStep.DEMAND_EXPLANATION}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which pledges letters are written about: those of a round, or of the whole register."""

    kind: LetterKind
    round_id: int | None = None
    agency_id: int | None = None
    session_id: int | None = None
    before: date | None = None
    """Promised before that day: what must be reported on before a sitting."""

    every: bool = False
    """Also those of the register that are not late."""


@dataclass(frozen=True)
class Candidate:
    """A pledge a letter may speak of, and why, in sentences."""

    pledge: Pledge
    reasons: tuple[DomainError, ...] = ()


@dataclass(frozen=True)
class Group:
    """What one agency must act on; no agency where nobody is named, which no letter can be written to."""

    agency: Agency | None
    candidates: list[Candidate] = field(default_factory=list)


def acting() -> Any:
    """The id of who must act today, in a select over pledges."""
    return sa.func.coalesce(Pledge.acting_agency_id, Pledge.lead_agency_id)


def acting_agency(pledge: Pledge) -> Agency | None:
    """Who must act for it today."""
    return pledge.acting_agency or pledge.lead_agency


def candidates(wanted: Wanted, day: date) -> list[Group]:
    """The pledges a letter of that kind is for, by agency, in the order of their names."""
    found = _of_round(wanted, day) if wanted.round_id else _of_register(wanted, day)
    groups: dict[int | None, Group] = {}
    for candidate in found:
        agency = acting_agency(candidate.pledge)
        groups.setdefault(agency.id if agency else None, Group(agency)).candidates.append(candidate)
    return list(groups.values())


def _of_register(wanted: Wanted, day: date) -> list[Candidate]:
    at = stands_now(day)
    statement = _open(wanted, at)
    if not wanted.every and wanted.kind is not LetterKind.REPORT_REQUEST:
        late = sa.and_(at.due_on < day, at.completed_on.is_(None))
        statement = statement.where(sa.or_(late, at.verdict.in_(FOUND_WANTING)))
    return [Candidate(pledge, _why(pledge, day)) for pledge in db.session.scalars(statement)]


def _of_round(wanted: Wanted, day: date) -> list[Candidate]:
    """What the approved round asks for, and, for a reminder, whoever did not report."""
    silent = sa.or_(Assessment.report_id.is_(None), AgencyReport.state == ReportState.NOT_REPORTED)
    asked = sa.and_(Round.status.in_(FROZEN), Assessment.next_step == _ASKED[wanted.kind])
    fits = asked if wanted.kind is LetterKind.EXPLANATION else sa.or_(asked, silent)
    statement = (
        _open(wanted, stands_now(day))
        .add_columns(Assessment.next_step, silent.label("silent"), Round.number, Round.status)
        .join(Assessment, Assessment.pledge_id == Pledge.id)
        .join(Round, Round.id == Assessment.round_id)
        .outerjoin(AgencyReport, AgencyReport.id == Assessment.report_id)
        .where(Assessment.round_id == wanted.round_id, fits)
    )
    return [
        Candidate(row[0], (*_of_row(row, wanted), *_why(row[0], day)))
        for row in db.session.execute(statement)
    ]


def _of_row(row: Any, wanted: Wanted) -> tuple[DomainError, ...]:
    reasons = []
    if row.status in FROZEN and row.next_step is not None and row.next_step is _ASKED.get(wanted.kind):
        said = N_("Round %(number)s asks for it: %(step)s.")
        reasons.append(DomainError(said, number=row.number, step=row.next_step))
    if row.silent:
        reasons.append(DomainError(N_("No report in round %(number)s."), number=row.number))
    return tuple(reasons)


def _why(pledge: Pledge, day: date) -> tuple[DomainError, ...]:
    due = pledge.effective_due_on
    reasons = []
    if due is not None and due < day and pledge.completed_on is None:
        reasons.append(
            DomainError(N_("Overdue by %(days)s days, since %(day)s."), days=(day - due).days, day=due)
        )
    if pledge.verdict in FOUND_WANTING:
        reasons.append(DomainError(N_("The latest verdict is “%(verdict)s”."), verdict=pledge.verdict))
    return tuple(reasons)


def _open(wanted: Wanted, at: Standing) -> Any:
    """Adopted pledges still followed, in the order of agencies, of resolutions and rows."""
    agency = sa.orm.aliased(Agency)
    statement = (
        sa.select(Pledge)
        .outerjoin(agency, agency.id == acting())
        .where(at.lifecycle == Lifecycle.ADOPTED)
        .options(joinedload(Pledge.acting_agency), joinedload(Pledge.lead_agency))
        .order_by(agency.name, agency.id, Pledge.resolution_id, Pledge.row_number)
        .limit(MOST)
    )
    if wanted.agency_id is not None:
        statement = statement.where(acting() == wanted.agency_id)
    if wanted.session_id is not None:
        statement = statement.where(Pledge.session_id == wanted.session_id)
    if wanted.before is not None:
        statement = statement.join(QuestioningSession, QuestioningSession.id == Pledge.session_id).where(
            QuestioningSession.held_on < wanted.before
        )
    return statement


def agencies_with_pledges() -> list[tuple[int, str]]:
    """Who must act on something that is still followed, for filters."""
    named = sa.select(acting()).where(Pledge.lifecycle == Lifecycle.ADOPTED)
    rows = db.session.execute(
        sa.select(Agency.id, Agency.name).where(Agency.id.in_(named)).order_by(Agency.name, Agency.id)
    )
    return [(row[0], row[1]) for row in rows]


def chosen_pledges(pledge_ids: Collection[int]) -> list[Pledge]:
    """The open pledges among those ids with who must act, in the order of agencies, of resolutions and rows."""
    whole = _open(Wanted(kind=LetterKind.REMINDER, every=True), stands_now(date.max))
    return list(db.session.scalars(whole.where(Pledge.id.in_(pledge_ids))))


def runs(cursor: str | None = None) -> Page[tuple[LetterRun, int, int]]:
    """A page of the runs, the latest first, with how many letters it has and how many are issued."""
    counts = (
        sa.select(
            Letter.run_id, sa.func.count().label("letters"), sa.func.count(Letter.document_id).label("issued")
        )
        .group_by(Letter.run_id)
        .subquery()
    )
    statement = (
        sa.select(LetterRun, sa.func.coalesce(counts.c.letters, 0), sa.func.coalesce(counts.c.issued, 0))
        .outerjoin(counts, counts.c.run_id == LetterRun.id)
        .options(joinedload(LetterRun.round), joinedload(LetterRun.sitting))
    )
    return newest_first(
        statement,
        LetterRun.id,
        cursor=cursor,
        fetch=lambda page: [(row[0], int(row[1]), int(row[2])) for row in db.session.execute(page)],
        number_of=lambda row: row[0].id,
    )


def get_run(run_id: int) -> LetterRun:
    found = db.session.scalar(
        sa.select(LetterRun)
        .where(LetterRun.id == run_id)
        .options(joinedload(LetterRun.round), joinedload(LetterRun.sitting), joinedload(LetterRun.job))
    )
    if found is None:
        raise NotFoundError(N_("These letters do not exist."))
    return found


def letters_of(run_id: int) -> list[Letter]:
    """The letters of a run in order, with agency, paper and how many pledges."""
    return list(
        db.session.scalars(
            sa.select(Letter)
            .where(Letter.run_id == run_id)
            .options(*_whole(), selectinload(Letter.pledges))
            .order_by(Letter.position, Letter.id)
        )
    )


def get_letter(letter_id: int) -> Letter:
    """A letter with its run, its agency, its paper and its pledges."""
    found = db.session.scalar(
        sa.select(Letter)
        .where(Letter.id == letter_id)
        .options(
            *_whole(),
            joinedload(Letter.run).joinedload(LetterRun.round),
            joinedload(Letter.run).joinedload(LetterRun.sitting),
            joinedload(Letter.run).joinedload(LetterRun.job),
            selectinload(Letter.pledges).joinedload(LetterPledge.pledge),
        )
    )
    if found is None:
        raise NotFoundError(N_("This letter does not exist."))
    return found


def whole_letters(run_id: int, *, start: int = 0, most: int | None = None) -> list[Letter]:
    """Letters of a run with their pledges, for printing several."""
    statement = (
        sa.select(Letter)
        .where(Letter.run_id == run_id)
        .options(
            *_whole(),
            joinedload(Letter.run).joinedload(LetterRun.sitting),
            selectinload(Letter.pledges).joinedload(LetterPledge.pledge),
        )
        .order_by(Letter.position, Letter.id)
        .offset(start)
        .limit(most)
    )
    return list(db.session.scalars(statement))


def next_to_issue(run_id: int) -> int | None:
    """The first letter of a run that is not issued."""
    return db.session.scalar(
        sa.select(Letter.id)
        .where(Letter.run_id == run_id, Letter.document_id.is_(None))
        .order_by(Letter.position, Letter.id)
        .limit(1)
    )


def count_of(run_id: int) -> tuple[int, int]:
    """How many letters a run has, and how many are issued."""
    row = db.session.execute(
        sa.select(sa.func.count(), sa.func.count(Letter.document_id)).where(Letter.run_id == run_id)
    ).one()
    return int(row[0]), int(row[1])


def _whole() -> tuple[Any, ...]:
    return joinedload(Letter.agency), joinedload(Letter.document), *with_number(Letter.document)


def unanswered(day: date, *, over: bool = True) -> list[Letter]:
    """Issued letters whose answer did not come: after the term, or, without `over`, also within it; the oldest term first."""
    statement = (
        sa.select(Letter)
        .join(Letter.run)
        .where(
            Letter.document_id.is_not(None),
            Letter.answered_on.is_(None),
            LetterRun.answer_due_on.is_not(None),
        )
        .options(contains_eager(Letter.run), *_whole(), selectinload(Letter.pledges))
        .order_by(LetterRun.answer_due_on, Letter.id)
        .limit(MOST)
    )
    if over:
        statement = statement.where(LetterRun.answer_due_on < day)
    return list(db.session.scalars(statement))


def letters_about(pledge_ids: Sequence[int]) -> dict[int, int]:
    """By pledge, how many reminders of it were issued."""
    rows = db.session.execute(
        sa.select(LetterPledge.pledge_id, sa.func.count())
        .join(Letter, Letter.id == LetterPledge.letter_id)
        .join(LetterRun, LetterRun.id == Letter.run_id)
        .where(
            LetterPledge.pledge_id.in_(pledge_ids),
            Letter.document_id.is_not(None),
            LetterRun.kind == LetterKind.REMINDER,
        )
        .group_by(LetterPledge.pledge_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def sessions_with_pledges() -> list[tuple[int, date, str]]:
    """The sessions of what is still followed, the latest first, for filters."""
    rows = db.session.execute(
        sa.select(QuestioningSession.id, QuestioningSession.held_on, QuestioningSession.title)
        .where(
            QuestioningSession.id.in_(
                sa.select(Pledge.session_id).where(Pledge.lifecycle == Lifecycle.ADOPTED)
            )
        )
        .order_by(QuestioningSession.held_on.desc(), QuestioningSession.id.desc())
    )
    return [(row[0], row[1], row[2]) for row in rows]
