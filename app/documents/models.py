"""Issued papers. The stored file is the paper; it is never rendered again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Model, UtcDateTime, coded
from app.core.tenancy import CouncilOwned
from app.documents.domain import DocumentKind


class IssuedDocument(CouncilOwned, Model):
    """A paper as issued: its number, its bytes' checksum and the data it was made from.

    Append-only: triggers on both databases refuse UPDATE and DELETE. A correction is a new row that names the old one.
    """

    __tablename__ = "issued_documents"
    __table_args__ = (Index(None, "subject_type", "subject_id"), Index(None, "council_id", "issued_on", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DocumentKind] = mapped_column(coded(DocumentKind, "document_kind"))
    number: Mapped[str] = mapped_column(String(80))  # with its symbol: "95/NQ-HĐND"
    title: Mapped[str] = mapped_column(String(600))
    issued_on: Mapped[date]
    subject_type: Mapped[str] = mapped_column(String(40))  # "Resolution", "Round"
    subject_id: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    pages: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(120))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    template_version: Mapped[str] = mapped_column(String(40))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("issued_documents.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
