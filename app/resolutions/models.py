"""The resolution on questioning (Luật 87/2015/QH13, art. 60.5; from 1 March 2026 Luật 121/2025/QH15)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Model, UtcDateTime, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.documents.domain import SigningCapacity
from app.resolutions.domain import ResolutionStatus
from app.sittings.models import QuestioningSession


class Resolution(CouncilOwned, Versioned, Model):
    """A resolution of a session. Adopted, triggers freeze its number, day, session and signer; a number may still be given once."""

    __tablename__ = "resolutions"
    __table_args__ = (
        UniqueConstraint("council_id", "number", "adopted_on"),
        CheckConstraint("status = 'draft' OR adopted_on IS NOT NULL", name="adopted_has_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("questioning_sessions.id"), index=True)
    status: Mapped[ResolutionStatus] = mapped_column(
        coded(ResolutionStatus, "status"), default=ResolutionStatus.DRAFT
    )
    number: Mapped[str | None] = mapped_column(
        String(80), index=True
    )  # "95/NQ-HĐND"; none until it is given after signature
    title: Mapped[str] = mapped_column(String(600), default="")
    adopted_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(300), default="")
    signer_title: Mapped[str] = mapped_column(String(300), default="")  # "CHỦ TỊCH"
    signing_capacity: Mapped[SigningCapacity] = mapped_column(
        coded(SigningCapacity, "signing_capacity"), default=SigningCapacity.ON_BEHALF_OF_COUNCIL
    )
    legal_bases: Mapped[str] = mapped_column(Text, default="")  # one a line
    assessment: Mapped[str] = mapped_column(Text, default="")  # Điều 1
    tasks: Mapped[str] = mapped_column(Text, default="")  # Điều 2
    responsibilities: Mapped[str] = mapped_column(Text, default="")  # Điều 3
    closing_words: Mapped[str] = mapped_column(Text, default="")
    recipients: Mapped[str] = mapped_column(Text, default="")  # one a line
    appendix_inside: Mapped[bool] = mapped_column(default=False)  # one file with its appendix, or two
    gaps_confirmation: Mapped[str] = mapped_column(
        Text, default=""
    )  # why it was adopted with unclear pledges
    adopted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    adopted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    session: Mapped[QuestioningSession] = relationship(lazy="raise_on_sql")
