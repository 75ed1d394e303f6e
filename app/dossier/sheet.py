"""The register as sheet rows: what the export writes, and what the import compares a sheet with."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from app.core.database import db
from app.council.models import Agency, Body, Delegate, Office, Person
from app.dossier.domain import ASKED_WORDS, ENDINGS, RegisterPart, RegisterRow
from app.dossier.queries import joined
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge, PledgeCoordinator, PledgeFollower, PledgePart
from app.pledges.standing import Condition, Standing
from app.questions.models import Answer, Question, QuestionAsker
from app.resolutions.models import Resolution
from app.sittings.models import QuestioningSession, Sitting, TopicGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A pledge of the register with its sheet row."""

    id: int
    lifecycle: Lifecycle
    row: RegisterRow


def register_entries(*conditions: Condition, at: Standing | None = None) -> list[RegisterEntry]:
    """Pledges with their rows in the order of the register: by day, session, resolution's row, then as recorded.

    With `at`, conditions may name the state of that day, and no resolution adopted after it is told, and the parts
    are. Five or six statements whatever the size.
    """
    wanted = list(conditions)
    ids = joined(Pledge.id, at=at).where(*wanted)
    coordinators = _names(
        sa.select(PledgeCoordinator.pledge_id, Agency.name)
        .join(Agency, Agency.id == PledgeCoordinator.agency_id)
        .where(PledgeCoordinator.pledge_id.in_(ids))
        .order_by(PledgeCoordinator.pledge_id, PledgeCoordinator.position, Agency.id)
    )
    followers = _names(
        sa.select(PledgeFollower.pledge_id, Body.name)
        .join(Body, Body.id == PledgeFollower.body_id)
        .where(PledgeFollower.pledge_id.in_(ids))
        .order_by(PledgeFollower.pledge_id, PledgeFollower.position, Body.id)
    )
    askers = _names(
        sa.select(QuestionAsker.question_id, Person.full_name)
        .join(Delegate, Delegate.id == QuestionAsker.delegate_id)
        .join(Person, Person.id == Delegate.person_id)
        .where(
            QuestionAsker.question_id.in_(
                joined(Answer.question_id, at=at).join(Answer, Answer.id == Pledge.answer_id).where(*wanted)
            )
        )
        .order_by(QuestionAsker.question_id, QuestionAsker.position, Person.id)
    )
    parts = _parts(ids, at) if at else defaultdict(list)
    return [
        RegisterEntry(
            id=found.id,
            lifecycle=found.lifecycle,
            row=_row(
                found,
                askers=askers[found.question_id],
                coordinators=coordinators[found.id],
                followers=followers[found.id],
                parts=parts[found.id],
                at=at,
            ),
        )
        for found in db.session.execute(_statement(at).where(*wanted))
    ]


def _statement(at: Standing | None) -> sa.Select[Any]:
    return (
        joined(
            Pledge.id,
            Pledge.lifecycle,
            Pledge.code,
            Pledge.words,
            Pledge.expected_result,
            Pledge.measure,
            Pledge.target,
            Pledge.unit,
            Pledge.baseline,
            Pledge.baseline_on,
            Pledge.deadline_words,
            Pledge.original_due_on,
            Pledge.source,
            Pledge.adopted_on,
            QuestioningSession.held_on,
            QuestioningSession.kind,
            Sitting.name.label("sitting"),
            TopicGroup.title.label("topic"),
            Question.id.label("question_id"),
            Question.text.label("question"),
            Person.full_name.label("person"),
            Office.title.label("office"),
            Agency.name.label("agency"),
            Resolution.number.label("resolution"),
            *_standing(at),
            at=at,
        )
        .join(Answer, Answer.id == Pledge.answer_id)
        .join(Question, Question.id == Answer.question_id)
        .outerjoin(Sitting, Sitting.id == QuestioningSession.sitting_id)
        .outerjoin(Resolution, Resolution.id == Pledge.resolution_id)
        .order_by(
            QuestioningSession.held_on,
            QuestioningSession.id,
            sa.func.coalesce(Pledge.row_number, 0),
            TopicGroup.position,
            Question.position,
            Answer.position,
            Pledge.position,
            Pledge.id,
        )
    )


def _standing(at: Standing | None) -> list[Any]:
    if at is None:
        return []
    return [
        at.due_on.label("in_force"),
        at.extensions.label("extensions"),
        at.asks_extension.label("asks_extension"),
        at.asks_late.label("asks_late"),
        at.closing_reason.label("ended"),
    ]


def _told(found: Any) -> dict[str, Any]:
    """How the pledge stands on the day, in the words of the file."""
    return {
        "in_force": found.in_force,
        "extensions": Decimal(found.extensions) if found.extensions else None,
        "asked": ASKED_WORDS[bool(found.asks_late)] if found.asks_extension else "",
        "ended": ENDINGS[found.ended] if found.ended else "",
    }


def _parts(ids: sa.Select[Any], at: Standing) -> defaultdict[int, list[RegisterPart]]:
    """The parts promised or decided by the day, by pledge."""
    statement = (
        sa.select(
            PledgePart.pledge_id,
            PledgePart.kind,
            PledgePart.position.label("number"),
            PledgePart.words,
            sa.func.coalesce(Agency.name, "").label("agency"),
            PledgePart.due_words.label("deadline_words"),
            PledgePart.due_on,
            PledgePart.must_show,
            PledgePart.required,
            PledgePart.document_number.label("decision"),
            PledgePart.decided_on,
        )
        .outerjoin(Agency, Agency.id == PledgePart.agency_id)
        .where(
            PledgePart.pledge_id.in_(ids),
            sa.or_(PledgePart.decided_on.is_(None), PledgePart.decided_on <= at.day),
        )
        .order_by(PledgePart.pledge_id, PledgePart.kind.desc(), PledgePart.position, PledgePart.id)
    )
    found: defaultdict[int, list[RegisterPart]] = defaultdict(list)
    for row in db.session.execute(statement):
        values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name of it
        found[values.pop("pledge_id")].append(RegisterPart(**{**values, "kind": row.kind.value}))
    return found


def _names(statement: sa.Select[int, str]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for owner, name in db.session.execute(statement):
        found[owner].append(name)
    return found


def _row(
    found: Any,
    *,
    askers: Sequence[str],
    coordinators: Sequence[str],
    followers: Sequence[str],
    parts: Sequence[RegisterPart],
    at: Standing | None,
) -> RegisterRow:
    adopted = found.adopted_on is not None and (at is None or found.adopted_on <= at.day)
    return RegisterRow(
        sitting=found.sitting or "",
        held_on=found.held_on,
        session_kind=found.kind,
        topic=found.topic,
        askers=tuple(askers),
        question=found.question,
        person=found.person or "",
        office=found.office or "",
        agency=found.agency or "",
        words=found.words,
        result=found.expected_result,
        measure=found.measure,
        target=found.target,
        unit=found.unit,
        deadline_words=found.deadline_words,
        due_on=found.original_due_on,
        coordinators=tuple(coordinators),
        followers=tuple(followers),
        resolution=(found.resolution or "") if adopted else "",
        source=found.source,
        code=found.code,
        baseline=found.baseline,
        baseline_on=found.baseline_on,
        parts=tuple(parts),
        **(_told(found) if at else {}),
    )
