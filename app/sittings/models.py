"""Sittings, questioning sessions and topic groups."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Model, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Body, Term
from app.sittings.domain import SessionKind, SittingKind


class Sitting(CouncilOwned, Versioned, Model):
    """A sitting (kỳ họp) of the council, numbered through the term."""

    __tablename__ = "sittings"
    __table_args__ = (
        UniqueConstraint("council_id", "term_id", "name"),
        CheckConstraint(
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on", name="closes_after_opening"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("terms.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))  # "Kỳ họp thứ Năm"
    kind: Mapped[SittingKind] = mapped_column(coded(SittingKind, "sitting_kind"))
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]

    term: Mapped[Term] = relationship(lazy="raise_on_sql")


class QuestioningSession(CouncilOwned, Versioned, Model):
    """One day of questioning: at a sitting, at the Standing Committee, an explanation session, in writing, with citizens."""

    __tablename__ = "questioning_sessions"
    __table_args__ = (
        CheckConstraint("kind <> 'at_sitting' OR sitting_id IS NOT NULL", name="at_sitting_names_it"),
        Index(None, "council_id", "held_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), index=True)
    kind: Mapped[SessionKind] = mapped_column(coded(SessionKind, "session_kind"))
    held_on: Mapped[date]
    title: Mapped[str] = mapped_column(String(300), default="")
    organising_body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))

    sitting: Mapped[Sitting | None] = relationship(lazy="raise_on_sql")
    organising_body: Mapped[Body | None] = relationship(lazy="raise_on_sql")


class TopicGroup(CouncilOwned, Versioned, Model):
    """A group of issues (nhóm vấn đề chất vấn) of a session, in order."""

    __tablename__ = "topic_groups"
    __table_args__ = (UniqueConstraint("session_id", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("questioning_sessions.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))

    session: Mapped[QuestioningSession] = relationship(lazy="raise_on_sql")
