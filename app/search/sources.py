"""What each kind of record is found by: one select a kind, and which writes make it be read again.

Every select gives the record, the record whose page it stands on, a day, and then texts: the title first. A source that
names agencies ends with who promised, who must act (and by what name), and the ids of the others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core.database import Model
from app.council.models import Agency, Delegate, Office, OfficeHolding, Person
from app.council.successors import Successors
from app.documents.models import DocumentNumber, IssuedDocument
from app.pledges.models import Pledge, PledgeCoordinator
from app.questions.models import Answer, Question, QuestionAsker
from app.resolutions.models import Resolution
from app.search.domain import SearchKind
from app.sittings.models import QuestioningSession, Sitting, TopicGroup

TWO_FIGURES = 10
SEPARATOR = ", "


@dataclass(frozen=True, slots=True)
class Source:
    """Where the entries of a kind come from; so many of its texts are the title."""

    key: Any
    select: Any
    title_parts: int = 1
    names_agencies: bool = False


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of a record, as the last columns of its source give them."""

    promised_id: int | None
    acting_id: int | None
    acting: str | None
    others: str | None

    def taken_over_by(self, successors: Successors) -> str:
        """Whose names find it besides: who must act, who stood on the way there, and who followed the others.

        Of an agency whose work was divided every successor, until it is decided who takes it.
        """
        names = [self.acting] if self.acting and self.acting_id != self.promised_id else []
        heirs = [*self._on_the_way(successors)]
        for other in (self.others or "").split(SEPARATOR):
            heirs += successors.heirs_of(int(other)) if other else ()
        return SEPARATOR.join(dict.fromkeys([*names, *map(successors.name_of, heirs)]))

    def _on_the_way(self, successors: Successors) -> Iterator[int]:
        undecided = self.acting_id is None or self.acting_id == self.promised_id
        for heir in successors.heirs_of(self.promised_id):
            if undecided or successors.leads_to(heir, self.acting_id or 0):
                yield heir


AGENCY_COLUMNS = len(fields(Agencies))


def _all(column: Any) -> Any:
    """The texts of several rows as one."""
    return sa.func.aggregate_strings(column, SEPARATOR)


def _of_one(model: Any) -> Any:
    """The columns of what hangs on one record that is itself looked for within its council.

    Without the council beside it SQLite takes the index of that record; with both it goes through all the council has.
    """
    return model.__table__.c


def _pledges() -> Source:
    acting = aliased(Agency)
    said = (
        Pledge.words,
        Pledge.code,
        Pledge.expected_result,
        Pledge.measure,
        Pledge.deadline_words,
        Pledge.names,
    )
    shares = _of_one(PledgeCoordinator)
    coordinators = (
        sa.select(_all(sa.cast(shares.agency_id, sa.String)))
        .where(shares.pledge_id == Pledge.id)
        .scalar_subquery()
    )
    agencies = (Pledge.lead_agency_id, Pledge.acting_agency_id, acting.name, coordinators)
    return Source(
        Pledge.id,
        sa.select(Pledge.id, Pledge.id, QuestioningSession.held_on, *said, *agencies)
        .join(QuestioningSession, QuestioningSession.id == Pledge.session_id)
        .outerjoin(acting, acting.id == Pledge.acting_agency_id),
        names_agencies=True,
    )


def pledges_of(agency_id: int, successors: Successors) -> sa.Select[Any]:
    """The pledges that are found by the name of an agency: its own, and those of everyone whose work came to it."""
    named = successors.before(agency_id)
    shared = sa.select(PledgeCoordinator.pledge_id).where(PledgeCoordinator.agency_id.in_(named))
    return sa.select(Pledge.id).where(
        sa.or_(Pledge.lead_agency_id.in_(named), Pledge.acting_agency_id.in_(named), Pledge.id.in_(shared))
    )


def _questions() -> Source:
    asker = _of_one(QuestionAsker)
    asked = (
        sa.select(_all(Person.full_name))
        .join(Delegate, Delegate.person_id == Person.id)
        .join(QuestionAsker.__table__, asker.delegate_id == Delegate.id)
        .where(asker.question_id == Question.id)
        .scalar_subquery()
    )
    title = sa.func.coalesce(sa.func.nullif(Question.topic, ""), Question.text)
    return Source(
        Question.id,
        sa.select(Question.id, TopicGroup.session_id, QuestioningSession.held_on, title, Question.text, asked)
        .join(TopicGroup, TopicGroup.id == Question.topic_group_id)
        .join(QuestioningSession, QuestioningSession.id == TopicGroup.session_id),
    )


def _answers() -> Source:
    said = (
        Answer.text,
        Answer.objective_causes,
        Answer.subjective_causes,
        Answer.document_number,
        Question.topic,
    )
    return Source(
        Answer.id,
        sa.select(Answer.id, TopicGroup.session_id, Answer.answered_on, Person.full_name, Office.title, *said)
        .join(Question, Question.id == Answer.question_id)
        .join(TopicGroup, TopicGroup.id == Question.topic_group_id)
        .outerjoin(Person, Person.id == Answer.person_id)
        .outerjoin(Office, Office.id == Answer.office_id),
        title_parts=2,
    )


