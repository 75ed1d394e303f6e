"""The clock of written answers as conditions of a select over `Question` joined with its session."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.council.limits.domain import Limit
from app.questions.domain import QuestionKind
from app.questions.models import Answer, Question
from app.questions.opinions.queries import is_disagreed
from app.questions.written.domain import SOON, WrittenFilter, WrittenState
from app.sittings.models import QuestioningSession

Condition = sa.ColumnElement[bool]


def asked_day() -> Any:
    """The day the clock starts: of the question itself where it has one, else of its session."""
    return sa.func.coalesce(Question.asked_on, QuestioningSession.held_on, type_=sa.Date())


def is_answered() -> Condition:
    return sa.exists().where(Answer.question_id == Question.id)


def in_state(course: list[Limit], day: date) -> dict[WrittenState, Condition]:
    """Each state as a condition on a day; together they hold every written question exactly once."""
    answered, followed = is_answered(), _is_followed()
    contested = sa.exists().where(Answer.question_id == Question.id, is_disagreed(Answer))
    late, soon = _past(course, day), _past(course, day + SOON + _ONE)
    return {
        WrittenState.OVERDUE: sa.and_(~answered, late),
        WrittenState.DUE_SOON: sa.and_(~answered, soon, ~late),
        WrittenState.WAITING: sa.and_(~answered, ~soon),
        WrittenState.DISAGREED: sa.and_(answered, contested, ~followed),
        WrittenState.SECOND_ROUND: sa.and_(answered, followed),
        WrittenState.ANSWERED: sa.and_(answered, ~contested, ~followed),
    }


def asked_for(asked: WrittenFilter) -> list[Condition]:
    """What of the filter narrows beside the state."""
    conditions: list[Condition] = [Question.kind == QuestionKind.WRITTEN]
    if asked.office_id is not None:
        conditions.append(
            Question.addressee_office_id == asked.office_id
            if asked.office_id
            else Question.addressee_office_id.is_(None)
        )
    if asked.asked_from is not None:
        conditions.append(asked_day() >= asked.asked_from)
    if asked.asked_until is not None:
        conditions.append(asked_day() <= asked.asked_until)
    return conditions


_ONE = date.resolution


def _past(course: list[Limit], day: date) -> Condition:
    """Whether the last day of the limit in force when the question was put lies before a day."""
    asked = asked_day()
    each = [
        sa.and_(
            asked >= (limit.starts_on or date.min),
            asked <= (limit.ends_on or date.max),
            asked < limit.before(day),
        )
        for limit in course
    ]
    return sa.or_(sa.false(), *each)


def _is_followed() -> Condition:
    """Whether a second round was put."""
    later = aliased(Question)
    return sa.exists().where(later.parent_id == Question.id, later.kind == QuestionKind.WRITTEN)
