"""Logging a written answer with its paper, and putting the second round."""

from collections.abc import Sequence
from datetime import date

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock
from app.evidence.commands import keep_file
from app.evidence.domain import CheckedFile
from app.questions.commands import ask_question, give_answer
from app.questions.domain import NewAnswer, NewQuestion, QuestionKind
from app.questions.models import Answer, AnswerFile, Question
from app.questions.written import queries
from app.questions.written.domain import AnswerFileAttached, AnswerFileDetached


def log_written_answer(
    *, question: Question, new: NewAnswer, files: Sequence[CheckedFile], actor: User | None
) -> Answer:
    """Record the answer that came in, with the paper it came in (Luật 87/2015/QH13, art. 60.4)."""
    _check_written(question)
    asked_on = question.asked_on or question.topic_group.session.held_on
    if new.answered_on < asked_on:
        raise DomainError(N_("The answer cannot be older than the question."), field="answered_on")
    if new.answered_on > today():
        raise DomainError(N_("This day has not come yet."), field="answered_on")
    if not (new.document_number or new.text or files):
        raise DomainError(
            N_("Give the number of the paper, its text, or the scanned file."), field="document_number"
        )
    answer = give_answer(question=question, new=new, actor=actor)
    attach_answer_files(answer=answer, files=files, actor=actor)
    return answer


def attach_answer_files(*, answer: Answer, files: Sequence[CheckedFile], actor: User | None) -> None:
    """Keep files that were checked, and put them with the answer."""
    for checked in files:
        kept = keep_file(checked=checked, actor=actor)
        db.session.add(AnswerFile(answer_id=answer.id, evidence_id=kept.id))
        db.session.flush()
        details = {"evidence_id": kept.id, "name": kept.name}
        publish(AnswerFileAttached(**about(answer, actor), details=details))


def detach_answer_file(*, answer: Answer, evidence_id: int, actor: User | None) -> None:
    """Take a file off an answer; the file itself is kept."""
    attached = queries.find_file(answer.id, evidence_id)
    if attached is None:
        return
    details = {"evidence_id": evidence_id, "name": attached.file.name}
    db.session.delete(attached)
    db.session.flush()
    publish(AnswerFileDetached(**about(answer, actor), details=details))


def put_second_round(*, question: Question, text: str, asked_on: date, actor: User | None) -> Question:
    """Put the question once more in writing, by the same delegates to the office that answers today; its clock starts anew."""
    _check_written(question)
    lock(question)
    line = queries.lines_of([question], day=today())[0]
    if line.clock.answered_on is None:
        raise DomainError(N_("The question has not been answered yet."))
    if line.clock.next_id is not None:
        raise DomainError(N_("The second round of this question has been put already."))
    if asked_on < line.clock.answered_on:
        raise DomainError(N_("The second round follows the answer."), field="asked_on")
    new = NewQuestion(
        kind=QuestionKind.WRITTEN,
        topic=question.topic,
        text=text,
        written_reason=question.written_reason,
        parent_id=question.id,
        delegate_ids=tuple(asker.delegate_id for asker in question.askers),
        addressee_office_id=line.owing_office.id if line.owing_office else question.addressee_office_id,
        asked_on=asked_on,
    )
    return ask_question(topic_group=question.topic_group, new=new, actor=actor)


def _check_written(question: Question) -> None:
    if question.kind is not QuestionKind.WRITTEN:
        raise DomainError(N_("This question was not put in writing."))
