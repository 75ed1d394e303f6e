"""Questions in their order, who asked them, and the answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Delegate, Office, Person
from app.evidence.models import EvidenceFile
from app.questions.domain import Capacity, Escalation, OpinionOutcome, QuestionKind, WrittenReason
from app.sittings.models import TopicGroup


class Question(CouncilOwned, Versioned, Model):
    """A turn asked. The text may be empty where the source of an old record does not give it."""

    __tablename__ = "questions"
    __table_args__ = (
        CheckConstraint("kind <> 'follow_up' OR parent_id IS NOT NULL", name="follow_up_names_its_question"),
        CheckConstraint("written_reason IS NULL OR kind = 'written'", name="reason_only_for_written"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_group_id: Mapped[int] = mapped_column(ForeignKey("topic_groups.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))
    position: Mapped[int]
    kind: Mapped[QuestionKind] = mapped_column(
        coded(QuestionKind, "question_kind"), default=QuestionKind.QUESTION
    )
    topic: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    written_reason: Mapped[WrittenReason | None] = mapped_column(coded(WrittenReason, "written_reason"))

    addressee_office_id: Mapped[int | None] = mapped_column(
        ForeignKey("offices.id"), index=True
    )  # who owes the written answer
    asked_on: Mapped[date | None]  # of a written question, where it was not the day of its session

    topic_group: Mapped[TopicGroup] = relationship(lazy="raise_on_sql")
    addressee_office: Mapped[Office | None] = relationship(lazy="raise_on_sql")
    askers: Mapped[list["QuestionAsker"]] = relationship(
        lazy="raise_on_sql",
        order_by="QuestionAsker.position",
        cascade="all, delete-orphan",
        back_populates="question",
    )


class QuestionAsker(CouncilOwned, Model):
    """A delegate who asked the question."""

    __tablename__ = "question_askers"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegates.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    question: Mapped[Question] = relationship(lazy="raise_on_sql", back_populates="askers")
    delegate: Mapped[Delegate] = relationship(lazy="raise_on_sql")


class Answer(CouncilOwned, Versioned, Model):
    """An answer: who spoke, in which office that day, what was said, the causes named, whether responsibility was accepted."""

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR office_id IS NOT NULL", name="someone_answered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    position: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True)
    capacity: Mapped[Capacity] = mapped_column(coded(Capacity, "capacity"), default=Capacity.QUESTIONED)
    answered_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text, default="")
    objective_causes: Mapped[str] = mapped_column(Text, default="")
    subjective_causes: Mapped[str] = mapped_column(Text, default="")
    responsibility_accepted: Mapped[bool] = mapped_column(default=False)
    document_number: Mapped[str] = mapped_column(String(120), default="")  # of a written answer

    question: Mapped[Question] = relationship(lazy="raise_on_sql")
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    office: Mapped[Office | None] = relationship(lazy="raise_on_sql")


class AnswerFile(CouncilOwned, Model):
    """A written answer as it came in."""

    __tablename__ = "answer_files"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence_files.id"), primary_key=True)

    answer: Mapped[Answer] = relationship(lazy="raise_on_sql")
    file: Mapped[EvidenceFile] = relationship(lazy="raise_on_sql")


class AnswerOpinion(CouncilOwned, Model):
    """Whether a delegate who asked agrees with the answer. Append-only: the latest of each delegate holds."""

    __tablename__ = "answer_opinions"
    __table_args__ = (
        CheckConstraint("agrees OR length(trim(reason)) > 0", name="disagreement_has_its_reason"),
        CheckConstraint("escalation IS NULL OR NOT agrees", name="only_who_disagrees_asks_for_more"),
        Index(None, "answer_id", "delegate_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegates.id"), index=True)
    agrees: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    escalation: Mapped[Escalation | None] = mapped_column(coded(Escalation, "escalation"))
    stated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    stated_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    answer: Mapped[Answer] = relationship(lazy="raise_on_sql")
    delegate: Mapped[Delegate] = relationship(lazy="raise_on_sql")


class OpinionDecision(CouncilOwned, Model):
    """What was decided on a delegate's disagreement with an answer. Append-only: the latest holds."""

    __tablename__ = "opinion_decisions"
    __table_args__ = (
        CheckConstraint("outcome <> 'not_taken_up' OR length(trim(note)) > 0", name="not_taken_up_says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("answer_opinions.id"), index=True)
    outcome: Mapped[OpinionOutcome] = mapped_column(coded(OpinionOutcome, "opinion_outcome"))
    decided_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    opinion: Mapped[AnswerOpinion] = relationship(lazy="raise_on_sql")
