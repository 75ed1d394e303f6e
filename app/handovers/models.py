"""Handover sheets of an office, and the closing of a term with what it leaves open."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime, Versioned
from app.core.tenancy import CouncilOwned
from app.council.models import Office, Person, Term
from app.documents.models import IssuedDocument
from app.pledges.models import Pledge


class Handover(CouncilOwned, Versioned, Model):
    """A handover sheet (biên bản bàn giao): the open pledges of an office when its holder changes. Confirmed, it is frozen."""

    __tablename__ = "handovers"
    __table_args__ = (
        CheckConstraint("from_person_id IS NULL OR from_person_id <> to_person_id", name="hands_to_another"),
        Index(None, "office_id", "handed_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    from_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    to_person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    handed_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_documents.id"))
    confirmed_on: Mapped[date | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    office: Mapped[Office] = relationship(lazy="raise_on_sql")
    from_person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=[from_person_id])
    to_person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[to_person_id])
    document: Mapped[IssuedDocument | None] = relationship(lazy="raise_on_sql")
    pledges: Mapped[list["HandoverPledge"]] = relationship(
        lazy="raise_on_sql",
        order_by="HandoverPledge.position",
        cascade="all, delete-orphan",
        back_populates="handover",
    )


class HandoverPledge(CouncilOwned, Model):
    """A pledge that was handed over."""

    __tablename__ = "handover_pledges"

    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"), primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")

    handover: Mapped[Handover] = relationship(lazy="raise_on_sql", back_populates="pledges")
    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")


class TermClosing(CouncilOwned, Model):
    """A term was closed: what it left open goes on with the next one. Append-only."""

    __tablename__ = "term_closings"
    __table_args__ = (
        UniqueConstraint("term_id"),
        CheckConstraint("term_id <> next_term_id", name="another_term_follows"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("terms.id"))
    next_term_id: Mapped[int] = mapped_column(ForeignKey("terms.id"), index=True)
    closed_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    term: Mapped[Term] = relationship(lazy="raise_on_sql", foreign_keys=[term_id])
    next_term: Mapped[Term] = relationship(lazy="raise_on_sql", foreign_keys=[next_term_id])


class TermCarry(CouncilOwned, Model):
    """An open pledge carried from a closed term into the next: one promise, followed on."""

    __tablename__ = "term_carries"

    closing_id: Mapped[int] = mapped_column(ForeignKey("term_closings.id"), primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    condition: Mapped[str] = mapped_column(String(300), default="")  # how it stood on that day

    closing: Mapped[TermClosing] = relationship(lazy="raise_on_sql")
    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