def _people() -> Source:
    held = (
        sa.select(_all(Office.title))
        .select_from(OfficeHolding)
        .join(Office, Office.id == OfficeHolding.office_id)
        .where(OfficeHolding.person_id == Person.id)
        .scalar_subquery()
    )
    return Source(Person.id, sa.select(Person.id, Person.id, sa.null(), Person.full_name, Person.note, held))


def _agencies() -> Source:
    return Source(Agency.id, sa.select(Agency.id, Agency.id, Agency.ends_on, Agency.name, Agency.short_name))


def _offices() -> Source:
    return Source(
        Office.id,
        sa.select(Office.id, Office.id, sa.null(), Office.title, Agency.name).outerjoin(
            Agency, Agency.id == Office.agency_id
        ),
    )


def _topics() -> Source:
    return Source(
        TopicGroup.id,
        sa.select(
            TopicGroup.id,
            TopicGroup.session_id,
            QuestioningSession.held_on,
            TopicGroup.title,
            QuestioningSession.title,
            Sitting.name,
        )
        .join(QuestioningSession, QuestioningSession.id == TopicGroup.session_id)
        .outerjoin(Sitting, Sitting.id == QuestioningSession.sitting_id),
    )


def _resolutions() -> Source:
    columns = (Resolution.number, Resolution.title, Resolution.signer_name)
    return Source(
        Resolution.id,
        sa.select(Resolution.id, Resolution.id, Resolution.adopted_on, *columns),
        title_parts=2,
    )


def _documents() -> Source:
    """By the number printed, or the one given after signature, the paper's own or that of the paper it goes with."""
    given = (
        sa.select(sa.func.max(DocumentNumber.sequence))
        .where(
            DocumentNumber.document_id.in_(
                (IssuedDocument.id, sa.func.coalesce(IssuedDocument.enclosed_in_id, 0))
            )
        )
        .scalar_subquery()
    )
    printed = sa.case(
        (
            IssuedDocument.number.startswith("/") & given.is_not(None),
            sa.case((given < TWO_FIGURES, "0"), else_="")
            .concat(sa.cast(given, sa.String))
            .concat(IssuedDocument.number),
        ),
        (IssuedDocument.number.startswith("/"), sa.literal("…").concat(IssuedDocument.number)),
        else_=IssuedDocument.number,
    )
    return Source(
        IssuedDocument.id,
        sa.select(
            IssuedDocument.id, IssuedDocument.id, IssuedDocument.issued_on, printed, IssuedDocument.title
        ),
        title_parts=2,
    )


SOURCES: Mapping[SearchKind, Source] = {
    SearchKind.PLEDGE: _pledges(),
    SearchKind.QUESTION: _questions(),
    SearchKind.ANSWER: _answers(),
    SearchKind.PERSON: _people(),
    SearchKind.AGENCY: _agencies(),
    SearchKind.OFFICE: _offices(),
    SearchKind.TOPIC: _topics(),
    SearchKind.RESOLUTION: _resolutions(),
    SearchKind.DOCUMENT: _documents(),
}

WRITTEN: Mapping[type[Model], tuple[SearchKind, str]] = {
    Pledge: (SearchKind.PLEDGE, "id"),
    Question: (SearchKind.QUESTION, "id"),
    QuestionAsker: (SearchKind.QUESTION, "question_id"),
    Answer: (SearchKind.ANSWER, "id"),
    Person: (SearchKind.PERSON, "id"),
    OfficeHolding: (SearchKind.PERSON, "person_id"),
    Agency: (SearchKind.AGENCY, "id"),
    Office: (SearchKind.OFFICE, "id"),
    TopicGroup: (SearchKind.TOPIC, "id"),
    Resolution: (SearchKind.RESOLUTION, "id"),
    IssuedDocument: (SearchKind.DOCUMENT, "id"),
    DocumentNumber: (SearchKind.DOCUMENT, "document_id"),
}
"""A record that is added, changed or removed: the entry that is read again, by this column."""

NAMED_IN: Mapping[type[Model], tuple[tuple[SearchKind, sa.Select[Any], Any], ...]] = {
    Person: (
        (SearchKind.ANSWER, sa.select(Answer.id), Answer.person_id),
        (
            SearchKind.QUESTION,
            sa.select(QuestionAsker.question_id).join(Delegate, Delegate.id == QuestionAsker.delegate_id),
            Delegate.person_id,
        ),
    ),
    Office: (
        (SearchKind.ANSWER, sa.select(Answer.id), Answer.office_id),
        (SearchKind.PERSON, sa.select(OfficeHolding.person_id), OfficeHolding.office_id),
    ),
    Agency: ((SearchKind.OFFICE, sa.select(Office.id), Office.agency_id),),
    Question: ((SearchKind.ANSWER, sa.select(Answer.id), Answer.question_id),),
    QuestioningSession: (
        (SearchKind.PLEDGE, sa.select(Pledge.id), Pledge.session_id),
        (SearchKind.TOPIC, sa.select(TopicGroup.id), TopicGroup.session_id),
        (
            SearchKind.QUESTION,
            sa.select(Question.id).join(TopicGroup, TopicGroup.id == Question.topic_group_id),
            TopicGroup.session_id,
        ),
    ),
    DocumentNumber: ((SearchKind.DOCUMENT, sa.select(IssuedDocument.id), IssuedDocument.enclosed_in_id),),
}
"""A record whose change shows in the entries of others: (their kind, their keys, the column that names the record)."""
