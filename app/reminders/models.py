"""Digests to be sent, and which events a person was reminded of, so that nothing is said twice."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Model, UtcDateTime, coded
from app.core.tenancy import CouncilOwned
from app.reminders.domain import MailStatus, ReminderReason


class MailMessage(Model):
    """The digest of one person on one day, from all of their councils."""

    __tablename__ = "mail_messages"
    __table_args__ = (UniqueConstraint("user_id", "day"), Index(None, "status", "next_try_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    day: Mapped[date]
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    status: Mapped[MailStatus] = mapped_column(coded(MailStatus, "mail_status"), default=MailStatus.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(Text, default="")
    next_try_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Reminder(CouncilOwned, Model):
    """A person was reminded of an event on a day; the same event is never said again."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("user_id", "council_id", "event_key"),
        Index(None, "council_id", "user_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    event_key: Mapped[str] = mapped_column(String(160))  # "pledge:12:due_soon:2026-05-01:30"
    reason: Mapped[ReminderReason] = mapped_column(coded(ReminderReason, "reminder_reason"))
    subject: Mapped[str] = mapped_column(Text)  # what it says of the event
    address: Mapped[str] = mapped_column(String(300), default="")  # the page of it
    day: Mapped[date]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("mail_messages.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
