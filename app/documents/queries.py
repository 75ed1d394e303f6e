"""Reading issued papers. The stored file is the paper; it is handed out as it is, never rendered again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from app.accounts.models import User
from app.core import storage
from app.core.database import db
from app.core.errors import N_, DomainError, NotFoundError
from app.documents.domain import DocumentKind
from app.documents.models import DocumentNumber, IssuedDocument
from app.documents.numbering import REGISTERS, offered, sequence_of, symbol_of
from app.documents.settings.queries import paper_style


def with_number(*way: Any) -> tuple[ORMOption, ...]:
    """What `full_number` looks at, of the paper itself or of the one at the end of a way of relationships."""
    steps = (*way, IssuedDocument.numbering), (*way, IssuedDocument.enclosed_in, IssuedDocument.numbering)
    return tuple(_joined(step) for step in steps)


def _joined(way: Sequence[Any]) -> ORMOption:
    first, *others = way
    option = joinedload(first)
    for step in others:
        option = option.joinedload(step)
    return option


def get_document(document_id: int) -> IssuedDocument:
    """An issued paper of the council in scope; raises `NotFoundError`."""
    found = db.session.scalar(
        sa.select(IssuedDocument).where(IssuedDocument.id == document_id).options(*with_number())
    )
    if found is None:
        raise NotFoundError(N_("This paper does not exist."))
    return found


def find_current(*, kind: DocumentKind, subject_type: str, subject_id: int) -> IssuedDocument | None:
    """The paper in force on a subject: the latest issued, since a correction follows what it corrects."""
    return db.session.scalar(
        sa.select(IssuedDocument)
        .where(
            IssuedDocument.kind == kind,
            IssuedDocument.subject_type == subject_type,
            IssuedDocument.subject_id == subject_id,
        )
        .options(*with_number())
        .order_by(IssuedDocument.id.desc())
        .limit(1)
    )


def given_numbers(symbol: str, year: int) -> dict[int, date]:
    """The numbers of a symbol that are taken in a year, with the days of their papers: issued here, or known elsewhere."""
    given: dict[int, date] = {}
    for register in REGISTERS:
        given |= register(symbol, year)
    rows = db.session.execute(
        sa.select(IssuedDocument.number, IssuedDocument.issued_on, DocumentNumber.sequence)
        .outerjoin(DocumentNumber, DocumentNumber.document_id == IssuedDocument.id)
        .where(
            IssuedDocument.number.endswith(f"/{symbol}", autoescape=True),
            IssuedDocument.issued_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(IssuedDocument.id)
    )
    for number, issued_on, later in rows:
        sequence = later or sequence_of(number)
        if sequence is not None and symbol_of(number) == symbol:
            given.setdefault(sequence, issued_on)
    return given


def offered_number(symbol: str, year: int) -> str:
    """The next number for a form; nothing where it is given after signature, or where none of that year is known here."""
    return offered(given_numbers(symbol, year)) if paper_style().number_at_issue else ""


def replaced_by(documents: list[IssuedDocument]) -> dict[int, IssuedDocument]:
    """For each paper that was replaced, the one that replaced it."""
    ids = [document.id for document in documents]
    found = db.session.scalars(
        sa.select(IssuedDocument)
        .where(IssuedDocument.replaces_id.in_(ids))
        .options(*with_number())
        .order_by(IssuedDocument.id)
    )
    return {document.replaces_id: document for document in found if document.replaces_id is not None}


def find_by_code(code: str) -> IssuedDocument | None:
    """The paper of that code, of whichever council is in scope."""
    return db.session.scalar(
        sa.select(IssuedDocument).where(IssuedDocument.code == code).options(*with_number())
    )


def issuer_of(document: IssuedDocument) -> User | None:
    """Who issued it; None where the program did by itself."""
    return db.session.get(User, document.issued_by_id) if document.issued_by_id is not None else None


def read_issued(document: IssuedDocument) -> bytes:
    """The stored bytes, checked against their checksum; raises `DomainError` when the store lost or changed them."""
    try:
        return storage.load("issued", document.sha256)
    except storage.MissingFileError as missing:
        raise DomainError(
            N_(
                "The stored file is missing or damaged. Please tell the administrator, who can restore it from a backup."
            )
        ) from missing
