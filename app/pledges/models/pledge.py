"""A pledge, who co-ordinates, and which bodies were told to follow it."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import ExactNumber, Model, Versioned, coded
from app.core.searchable import Searchable
from app.core.tenancy import CouncilOwned
from app.council.models import Agency, Body, Office, Person
from app.pledges.domain import ClosingReason, Lifecycle, Verdict
from app.questions.models import Answer
from app.sittings.models import QuestioningSession, TopicGroup


class Pledge(CouncilOwned, Searchable, Versioned, Model):
    """What was promised. From adoption on, triggers freeze the words, the deadline's words and the original deadline.

    `original_due_on` is the date read from the words at adoption; `effective_due_on` the one in force (that, or the latest
    granted extension). `verdict`, `verdict_on` and `completed_on` repeat the last approved assessment so that lists can
    filter and sort; the history itself stays with the monitoring rounds.
    """

    __tablename__ = "pledges"
    __table_args__ = (
        UniqueConstraint("council_id", "code"),
        UniqueConstraint("resolution_id", "row_number"),
        CheckConstraint("length(trim(words)) > 0", name="has_words"),
        CheckConstraint(
            "lifecycle = 'draft' OR (resolution_id IS NOT NULL AND row_number IS NOT NULL AND adopted_on IS NOT NULL)",
            name="adopted_has_its_row",
        ),
        CheckConstraint("(lifecycle = 'closed') = (closed_on IS NOT NULL)", name="closed_has_its_day"),
        Index(None, "council_id", "effective_due_on", "id"),
        Index(None, "council_id", "lifecycle", "verdict"),
        Index(None, "council_id", "session_id", "row_number"),
        Index(None, "council_id", "lead_agency_id"),
        Index(None, "council_id", "person_id"),
        Index(None, "council_id", "acting_agency_id"),
        Index(None, "council_id", "acting_office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("questioning_sessions.id"))
    topic_group_id: Mapped[int] = mapped_column(ForeignKey("topic_groups.id"), index=True)
    position: Mapped[int] = mapped_column(default=1)

    words: Mapped[str] = mapped_column(Text)
    expected_result: Mapped[str] = mapped_column(Text, default="")
    lead_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    measure: Mapped[str] = mapped_column(String(300), default="")
    target: Mapped[Decimal | None] = mapped_column(ExactNumber)
    unit: Mapped[str] = mapped_column(String(80), default="")
    baseline: Mapped[Decimal | None] = mapped_column(ExactNumber)  # of the measure, where it stood
    baseline_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text, default="")

    deadline_words: Mapped[str] = mapped_column(Text, default="")
    deadline_kind: Mapped[str] = mapped_column(String(40), default="")
    deadline_rule: Mapped[str] = mapped_column(String(20), default="")
    deadline_basis: Mapped[str] = mapped_column(Text, default="")
    deadline_condition: Mapped[str] = mapped_column(Text, default="")
    deadline_tentative: Mapped[bool] = mapped_column(default=False)
    due_on_override_reason: Mapped[str] = mapped_column(
        Text, default=""
    )  # why the date is not the one the words give
    starts_on: Mapped[date | None]
    original_due_on: Mapped[date | None]
    effective_due_on: Mapped[date | None]

    lifecycle: Mapped[Lifecycle] = mapped_column(coded(Lifecycle, "lifecycle"), default=Lifecycle.DRAFT)
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id"), index=True)
    row_number: Mapped[int | None]
    adopted_on: Mapped[date | None]
    verdict: Mapped[Verdict] = mapped_column(coded(Verdict, "verdict"), default=Verdict.NOT_ASSESSED)
    verdict_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    acting_agency_id: Mapped[int | None] = mapped_column(
        ForeignKey("agencies.id")
    )  # who must act today: the lead agency or who took over from it
    acting_office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    closed_on: Mapped[date | None]
    closing_reason: Mapped[ClosingReason | None] = mapped_column(coded(ClosingReason, "closing_reason"))

    answer: Mapped[Answer] = relationship(lazy="raise_on_sql")
    session: Mapped[QuestioningSession] = relationship(lazy="raise_on_sql")
    topic_group: Mapped[TopicGroup] = relationship(lazy="raise_on_sql")
    lead_agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql", foreign_keys=[lead_agency_id])
    office: Mapped[Office | None] = relationship(lazy="raise_on_sql", foreign_keys=[office_id])
    acting_agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql", foreign_keys=[acting_agency_id])
    acting_office: Mapped[Office | None] = relationship(lazy="raise_on_sql", foreign_keys=[acting_office_id])
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    coordinators: Mapped[list["PledgeCoordinator"]] = relationship(
        lazy="raise_on_sql",
        order_by="PledgeCoordinator.position",
        cascade="all, delete-orphan",
        back_populates="pledge",
    )
    followers: Mapped[list["PledgeFollower"]] = relationship(
        lazy="raise_on_sql",
        order_by="PledgeFollower.position",
        cascade="all, delete-orphan",
        back_populates="pledge",
    )

    def search_source(self) -> str:
        """Own words; the command adds the names around it, which are at hand there."""
        return " ".join(
            [
                self.code,
                self.words,
                self.expected_result or "",
                self.measure or "",
                self.deadline_words or "",
                self.names,
            ]
        )

    names: Mapped[str] = mapped_column(
        Text, default=""
    )  # person, office, agency, topic as they were when recorded


class PledgeCoordinator(CouncilOwned, Model):
    """An agency that co-ordinates."""

    __tablename__ = "pledge_coordinators"

    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql", back_populates="coordinators")
    agency: Mapped[Agency] = relationship(lazy="raise_on_sql")


class PledgeFollower(CouncilOwned, Model):
    """A body told to follow the pledge."""

    __tablename__ = "pledge_followers"

    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql", back_populates="followers")
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
