"""Writing questions and answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import User
from app.core import vietnamese
from app.core.clock import today
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError, NotFoundError
from app.core.events import publish
from app.core.records import about, lock, move, next_place, put, refuse_stale
from app.council.models import Delegate
from app.questions import queries
from app.questions.domain import (
    AnswerChanged,
    AnswerGiven,
    AnswerRemoved,
    NewAnswer,
    NewQuestion,
    QuestionAsked,
    QuestionChanged,
    QuestionKind,
    QuestionRemoved,
)
from app.questions.models import Answer, Question, QuestionAsker
from app.sittings.domain import SessionKind
from app.sittings.models import QuestioningSession, TopicGroup


def ask_question(
    *, topic_group: TopicGroup, new: NewQuestion, actor: User | None, position: int | None = None
) -> Question:
    """Record a turn at the end of its topic group (or at `position`, when the caller counts and knows it is no double)."""
    _check_question(new, topic_group, itself=None)
    if position is None:
        lock(topic_group)
        siblings = queries.questions_of_group(topic_group.id)
        _refuse_double_question(siblings, new)
        position = next_place(siblings)
    return ask_questions(placed=[(topic_group, position, new)], actor=actor)[0]


def ask_questions(
    *, placed: Sequence[tuple[TopicGroup, int, NewQuestion]], actor: User | None
) -> list[Question]:
    """Record many turns at once, each at its place; the caller counts and knows that none is a double (an import)."""
    questions = []
    for group, position, new in placed:
        _check_question(new, group, itself=None)
        question = Question(topic_group_id=group.id, position=position, **_columns(new))
        question.askers = _askers(new)
        questions.append(question)
    db.session.add_all(questions)
    db.session.flush()
    for question, (_group, _position, new) in zip(questions, placed, strict=True):
        details = {
            name: json_ready(value) for name, value in _columns(new).items() if value not in (None, "")
        }
        asked = {**details, "delegate_ids": list(new.delegate_ids)}
        publish(QuestionAsked(**about(question, actor), details=asked))
    return questions


def change_question(
    *,
    question: Question,
    topic_group: TopicGroup,
    new: NewQuestion,
    expected_version: int | None,
    actor: User | None,
) -> Question:
    """Correct a question, or put it into another group of the same session, where it goes to the end."""
    refuse_stale(question, _columns(new), expected_version)
    _check_question(new, topic_group, itself=question)
    put(question, _columns(new))
    if topic_group.id != question.topic_group_id:
        lock(topic_group)
        question.position = next_place(queries.questions_of_group(topic_group.id))
        question.topic_group_id = topic_group.id
    changes = changes_of(question)
    before = [asker.delegate_id for asker in question.askers]
    if before != list(new.delegate_ids):
        question.askers = _askers(new, kept={asker.delegate_id: asker for asker in question.askers})
        flag_modified(question, "position")
        changes["delegate_ids"] = [before, list(new.delegate_ids)]
    if changes:
        publish(QuestionChanged(**about(question, actor), details=changes))
        db.session.flush()
    return question


def move_question(*, question: Question, upwards: bool, actor: User | None) -> None:
    """Move a question one place up or down in its group."""
    if move(queries.questions_of_group(question.topic_group_id), question, upwards=upwards):
        publish(QuestionChanged(**about(question, actor), details=changes_of(question)))
        db.session.flush()


def remove_question(*, question: Question, actor: User | None) -> None:
    """Remove a question that has neither an answer nor a follow-up."""
    publish(
        QuestionRemoved(**about(question, actor), details={"topic": question.topic, "text": question.text})
    )
    _delete(question, N_("This question has answers or follow-up questions. Remove those first."))


def _check_question(new: NewQuestion, group: TopicGroup, *, itself: Question | None) -> None:
    if new.kind is QuestionKind.WRITTEN and new.written_reason is None:
        session = db.session.get_one(QuestioningSession, group.session_id)
        if session.kind is not SessionKind.WRITTEN_ONLY:
            raise DomainError(N_("Say why this question is answered in writing."), field="written_reason")
    if new.kind is QuestionKind.FOLLOW_UP or (new.kind is QuestionKind.WRITTEN and new.parent_id is not None):
        _check_parent(new.parent_id, group, itself)
    if new.kind is QuestionKind.WRITTEN and new.asked_on is not None:
        _check_day(new.asked_on, group)


def _check_day(asked_on: date, group: TopicGroup) -> None:
    """A question is put in writing on the day of its session or later, and is recorded when it has been put."""
    session = db.session.get_one(QuestioningSession, group.session_id)
    if asked_on < session.held_on:
        raise DomainError(
            N_("The question cannot have been put before its session on %(day)s."),
            field="asked_on",
            day=vietnamese.day(session.held_on),
        )
    if asked_on > today():
        raise DomainError(N_("This day has not come yet."), field="asked_on")


def _check_parent(parent_id: int | None, group: TopicGroup, itself: Question | None) -> None:
    """A follow-up stands in the same session as its question, after which it is asked."""
    parent = db.session.get(Question, parent_id) if parent_id is not None else None
    if parent is None or parent is itself:
        raise DomainError(N_("Choose the question this one follows."), field="parent_id")
    parent_group = db.session.get_one(TopicGroup, parent.topic_group_id)
    if parent_group.session_id != group.session_id:
        raise DomainError(N_("A follow-up belongs to a question of the same session."), field="parent_id")


def _refuse_double_question(siblings: list[Question], new: NewQuestion) -> None:
    typed = (new.kind, new.topic, new.text, new.parent_id, set(new.delegate_ids))
    for each in siblings:
        if (
            each.kind,
            each.topic,
            each.text,
            each.parent_id,
            {asker.delegate_id for asker in each.askers},
        ) == typed:
            raise DomainError(N_("This question is already recorded in this group."))


def _columns(new: NewQuestion) -> dict[str, Any]:
    """The columns of a question; some belong to a written one alone, an earlier question to a follow-up or a second round."""
    written = new.kind is QuestionKind.WRITTEN
    return {
        "kind": new.kind,
        "topic": new.topic,
        "text": new.text,
        "written_reason": new.written_reason if written else None,
        "parent_id": new.parent_id if written or new.kind is QuestionKind.FOLLOW_UP else None,
        "addressee_office_id": new.addressee_office_id if written else None,
        "asked_on": new.asked_on if written else None,
    }


def _askers(new: NewQuestion, kept: dict[int, QuestionAsker] | None = None) -> list[QuestionAsker]:
    askers = []
    for place, delegate_id in enumerate(dict.fromkeys(new.delegate_ids)):
        if db.session.get(Delegate, delegate_id) is None:
            raise NotFoundError(N_("There is no such delegate."), field="askers")
        asker = (kept or {}).get(delegate_id) or QuestionAsker(delegate_id=delegate_id)
        asker.position = place
        askers.append(asker)
    return askers


def give_answer(
    *, question: Question, new: NewAnswer, actor: User | None, position: int | None = None
) -> Answer:
    """Record who answered, in which office, and what was said (Law 87/2015/QH13, art. 60: in person, not by proxy)."""
    _check_answer(new)
    if position is None:
        lock(question)
        siblings = queries.answers_of_question(question.id)
        if any(
            (each.person_id, each.office_id, each.text) == (new.person_id, new.office_id, new.text)
            for each in siblings
        ):
            raise DomainError(N_("This answer is already recorded under this question."))
        position = next_place(siblings)
    return give_answers(placed=[(question, position, new)], actor=actor)[0]


def give_answers(*, placed: Sequence[tuple[Question, int, NewAnswer]], actor: User | None) -> list[Answer]:
    """Record many answers at once, each at its place; the caller counts and knows that none is a double (an import)."""
    for _question, _position, new in placed:
        _check_answer(new)
    answers = [
        Answer(question_id=question.id, position=position, **vars(new)) for question, position, new in placed
    ]
    db.session.add_all(answers)
    db.session.flush()
    for answer, (question, _position, new) in zip(answers, placed, strict=True):
        details = {name: json_ready(value) for name, value in vars(new).items() if value not in (None, "")}
        publish(AnswerGiven(**about(answer, actor), details={"question_id": question.id, **details}))
    return answers


def change_answer(
    *, answer: Answer, new: NewAnswer, expected_version: int | None, actor: User | None
) -> Answer:
    refuse_stale(answer, vars(new), expected_version)
    _check_answer(new)
    put(answer, vars(new))
    changes = changes_of(answer)
    if changes:
        publish(AnswerChanged(**about(answer, actor), details=changes))
        db.session.flush()
    return answer


def remove_answer(*, answer: Answer, actor: User | None) -> None:
    """Remove an answer on which no pledge hangs."""
    publish(
        AnswerRemoved(
            **about(answer, actor), details={"question_id": answer.question_id, "text": answer.text}
        )
    )
    _delete(answer, N_("Pledges hang on this answer. Discard those first."))


def _check_answer(new: NewAnswer) -> None:
    if new.person_id is None and new.office_id is None:
        raise DomainError(N_("Say who answered."), field="answerer")


def _delete(record: Question | Answer, refusal: str) -> None:
    """Delete a record; what hangs on it is known to the database's foreign keys."""
    try:
        with db.session.begin_nested():
            db.session.delete(record)
    except IntegrityError as used:
        raise DomainError(refusal) from used
