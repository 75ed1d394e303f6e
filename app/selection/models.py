"""Calls for topics, what was proposed, the shortlist, the opinions on it, and questions that ask again about a pledge."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Delegate, Office
from app.pledges.models import Pledge
from app.questions.models import Question
from app.selection.domain import CallStatus, Criterion, ProposalSource
from app.sittings.models import QuestioningSession, Sitting, TopicGroup


class TopicCall(CouncilOwned, Versioned, Model):
    """The call for what to question at a sitting, from its opening to the decision."""

    __tablename__ = "topic_calls"
    __table_args__ = (
        UniqueConstraint("sitting_id"),
        CheckConstraint("closes_on >= opened_on", name="closes_after_opening"),
        CheckConstraint("status <> 'decided' OR decided_on IS NOT NULL", name="decided_has_its_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    opened_on: Mapped[date]
    closes_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[CallStatus] = mapped_column(
        coded(CallStatus, "call_status"), default=CallStatus.COLLECTING
    )
    opinions_close_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    session_id: Mapped[int | None] = mapped_column(ForeignKey("questioning_sessions.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    sitting: Mapped[Sitting] = relationship(lazy="raise_on_sql")
    session: Mapped[QuestioningSession | None] = relationship(lazy="raise_on_sql")


class TopicCandidate(CouncilOwned, Versioned, Model):
    """A group of issues on the shortlist; chosen, it became a topic group of the session."""

    __tablename__ = "topic_candidates"
    __table_args__ = (UniqueConstraint("call_id", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("topic_calls.id"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300))
    criterion: Mapped[Criterion] = mapped_column(coded(Criterion, "criterion"))
    reason: Mapped[str] = mapped_column(Text, default="")
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    asks_again: Mapped[bool] = mapped_column(default=False)
    chosen: Mapped[bool | None]
    topic_group_id: Mapped[int | None] = mapped_column(ForeignKey("topic_groups.id"))

    call: Mapped[TopicCall] = relationship(lazy="raise_on_sql")
    office: Mapped[Office | None] = relationship(lazy="raise_on_sql")
    topic_group: Mapped[TopicGroup | None] = relationship(lazy="raise_on_sql")


class TopicProposal(CouncilOwned, Versioned, Model):
    """One matter proposed for questioning, by a delegate or from voters' petitions; it may ask again about a pledge."""

    __tablename__ = "topic_proposals"
    __table_args__ = (
        CheckConstraint("source <> 'delegate' OR delegate_id IS NOT NULL", name="delegate_is_named"),
        Index(None, "call_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("topic_calls.id"))
    source: Mapped[ProposalSource] = mapped_column(coded(ProposalSource, "proposal_source"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegates.id"), index=True)
    petition: Mapped[str] = mapped_column(String(300), default="")  # which petition of voters, or which body
    title: Mapped[str] = mapped_column(String(300))
    criterion: Mapped[Criterion] = mapped_column(coded(Criterion, "criterion"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    grounds: Mapped[str] = mapped_column(Text, default="")
    question_text: Mapped[str] = mapped_column(Text, default="")
    pledge_id: Mapped[int | None] = mapped_column(ForeignKey("pledges.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("topic_candidates.id"), index=True)
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    call: Mapped[TopicCall] = relationship(lazy="raise_on_sql")
    delegate: Mapped[Delegate | None] = relationship(lazy="raise_on_sql")
    office: Mapped[Office | None] = relationship(lazy="raise_on_sql")
    pledge: Mapped[Pledge | None] = relationship(lazy="raise_on_sql")
    candidate: Mapped[TopicCandidate | None] = relationship(lazy="raise_on_sql")


class TopicOpinion(CouncilOwned, Versioned, Model):
    """Whether a delegate wants a group of the shortlist questioned; from the page or from the form on paper."""

    __tablename__ = "topic_opinions"
    __table_args__ = (UniqueConstraint("candidate_id", "delegate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("topic_candidates.id"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegates.id"), index=True)
    agrees: Mapped[bool]
    note: Mapped[str] = mapped_column(Text, default="")
    stated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    stated_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    candidate: Mapped[TopicCandidate] = relationship(lazy="raise_on_sql")
    delegate: Mapped[Delegate] = relationship(lazy="raise_on_sql")


class RequestionedPledge(CouncilOwned, Model):
    """A question that asks again about a pledge (tái chất vấn)."""

    __tablename__ = "requestioned_pledges"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True, index=True)

    question: Mapped[Question] = relationship(lazy="raise_on_sql")
    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
