"""Issued papers. The stored file is the paper; it is never rendered again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.documents.domain import DocumentKind, LegalBasisUse, SigningCapacity, new_code


class IssuedDocument(CouncilOwned, Model):
    """A paper as issued: its number, its bytes' checksum and the data it was made from.

    Append-only: triggers on both databases refuse UPDATE and DELETE. A correction is a new row that names the old one.
    """

    __tablename__ = "issued_documents"
    __table_args__ = (Index(None, "subject_type", "subject_id"), Index(None, "council_id", "issued_on", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DocumentKind] = mapped_column(coded(DocumentKind, "document_kind"))
    number: Mapped[str] = mapped_column(
        String(80)
    )  # "95/NQ-HĐND"; "/NQ-HĐND" where it is given after signature
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
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("issued_documents.id"))
    enclosed_in_id: Mapped[int | None] = mapped_column(
        ForeignKey("issued_documents.id")
    )  # an appendix: the paper it goes with
    code: Mapped[str] = mapped_column(
        String(16), unique=True, default=new_code
    )  # printed on the paper; opens its public page
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    numbering: Mapped["DocumentNumber | None"] = relationship(lazy="raise_on_sql", back_populates="document")
    enclosed_in: Mapped["IssuedDocument | None"] = relationship(
        lazy="raise_on_sql", remote_side="IssuedDocument.id", foreign_keys=[enclosed_in_id]
    )
    replaces: Mapped["IssuedDocument | None"] = relationship(
        lazy="raise_on_sql", remote_side="IssuedDocument.id", foreign_keys=[replaces_id]
    )
    corrects: Mapped["IssuedDocument | None"] = relationship(
        lazy="raise_on_sql", remote_side="IssuedDocument.id", foreign_keys=[corrects_id]
    )

    @property
    def full_number(self) -> str:
        """The number printed, or the one given after signature; an appendix has that of its paper. Dots where none is given yet."""
        if not self.number.startswith("/"):
            return self.number
        given = (self.enclosed_in or self).numbering
        return f"{given.sequence:02d}{self.number}" if given else f"…{self.number}"


class DocumentNumber(CouncilOwned, Model):
    """A number given to an issued paper, at issue or after signature: 01 to the year's end for each symbol of each body.

    Append-only (Nghị định 30/2020/NĐ-CP, art. 15).
    """

    __tablename__ = "document_numbers"
    __table_args__ = (
        UniqueConstraint("document_id"),
        UniqueConstraint("council_id", "symbol", "year", "sequence"),
        CheckConstraint("sequence > 0", name="counts_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("issued_documents.id"))
    symbol: Mapped[str] = mapped_column(String(60))  # "NQ-HĐND"
    year: Mapped[int]
    sequence: Mapped[int]
    numbered_on: Mapped[date]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    document: Mapped[IssuedDocument] = relationship(lazy="raise_on_sql", back_populates="numbering")


class PaperSettings(CouncilOwned, Versioned, Model):
    """What a council prints its papers with; margins in millimetres within the decree's range."""

    __tablename__ = "paper_settings"
    __table_args__ = (
        UniqueConstraint("council_id"),
        CheckConstraint("margin_top BETWEEN 20 AND 25", name="margin_top_in_range"),
        CheckConstraint("margin_bottom BETWEEN 20 AND 25", name="margin_bottom_in_range"),
        CheckConstraint("margin_left BETWEEN 30 AND 35", name="margin_left_in_range"),
        CheckConstraint("margin_right BETWEEN 15 AND 20", name="margin_right_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    superior: Mapped[str] = mapped_column(String(300), default="")
    head_name: Mapped[str] = mapped_column(String(300), default="")  # empty: the council's name
    margin_top: Mapped[int] = mapped_column(default=20)
    margin_bottom: Mapped[int] = mapped_column(default=20)
    margin_left: Mapped[int] = mapped_column(default=30)
    margin_right: Mapped[int] = mapped_column(default=15)
    tables_landscape: Mapped[bool] = mapped_column(default=True)
    number_at_issue: Mapped[bool] = mapped_column(default=True)
    recipients: Mapped[str] = mapped_column(Text, default="")  # one a line
    record_unit: Mapped[str] = mapped_column(String(60), default="VP")
    address_line: Mapped[str] = mapped_column(String(300), default="")
    symbols: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # kind of paper: symbol
    columns: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)  # kind of table: codes in order


class Signer(CouncilOwned, Versioned, Model):
    """Who may sign, in which capacity, from–until."""

    __tablename__ = "signers"
    __table_args__ = (
        CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="ends_after_start"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(String(300))  # "Chủ tịch", "Phó Chủ tịch", "Chánh Văn phòng"
    capacity: Mapped[SigningCapacity] = mapped_column(coded(SigningCapacity, "signer_capacity"))
    on_behalf_of: Mapped[str] = mapped_column(
        String(300), default=""
    )  # the committee signed for: "Ban Pháp chế"
    position: Mapped[int] = mapped_column(default=0)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class LegalBasis(CouncilOwned, Versioned, Model):
    """A line of "Căn cứ …" with the days on which it may be cited."""

    __tablename__ = "legal_bases"
    __table_args__ = (
        CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="ends_after_start"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    used_in: Mapped[LegalBasisUse] = mapped_column(coded(LegalBasisUse, "legal_basis_use"))
    words: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
