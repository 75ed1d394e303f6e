"""The audit chain: each line holds the hash of the line before."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, UtcDateTime


class AuditEntry(Model):
    """One line of the chain; database triggers refuse to change or remove it."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "council_id", "seq"), Index(None, "subject_type", "subject_id"))

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    council_id: Mapped[int | None] = mapped_column(ForeignKey("councils.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    event: Mapped[str] = mapped_column(String(80))
    subject_type: Mapped[str] = mapped_column(String(80))
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
