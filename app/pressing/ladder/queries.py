"""Reading the ladder, the steps taken, and what is proposed: as many statements for one pledge as for hundreds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.clock import local_day
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.tenancy import get_owned
from app.documents.queries import with_number
from app.monitoring.domain import FROZEN
from app.monitoring.models import Assessment, Round
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.pledges.standing import PledgeState, Standing, stands_now
from app.pressing.domain import StepKind
from app.pressing.ladder.domain import FOUND_WANTING, OUTSIDE, USUAL_LADDER, Facts, Proposal, Taken, propose
from app.pressing.models import LadderStep, Letter, LetterRun, PledgeStep

MOST = 500
"""Pledges listed at once, those overdue longest first."""


def rows() -> list[LadderStep]:
    """Every step the council ever had, in order."""
    return list(db.session.scalars(sa.select(LadderStep).order_by(LadderStep.position, LadderStep.id)))


def ladder() -> list[LadderStep]:
    """The council's ladder; the usual one, not stored yet, where the council has none."""
    return rows() or usual()


def usual() -> list[LadderStep]:
    """The usual ladder as rows that are not in the database."""
    return [
        LadderStep(kind=kind, name=name, position=place, retired=False)
        for place, (kind, name) in enumerate((USUAL_LADDER | OUTSIDE).items(), start=1)
    ]


def key_of(step: LadderStep) -> str:
    """What names a step in a form: its id, or its kind where it is not stored yet."""
    return str(step.id) if step.id is not None else step.kind.value


def get_step(step_id: int) -> LadderStep:
    found = get_owned(LadderStep, step_id)
    if found is None:
        raise NotFoundError(N_("This step is not on the ladder."))
    return found


@dataclass(frozen=True)
class StepLine:
    """A step taken, with the term of its letter and when the answer came."""

    step: PledgeStep
    answer_due_on: date | None = None
    answered_on: date | None = None
    letter_id: int | None = None

    @property
    def number(self) -> str:
        """Of the issued paper, or as it was typed."""
        document = self.step.document
        return document.full_number if document else self.step.document_number

    def as_taken(self) -> Taken:
        return Taken(
            kind=self.step.step.kind,
            position=self.step.step.position,
            on=self.step.taken_on,
            answer_due_on=self.answer_due_on,
            answered_on=self.answered_on,
        )


def steps_of(pledge_ids: Collection[int], *, until: date | None = None) -> dict[int, list[StepLine]]:
    """The steps taken for each of the pledges, the earliest first; by `until`, where a day is given."""
    statement = (
        sa.select(PledgeStep, LetterRun.answer_due_on, Letter.answered_on, Letter.id)
        .outerjoin(Letter, Letter.document_id == PledgeStep.document_id)
        .outerjoin(LetterRun, LetterRun.id == Letter.run_id)
        .where(PledgeStep.pledge_id.in_(pledge_ids))
        .options(
            joinedload(PledgeStep.step), joinedload(PledgeStep.document), *with_number(PledgeStep.document)
        )
        .order_by(PledgeStep.taken_on, PledgeStep.id)
    )
    if until is not None:
        statement = statement.where(PledgeStep.taken_on <= until)
    found: dict[int, list[StepLine]] = {pledge_id: [] for pledge_id in pledge_ids}
    for step, answer_due_on, answered_on, letter_id in db.session.execute(statement):
        found[step.pledge_id].append(StepLine(step, answer_due_on, answered_on, letter_id))
    return found


@dataclass(frozen=True)
class Pressed:
    """A pledge with the steps taken and what is proposed next."""

    pledge: Pledge
    facts: Facts
    lines: list[StepLine]
    proposal: Proposal

    @property
    def last(self) -> StepLine | None:
        """The last step upwards."""
        climbed = [line for line in self.lines if line.step.step.kind not in OUTSIDE]
        return climbed[-1] if climbed else None


