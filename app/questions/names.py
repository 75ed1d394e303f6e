"""From the names in the forms of questions and answers to the records they mean."""

from datetime import date

from app.accounts.models import User
from app.council import naming, picks
from app.council.commands.in_place import enter_delegates, enter_office_holder
from app.council.models import Term
from app.questions.forms import AnswerForm, QuestionForm
from app.questions.models import Answer, Question

Party = tuple[int | None, int | None]
_LINE = 110


def askers_of(question: Question) -> dict[str, int]:
    """The labels of who asked, with their ids."""
    delegates = [asker.delegate for asker in question.askers]
    return dict(zip(picks.delegate_labels(delegates), (each.id for each in delegates), strict=True))


def delegate_ids(
    form: QuestionForm, *, on: date, term: Term | None, kept: dict[str, int], actor: User
) -> tuple[int, ...]:
    """Who asked; names new to the list are entered when the clerk says so."""
    names = form.askers.names
    if form.add_unknown.data:
        unknown = [name for name in names if name not in kept]
        enter_delegates(names=unknown, term=term, on=on, actor=actor)
    return naming.delegate_ids(names, on=on, field="askers", kept=kept)


def addressee_of(question: Question) -> dict[str, int]:
    """The label of the office that owes the written answer, with its id; nothing where none is named."""
    office = question.addressee_office
    return {picks.office_holder_label(None, office): office.id} if office is not None else {}


def addressee_id(form: QuestionForm, *, on: date, kept: dict[str, int]) -> int | None:
    """The office that owes the written answer, by its own name or by who holds it."""
    label = form.addressee.data or ""
    if not label or label in kept:
        return kept.get(label)
    return naming.answerable(label, on=form.asked_on.data or on, field="addressee").office.id


def answerer_of(answer: Answer) -> str:
    """The label of who answered."""
    if answer.office is not None:
        return picks.office_holder_label(answer.person, answer.office)
    return answer.person.full_name if answer.person is not None else ""


def answerer(form: AnswerForm, *, on: date, kept: dict[str, Party], actor: User) -> Party:
    """The person and the office of who answered, entered on the spot when the clerk filled in the names."""
    if form.new_name.data or form.new_title.data:
        held = enter_office_holder(
            name=form.new_name.data or "",
            title=form.new_title.data or "",
            agency=form.new_agency.data or "",
            on=on,
            actor=actor,
        )
        return held.person_id, held.office_id
    label = form.answerer.data or ""
    if not label or label in kept:
        return kept.get(label, (None, None))
    found = naming.answerable(label, on=on, field="answerer")
    return (found.person.id if found.person else None), found.office.id


def short(question: Question) -> str:
    """A question in one line: who asked, and its matter."""
    asked_by = ", ".join(asker.delegate.person.full_name for asker in question.askers)
    matter = question.topic or question.text
    line = f"{asked_by}: {matter}" if asked_by else matter
    return f"{line[:_LINE]}…" if len(line) > _LINE else line
