"""Makes what the rows name and the register lacks, each once, through the commands of the features below."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.models import User
from app.core.clock import now
from app.core.database import db
from app.core.events import publish
from app.core.records import about
from app.council import commands as council_commands
from app.council.domain import NewAgency, NewBody, NewDelegate, NewOffice, NewPerson, NewTerm
from app.council.models import Agency, Body, Council, Office, Person, Term
from app.dossier.domain import RegisterRow
from app.imports.dating import SheetDeadline
from app.imports.directory import agency_kind_of, body_kind_of, load_directory, name_key, term_years
from app.imports.places import UNKNOWN_TOPIC, Place, Resolutions, Sessions, known_sittings, sitting_kind_of
from app.pledges.domain import NewPledge
from app.pledges.models import Pledge
from app.questions.commands import ask_questions, give_answers
from app.questions.domain import NewAnswer, NewQuestion, QuestionKind
from app.questions.models import Answer, Question
from app.resolutions.domain import ResolutionAdopted, ResolutionStatus
from app.resolutions.models import Resolution
from app.resolutions.seals import seal_of
from app.sittings.commands import add_session, add_sitting, add_topic_group
from app.sittings.domain import NewSession, NewSitting, SessionKind
from app.sittings.models import QuestioningSession, TopicGroup

HEAD_OF_AGENCY = "Người đứng đầu"
QuestionKey = tuple[int, str, tuple[int, ...]]
AnswerKey = tuple[int, int | None, int | None]


class Writer:
    """Finds or makes, row by row. What it found it keeps in hand, so that nothing is asked of the database twice."""

    def __init__(self, council: Council, rows: Iterable[RegisterRow], actor: User | None) -> None:
        rows = list(rows)
        self.council = council
        self.actor = actor
        self.directory = load_directory()
        self.sessions = Sessions(row.held_on for row in rows if row.held_on)
        self.sittings = known_sittings()
        self.resolutions = Resolutions(row.resolution for row in rows)
        self.last_rows = _last_rows()
        self.groups: dict[tuple[int, Any], TopicGroup] = {}
        self.questions: dict[QuestionKey, Question] = {}
        self.planned_questions: dict[QuestionKey, tuple[TopicGroup, int, NewQuestion]] = {}
        self.answers: dict[AnswerKey, Answer] = {}
        self.planned_answers: dict[AnswerKey, tuple[Question, int, NewAnswer]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self._load_turns()

    def _load_turns(self) -> None:
        """The topic groups, questions, answers and pledge counts of the sessions at hand."""
        ids = list(self.sessions.records)
        of_sessions = TopicGroup.session_id.in_(ids)
        for group in db.session.scalars(sa.select(TopicGroup).where(of_sessions).order_by(TopicGroup.id)):
            self.groups[group.session_id, name_key(group.title)] = group
            self._count("session", group.session_id, group.position)
        asked = (
            sa.select(Question)
            .join(Question.topic_group)
            .where(of_sessions)
            .options(selectinload(Question.askers))
        )
        for question in db.session.scalars(asked.order_by(Question.id.desc())):
            askers = tuple(asker.delegate_id for asker in question.askers)
            self.questions[question.topic_group_id, question.text, askers] = question
            self._count("group", question.topic_group_id, question.position)
        given = sa.select(Answer).join(Answer.question).join(Question.topic_group).where(of_sessions)
        for answer in db.session.scalars(given.order_by(Answer.id.desc())):
            self.answers[answer.question_id, answer.person_id, answer.office_id] = answer
            self._count("question", answer.question_id, answer.position)
        for answer_id, position in db.session.execute(
            sa.select(Pledge.answer_id, Pledge.position).where(Pledge.session_id.in_(ids))
        ):
            self._count("answer", answer_id, position)

    def _count(self, kind: str, owner_id: int, position: int) -> None:
        self.counts[kind, owner_id] = max(self.counts.get((kind, owner_id), 0), position)

    def next_position(self, kind: str, owner_id: int) -> int:
        self.counts[kind, owner_id] = self.counts.get((kind, owner_id), 0) + 1
        return self.counts[kind, owner_id]

    # Names

    def agency(self, name: str) -> Agency | None:
        found = self.directory.agency(name)
        if name and found is None:
            found = council_commands.add_agency(
                new=NewAgency(name=name, kind=agency_kind_of(name)), actor=self.actor
            )
            self.directory.add_agency(found)
        return found

    def body(self, name: str) -> Body:
        found = self.directory.bodies.get(name_key(name))
        if found is None:
            found = council_commands.add_body(
                new=NewBody(kind=body_kind_of(name), name=name), actor=self.actor
            )
            self.directory.bodies[name_key(name)] = found
        return found

    def office(self, title: str, agency: Agency | None) -> Office | None:
        found = self.directory.office(title, agency) if title else None
        if title and found is None:
            new = NewOffice(title=title, agency_id=agency.id if agency else None)
            found = council_commands.add_office(new=new, actor=self.actor)
            self.directory.add_office(found)
        return found

    def person(self, name: str, *, office: Office | None = None, term: Term | None = None) -> Person:
        found = self.directory.person(name, office=office, term=term)
        if found is None:
            found = council_commands.add_person(new=NewPerson(full_name=name), actor=self.actor)
            self.directory.add_person(found)
        return found

    def office_holder(self, name: str, office: Office | None, day: date) -> Person | None:
        """The person who answered; that they held the office that day is noted, unless the register names another holder."""
        if not name:
            return None
        person = self.person(name, office=office)
        if office is not None and not self._holds(office, person, day):
            noted = council_commands.note_holder_on(
                office=office, person_id=person.id, day=day, actor=self.actor
            )
            self.directory.add_holding(noted)
        return person

    def _holds(self, office: Office, person: Person, day: date) -> bool:
        return self.directory.held(office, person, day) or self.directory.someone_else_held(
            office, person, day
        )

    def delegate_id(self, name: str, term: Term) -> int:
        person = self.person(name, term=term)
        delegate = self.directory.delegates.get((person.id, term.id))
        if delegate is None:
            delegate = council_commands.add_delegate(
                new=NewDelegate(person_id=person.id, term_id=term.id), actor=self.actor
            )
            self.directory.delegates[person.id, term.id] = delegate
        return delegate.id

    def term(self, day: date) -> Term:
        found = self.directory.term(day)
        if found is None:
            years = term_years(day)
            found = council_commands.add_term(new=NewTerm(number=years, years=years), actor=self.actor)
            self.directory.terms.append(found)
        return found

    # The way from the session to the answer

    def session(self, row: RegisterRow, day: date) -> QuestioningSession:
        place = self.sessions.place_of(row, day)
        if place.session_id is not None:
            return self.sessions.records[place.session_id]
        new = NewSession(kind=place.kind, held_on=day, sitting_id=self._sitting_id(place))
        made = add_session(new=new, actor=self.actor)
        self.sessions.records[made.id] = made
        known = self.sessions.places[day]
        known[known.index(place)] = Place(place.held_on, place.kind, place.sitting, made.id)
        return made

    def _sitting_id(self, place: Place) -> int | None:
        if not place.sitting:
            return None
        key = (self.term(place.held_on).id, name_key(place.sitting))
        if key not in self.sittings:
            kind = sitting_kind_of(place.sitting, place.held_on)
            self.sittings[key] = add_sitting(
                new=NewSitting(term_id=key[0], name=place.sitting, kind=kind), actor=self.actor
            )
        return self.sittings[key].id

    def group(self, row: RegisterRow, session: QuestioningSession) -> TopicGroup:
        title = row.topic or UNKNOWN_TOPIC
        key = (session.id, name_key(title))
        if key not in self.groups:
            place = self.next_position("session", session.id)
            self.groups[key] = add_topic_group(session=session, title=title, actor=self.actor, position=place)
        return self.groups[key]

    def plan_question(self, row: RegisterRow, session: QuestioningSession) -> QuestionKey:
        """The key of a row's question, noted to be asked where the register lacks it."""
        group = self.group(row, session)
        term = self.term(session.held_on) if row.askers else None
        askers = tuple(self.delegate_id(name, term) for name in row.askers) if term else ()
        key = (group.id, row.question, askers)
        if key not in self.questions and key not in self.planned_questions:
            written = session.kind is SessionKind.WRITTEN_ONLY
            new = NewQuestion(
                kind=QuestionKind.WRITTEN if written else QuestionKind.QUESTION,
                text=row.question,
                delegate_ids=askers,
            )
            self.planned_questions[key] = (group, self.next_position("group", group.id), new)
        return key

    def ask_planned(self) -> None:
        asked = ask_questions(placed=list(self.planned_questions.values()), actor=self.actor)
        self.questions.update(zip(self.planned_questions, asked, strict=True))

    def plan_answer(self, row: RegisterRow, session: QuestioningSession, question: Question) -> AnswerKey:
        """The key of a row's answer; where a row names neither person nor office, the agency's head answered."""
        agency = self.agency(row.agency)
        office = self.office(row.office, agency)
        person = self.office_holder(row.person, office, session.held_on)
        if person is None and office is None:
            office = self.office(HEAD_OF_AGENCY, agency)
        person_id, office_id = person.id if person else None, office.id if office else None
        key = (question.id, person_id, office_id)
        if key not in self.answers and key not in self.planned_answers:
            new = NewAnswer(answered_on=session.held_on, person_id=person_id, office_id=office_id)
            self.planned_answers[key] = (question, self.next_position("question", question.id), new)
        return key

    def give_planned(self) -> None:
        given = give_answers(placed=list(self.planned_answers.values()), actor=self.actor)
        self.answers.update(zip(self.planned_answers, given, strict=True))

    # The pledge

    def new_pledge(self, row: RegisterRow, deadline: SheetDeadline, day: date) -> NewPledge:
        agency = self.agency(row.agency)
        office = self.office(row.office, agency)
        person = self.office_holder(row.person, office, day)
        lead_id = agency.id if agency else (office.agency_id if office else None)
        coordinators = [self.agency(name) for name in row.coordinators]
        return NewPledge(
            words=row.words,
            expected_result=row.result,
            person_id=person.id if person else None,
            office_id=office.id if office else None,
            lead_agency_id=lead_id,
            coordinator_ids=tuple(each.id for each in coordinators if each is not None),
            follower_ids=tuple(self.body(name).id for name in row.followers),
            deadline_words=row.deadline_words,
            due_on=deadline.due_on,
            undated=deadline.undated,
            due_on_override_reason=deadline.reason,
            measure=row.measure,
            target=row.target,
            unit=row.unit,
            source=row.source,
        )

    # The resolution

    def resolution(self, number: str, session: QuestioningSession) -> Resolution:
        """The adopted resolution of that number; made, as of the session's day, where the register does not know it."""
        found = self.resolutions.find(number, session.held_on)
        if found is None:
            found = Resolution(
                session_id=session.id,
                session=session,
                number=number,
                adopted_on=session.held_on,
                adopted_at=now(),
                adopted_by_id=self.actor.id if self.actor else None,
                status=ResolutionStatus.ADOPTED,
            )
            db.session.add(found)
            db.session.flush()
            details = {
                "number": number,
                "adopted_on": session.held_on.isoformat(),
                "imported": True,
                "digest": seal_of(found),
            }
            publish(ResolutionAdopted(**about(found, self.actor), details=details))
            self.resolutions.add(found)
        return found

    def next_row(self, resolution: Resolution) -> int:
        self.last_rows[resolution.id] = self.last_rows.get(resolution.id, 0) + 1
        return self.last_rows[resolution.id]


def _last_rows() -> dict[int, int]:
    rows = db.session.execute(
        sa.select(Pledge.resolution_id, sa.func.max(Pledge.row_number))
        .where(Pledge.resolution_id.is_not(None))
        .group_by(Pledge.resolution_id)
    )
    return {resolution_id: last or 0 for resolution_id, last in rows if resolution_id is not None}
