"""The clocks that run against offices and agencies: reports before a sitting, written answers, explanations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.errors import N_, DomainError
from app.council.successors import successors_on, with_successor
from app.pressing.clock.queries import clock_of, sittings_ahead
from app.pressing.letters.queries import unanswered
from app.questions.written.domain import UNANSWERED
from app.questions.written.queries import WrittenLine, written_by_state
from app.reminders.audience import Audience, Users
from app.reminders.domain import Notice, ReminderReason, due_event

MOST = 500


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A day by which something must come, and who hears of it. `heard_late` hear of it once the day has passed."""

    key: str
    reason: ReminderReason
    words: str
    due_on: date
    endpoint: str
    own_endpoint: str = ""
    values: dict[str, int]
    note: DomainError | None = None
    heard_by: Users
    heard_late: Users = frozenset()


def clocks(audience: Audience, *, day: date, until: date | None = None) -> Iterator[Clock]:
    """Every clock that runs; of coming sittings those whose day is not after `until`."""
    yield from _reports(audience, day, until or date.max)
    yield from _written_answers(audience, day)
    yield from _explanations(audience, day)


def running_out(audience: Audience, *, day: date, leads: tuple[int, ...]) -> Iterator[Notice]:
    """The event of each clock that the day stands in. The reason stays: that a clock ran out its day tells."""
    for clock in clocks(audience, day=day, until=day + timedelta(days=max(leads, default=0))):
        due = due_event(clock.due_on, day=day, leads=leads)
        if due is None:
            continue
        yield Notice(
            key=f"{clock.key}:{due.key}",
            reason=clock.reason,
            words=clock.words,
            endpoint=clock.endpoint,
            own_endpoint=clock.own_endpoint,
            values=clock.values,
            due_on=clock.due_on,
            note=clock.note,
            heard_by=clock.heard_by | clock.heard_late if day > clock.due_on else clock.heard_by,
        )


def _reports(audience: Audience, day: date, until: date) -> Iterator[Clock]:
    """Until the sitting opens: of each agency whose own or whose office's report did not come; the secretariat of how many."""
    for dated in sittings_ahead(day):
        opens_on = dated.sitting.opens_on
        if opens_on is None or opens_on < day or dated.due_on is None or dated.due_on > until:
            continue
        missing = clock_of(dated.sitting).missing
        silent = frozenset(each.agency.id for each in missing if each.agency)
        contacts = frozenset[int]().union(*(audience.contacts(each) for each in silent))
        if missing:
            yield Clock(
                key=f"report:{dated.sitting.id}",
                reason=ReminderReason.REPORT_DUE,
                words=dated.sitting.name,
                due_on=dated.due_on,
                endpoint="pressing.show_sitting",
                own_endpoint="reporting.index",
                values={"sitting_id": dated.sitting.id},
                note=DomainError(N_("%(n)s reports have not come."), n=len(missing)),
                heard_by=audience.secretariat | contacts,
            )


def _written_answers(audience: Audience, day: date) -> Iterator[Clock]:
    for line in written_by_state(UNANSWERED, day=day, most=MOST):
        question, due_on = line.question, line.clock.due_on
        if due_on is None:
            continue
        askers = [asker.delegate.person_id for asker in question.askers]
        yield Clock(
            key=f"written:{question.id}",
            reason=ReminderReason.WRITTEN_ANSWER_DUE,
            words=" · ".join(filter(None, (_owing(line), question.topic or question.text))),
            due_on=due_on,
            endpoint="written.index",
            values={},
            heard_by=audience.secretariat.union(*(audience.contacts(each) for each in line.owing_agencies)),
            heard_late=audience.persons(askers),
        )


def _owing(line: WrittenLine) -> str:
    """The office that was asked with who acts for it today, as papers name it."""
    office = line.question.addressee_office
    return with_successor(office.title, line.acting.name if line.acting else "") if office else ""


def _explanations(audience: Audience, day: date) -> Iterator[Clock]:
    """Of an agency whose work passed on, those who took it over answer."""
    successors = successors_on(day)
    for letter in unanswered(day, over=False):
        if letter.run.answer_due_on is not None:
            yield Clock(
                key=f"letter:{letter.id}",
                reason=ReminderReason.EXPLANATION_DUE,
                words=letter.agency.name,
                due_on=letter.run.answer_due_on,
                endpoint="pressing.show_letter",
                own_endpoint="reporting.letters",
                values={"letter_id": letter.id},
                heard_by=audience.secretariat.union(
                    *(audience.contacts(each) for each in successors.today_of(letter.agency_id))
                ),
            )
