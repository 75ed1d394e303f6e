"""The audit chain: each line holds the hash of the line before."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from app.core.database import Model, UtcDateTime


class Details(TypeDecorator[dict[str, Any]]):
    """What a line says, as JSON; None where somebody made it unreadable, so that the other lines can still be read."""

    impl = JSON
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], dict[str, Any] | None]:
        read = super().result_processor(dialect, coltype) or (lambda stored: stored)

        def process(stored: Any) -> dict[str, Any] | None:
            try:
                found = read(stored)
            except (ValueError, TypeError, RecursionError):
                return None
            return found if isinstance(found, dict) else None

        return process


class Moment(UtcDateTime):
    """When a line was written; None where somebody made it unreadable."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        read = super().result_processor(dialect, coltype) or (lambda stored: stored)

        def process(stored: Any) -> datetime | None:
            try:
                return read(stored)
            except (ValueError, TypeError, OverflowError):
                return None

        return process


class AuditEntry(Model):
    """One line of the chain; database triggers refuse to change or remove it."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "council_id", "seq"), Index(None, "subject_type", "subject_id"))

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime | None] = mapped_column(Moment, nullable=False)
    council_id: Mapped[int | None] = mapped_column(ForeignKey("councils.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    event: Mapped[str] = mapped_column(String(80))
    subject_type: Mapped[str] = mapped_column(String(80))
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any] | None] = mapped_column(Details, nullable=False)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