def to_press(day: date, *, agency_id: int | None = None) -> list[Pressed]:
    """The pledges overdue or found wanting on the day, with the proposed step; five statements however many there are."""
    at = stands_now(day)
    acting = sa.func.coalesce(Pledge.acting_agency_id, Pledge.lead_agency_id)
    late = sa.and_(at.due_on < day, at.completed_on.is_(None))
    statement = (
        _with_state(at)
        .where(at.lifecycle == Lifecycle.ADOPTED, sa.or_(late, at.verdict.in_(FOUND_WANTING)))
        .order_by(at.due_on, Pledge.id)
        .limit(MOST)
    )
    if agency_id is not None:
        statement = statement.where(acting == agency_id)
    return _pressed(statement, day)


def pressed_then(pledge: Pledge, day: date, state: PledgeState, approved: Sequence[Assessment]) -> Pressed:
    """The same of a pledge whose state on a day and approved verdicts, the earliest round first, are at hand: two statements."""
    facts = facts_of(
        pledge, day, asks_extension=state.asks_extension, asked=approved[-1] if approved else None
    )
    return _one(pledge, facts, steps_of([pledge.id], until=day), ladder())


def pressed(pledge_id: int, day: date) -> Pressed:
    """One pledge with its steps and what is proposed; raises `NotFoundError`."""
    whole = _with_state(stands_now(day)).where(Pledge.id == pledge_id).options(joinedload(Pledge.person))
    found = _pressed(whole, day)
    if not found:
        raise NotFoundError(N_("There is no such pledge."))
    return found[0]


def _with_state(at: Standing) -> Any:
    who = (Pledge.acting_agency, Pledge.lead_agency, Pledge.acting_office, Pledge.office)
    return sa.select(Pledge, at.asks_extension.label("asks_extension")).options(*map(joinedload, who))


def _pressed(statement: Any, day: date) -> list[Pressed]:
    found = [(row[0], row[1]) for row in db.session.execute(statement)]
    ids = [pledge.id for pledge, _asks in found]
    steps, asked, rungs = steps_of(ids), _asked(ids), ladder()
    return [
        _one(pledge, facts_of(pledge, day, asks_extension=asks, asked=asked.get(pledge.id)), steps, rungs)
        for pledge, asks in found
    ]


def _one(
    pledge: Pledge, facts: Facts, steps: dict[int, list[StepLine]], rungs: Sequence[LadderStep]
) -> Pressed:
    lines = steps[pledge.id]
    return Pressed(pledge, facts, lines, propose(rungs, [line.as_taken() for line in lines], facts))


def facts_of(pledge: Pledge, day: date, *, asks_extension: bool, asked: Assessment | None) -> Facts:
    """What the rule looks at; `asked` is what the latest approved round found, with its round."""
    approved_at = asked.round.approved_at if asked else None
    return Facts(
        day=day,
        lifecycle=pledge.lifecycle,
        due_on=pledge.effective_due_on,
        completed_on=pledge.completed_on,
        verdict=pledge.verdict,
        asks_extension=asks_extension,
        next_step=asked.next_step if asked else None,
        asked_on=local_day(approved_at) if approved_at else (asked.round.as_of if asked else None),
    )


def _asked(pledge_ids: Collection[int]) -> dict[int, Assessment]:
    """By pledge, what the latest approved round found."""
    statement = (
        sa.select(Assessment)
        .join(Assessment.round)
        .where(Assessment.pledge_id.in_(pledge_ids), Round.status.in_(FROZEN))
        .options(joinedload(Assessment.round))
        .order_by(Round.as_of, Round.number)
    )
    return {row.pledge_id: row for row in db.session.scalars(statement)}


def find_of_kind(kind: StepKind) -> LadderStep | None:
    """The first step of that kind, one in use before a retired one."""
    return db.session.scalar(
        sa.select(LadderStep)
        .where(LadderStep.kind == kind)
        .order_by(LadderStep.retired, LadderStep.position, LadderStep.id)
        .limit(1)
    )
