"""Reading the questions put in writing: a page of them, how many stand where, and the clock of each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.core.database import db
from app.core.paging import PAGE_SIZE, Page, by_columns
from app.council.domain import LimitCode
from app.council.limits.queries import Limits
from app.council.models import Delegate, Office, Person
from app.council.queries import holders_on
from app.questions.domain import QuestionKind
from app.questions.models import Answer, AnswerFile, AnswerOpinion, Question, QuestionAsker
from app.questions.opinions.queries import opinions_on
from app.questions.written.acting import Acting, acting_for
from app.questions.written.conditions import asked_day, asked_for, in_state, is_answered
from app.questions.written.domain import Written, WrittenFilter, WrittenState
from app.sittings.models import QuestioningSession, TopicGroup

MOST_OFFERED = 300


@dataclass(frozen=True)
class WrittenLine:
    """A question in writing with its clock, who owes the answer today, and what came of it.

    `acting` is there where the work of the office that was asked passed on.
    """

    question: Question
    clock: Written
    holder: Person | None
    answers: list[Answer]
    opinions: list[AnswerOpinion]
    files: dict[int, list[AnswerFile]]
    acting: Acting | None = None

    @property
    def owing_office(self) -> Office | None:
        """The office that answers today; none where nobody is named, or where the work was divided."""
        return self.acting.office if self.acting else self.question.addressee_office

    @property
    def owing_agencies(self) -> tuple[int, ...]:
        """The agencies that answer today."""
        if self.acting:
            return self.acting.agency_ids
        office = self.question.addressee_office
        return (office.agency_id,) if office and office.agency_id else ()


def written_page(
    asked: WrittenFilter, *, day: date, cursor: str | None = None, size: int = PAGE_SIZE
) -> Page[WrittenLine]:
    """A page: what has not been answered first, each by the day it was put, so that what is overdue longest is on top."""
    limits = Limits()
    statement = _asked().where(*asked_for(asked))
    if asked.state is not None:
        statement = statement.where(in_state(limits.course(LimitCode.WRITTEN_ANSWER), day)[asked.state])
    found = by_columns(
        statement.options(*_whole()),
        (sa.case((is_answered(), 1), else_=0), asked_day(), Question.id),
        (int, date.fromisoformat, int),
        cursor=cursor,
        fetch=db.session.execute,
        size=size,
    )
    return replace(found, rows=lines_of([row.Question for row in found.rows], day=day, limits=limits))


def count_by_state(asked: WrittenFilter, *, day: date) -> dict[WrittenState, int]:
    """How many stand where, of what the rest of the filter asks for. One statement beside the limits."""
    states = in_state(Limits().course(LimitCode.WRITTEN_ANSWER), day)
    counts = [sa.func.sum(sa.case((holds, 1), else_=0)) for holds in states.values()]
    row = db.session.execute(_asked_from(sa.select(*counts)).where(*asked_for(asked))).one()
    return {state: count or 0 for state, count in zip(states, row, strict=True)}


def written_by_state(states: Collection[WrittenState], *, day: date, most: int) -> list[WrittenLine]:
    """Those that stand so, the longest waiting first: a queue of what waits for someone."""
    limits = Limits()
    conditions = in_state(limits.course(LimitCode.WRITTEN_ANSWER), day)
    statement = _asked().where(
        Question.kind == QuestionKind.WRITTEN, sa.or_(*(conditions[state] for state in states))
    )
    ordered = statement.options(*_whole()).order_by(asked_day(), Question.id).limit(most)
    return lines_of(list(db.session.scalars(ordered)), day=day, limits=limits)


def lines_of(questions: Sequence[Question], *, day: date, limits: Limits | None = None) -> list[WrittenLine]:
    """The clock of each of those questions, whose session is loaded. As many statements for many as for one."""
    written = [each for each in questions if each.kind is QuestionKind.WRITTEN]
    if not written:
        return []
    limits = limits or Limits()
    ids = [each.id for each in written]
    answers, following, holders = _answers(ids), _following(ids), holders_on(day)
    given = [each.id for under in answers.values() for each in under]
    opinions, files = opinions_on(given), files_of(given)
    acting = acting_for([each.addressee_office for each in written], day)
    return [
        WrittenLine(
            question=each,
            clock=_clock(each, answers[each.id], opinions, following.get(each.id), day=day, limits=limits),
            holder=_holder(each, acting.get(each.addressee_office_id or 0), holders),
            answers=answers[each.id],
            opinions=[said for answer in answers[each.id] for said in opinions.get(answer.id, [])],
            files={answer.id: files.get(answer.id, []) for answer in answers[each.id]},
            acting=acting.get(each.addressee_office_id or 0),
        )
        for each in written
    ]


def addressees() -> list[tuple[int, str]]:
    """The offices to which questions were put in writing."""
    named = sa.select(Question.addressee_office_id).where(Question.addressee_office_id.is_not(None))
    rows = db.session.execute(
        sa.select(Office.id, Office.title)
        .where(Office.id.in_(named))
        .order_by(Office.title)
        .limit(MOST_OFFERED)
    )
    return [(row.id, row.title) for row in rows]


def files_of(answer_ids: Collection[int]) -> dict[int, list[AnswerFile]]:
    """The papers each answer came in. One statement."""
    statement = (
        sa.select(AnswerFile)
        .where(AnswerFile.answer_id.in_(answer_ids))
        .options(joinedload(AnswerFile.file))
        .order_by(AnswerFile.evidence_id)
    )
    found: dict[int, list[AnswerFile]] = defaultdict(list)
    for each in db.session.scalars(statement):
        found[each.answer_id].append(each)
    return found


def find_file(answer_id: int, evidence_id: int) -> AnswerFile | None:
    return db.session.scalar(
        sa.select(AnswerFile)
        .where(AnswerFile.answer_id == answer_id, AnswerFile.evidence_id == evidence_id)
        .options(joinedload(AnswerFile.file))
    )


def _asked() -> sa.Select[Any]:
    return _asked_from(sa.select(Question))


def _asked_from(select: sa.Select[Any]) -> sa.Select[Any]:
    return (
        select.select_from(Question)
        .join(Question.topic_group)
        .join(QuestioningSession, QuestioningSession.id == TopicGroup.session_id)
    )


def _whole() -> tuple[Any, ...]:
    who = selectinload(Question.askers).joinedload(QuestionAsker.delegate).joinedload(Delegate.person)
    where = contains_eager(Question.topic_group).joinedload(TopicGroup.session)
    return (
        who,
        where.joinedload(QuestioningSession.sitting),
        joinedload(Question.addressee_office).joinedload(Office.agency),
    )


def _answers(question_ids: Collection[int]) -> dict[int, list[Answer]]:
    statement = (
        sa.select(Answer)
        .where(Answer.question_id.in_(question_ids))
        .options(joinedload(Answer.person), joinedload(Answer.office))
        .order_by(Answer.answered_on, Answer.id)
    )
    found: dict[int, list[Answer]] = defaultdict(list)
    for answer in db.session.scalars(statement):
        found[answer.question_id].append(answer)
    return found


def _following(question_ids: Collection[int]) -> dict[int, int]:
    """By question, the one of its second round."""
    statement = sa.select(Question.parent_id, Question.id).where(
        Question.parent_id.in_(question_ids), Question.kind == QuestionKind.WRITTEN
    )
    return {row.parent_id: row.id for row in db.session.execute(statement.order_by(Question.id.desc()))}


def _clock(
    question: Question,
    answers: Iterable[Answer],
    opinions: dict[int, list[AnswerOpinion]],
    next_id: int | None,
    *,
    day: date,
    limits: Limits,
) -> Written:
    asked_on = question.asked_on or question.topic_group.session.held_on
    limit = limits.on(LimitCode.WRITTEN_ANSWER, asked_on)
    return Written(
        asked_on=asked_on,
        due_on=limit.after(asked_on) if limit else None,
        basis=limit.basis if limit else "",
        day=day,
        answered_on=min((each.answered_on for each in answers), default=None),
        disagreed=any(not said.agrees for each in answers for said in opinions.get(each.id, [])),
        next_id=next_id,
    )


def _holder(question: Question, acting: Acting | None, holders: dict[int, Any]) -> Person | None:
    """Who holds the office that owes the answer today."""
    office = acting.office if acting else question.addressee_office
    held = holders.get(office.id) if office else None
    return held.person if held is not None else None
