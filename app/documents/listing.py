"""Lists of issued papers, and what became of each: what replaced, corrected or encloses it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core.database import db
from app.core.paging import PAGE_SIZE, Page, decode_cursor, encode_cursor
from app.documents.domain import DocumentKind
from app.documents.models import DocumentNumber, IssuedDocument
from app.documents.queries import with_number


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """Which papers are asked for; what is not said is not asked."""

    kind: DocumentKind | None = None
    year: int | None = None
    number: str = ""
    """"95" finds 95/NQ-HĐND; anything else is looked for inside the number."""


@dataclass(kw_only=True)
class Fate:
    """What became of a paper."""

    replaced_by: IssuedDocument | None = None
    corrected_by: list[IssuedDocument] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Around:
    """The papers around one: what it replaces or corrects, what became of it, what goes with it."""

    fate: Fate
    replaces: IssuedDocument | None
    corrects: IssuedDocument | None
    enclosures: Sequence[IssuedDocument]


def issued_page(
    cursor: str | None, asked: ListFilter = ListFilter(), *, size: int = PAGE_SIZE
) -> Page[IssuedDocument]:
    """Issued papers, the latest first; a cursor that cannot be read begins at the first page."""
    backwards, bound = _bound(cursor)
    statement = sa.select(IssuedDocument).where(*_conditions(asked)).options(*with_number())
    if bound is not None:
        statement = statement.where(IssuedDocument.id > bound if backwards else IssuedDocument.id < bound)
    order = IssuedDocument.id.asc() if backwards else IssuedDocument.id.desc()
    rows = list(db.session.scalars(statement.order_by(order).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    older = rows and (more or backwards)
    newer = rows and bound is not None and (more or not backwards)
    return Page(
        rows=rows,
        next_cursor=encode_cursor([rows[-1].id]) if older else None,
        previous_cursor=encode_cursor([rows[0].id], backwards=True) if newer else None,
    )


def years() -> list[int]:
    """The years papers were issued in, the latest first."""
    first, last = db.session.execute(
        sa.select(sa.func.min(IssuedDocument.issued_on), sa.func.max(IssuedDocument.issued_on))
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


def fates(documents: Iterable[IssuedDocument]) -> dict[int, Fate]:
    """What became of each of the papers, by its id."""
    found = {document.id: Fate() for document in documents}
    later = sa.select(IssuedDocument).where(
        IssuedDocument.replaces_id.in_(found) | IssuedDocument.corrects_id.in_(found)
    )
    for document in db.session.scalars(later.options(*with_number()).order_by(IssuedDocument.id)):
        if document.replaces_id in found:
            found[document.replaces_id].replaced_by = document
        if document.corrects_id in found:
            found[document.corrects_id].corrected_by.append(document)
    return found


def around(document: IssuedDocument) -> Around:
    """Everything the page of a paper links to."""
    named = [each for each in (document.replaces_id, document.corrects_id) if each is not None]
    statement = sa.select(IssuedDocument).where(
        IssuedDocument.id.in_(named) | (IssuedDocument.enclosed_in_id == document.id)
    )
    found = {
        each.id: each
        for each in db.session.scalars(statement.options(*with_number()).order_by(IssuedDocument.id))
    }
    return Around(
        fate=fates([document])[document.id],
        replaces=found.get(document.replaces_id or 0),
        corrects=found.get(document.corrects_id or 0),
        enclosures=[each for each in found.values() if each.enclosed_in_id == document.id],
    )


def mendings(subject_type: str, subject_id: int) -> list[IssuedDocument]:
    """The papers on a subject that replaced or corrected another one, in order, each with that one."""
    statement = sa.select(IssuedDocument).where(
        IssuedDocument.subject_type == subject_type,
        IssuedDocument.subject_id == subject_id,
        IssuedDocument.replaces_id.is_not(None) | IssuedDocument.corrects_id.is_not(None),
    )
    whole = (
        *with_number(),
        *with_number(IssuedDocument.replaces),
        *with_number(IssuedDocument.corrects),
    )
    return list(db.session.scalars(statement.options(*whole).order_by(IssuedDocument.id)))


def waiting_for_number() -> list[IssuedDocument]:
    """Papers that went out without a number and were not replaced meanwhile, the oldest first."""
    newer = aliased(IssuedDocument)
    statement = (
        sa.select(IssuedDocument)
        .outerjoin(IssuedDocument.numbering)
        .where(
            IssuedDocument.number.startswith("/"),
            IssuedDocument.enclosed_in_id.is_(None),
            DocumentNumber.id.is_(None),
            ~sa.exists().where(newer.replaces_id == IssuedDocument.id),
        )
        .options(*with_number())
    )
    return list(db.session.scalars(statement.order_by(IssuedDocument.issued_on, IssuedDocument.id)))


def _conditions(asked: ListFilter) -> list[sa.ColumnElement[bool]]:
    conditions = []
    if asked.kind is not None:
        conditions.append(IssuedDocument.kind == asked.kind)
    if asked.year is not None:
        conditions.append(IssuedDocument.issued_on.between(date(asked.year, 1, 1), date(asked.year, 12, 31)))
    if asked.number:
        conditions.append(_numbered(asked.number))
    return conditions


def _numbered(text: str) -> sa.ColumnElement[bool]:
    bare = text.strip()
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 6):  # noqa: PLR2004 - as many digits as a number has
        number = IssuedDocument.number  # SQLite knows no small đ of Đ
        return number.icontains(bare, autoescape=True) | number.contains(bare.upper(), autoescape=True)
    main = sa.func.coalesce(IssuedDocument.enclosed_in_id, IssuedDocument.id)
    later = sa.exists().where(DocumentNumber.document_id == main, DocumentNumber.sequence == int(bare))
    return IssuedDocument.number.startswith(f"{int(bare):02d}/", autoescape=True) | later


def _bound(cursor: str | None) -> tuple[bool, int | None]:
    decoded = decode_cursor(cursor)
    if decoded is None or len(decoded[1]) != 1 or not isinstance(decoded[1][0], int):
        return False, None
    return decoded[0], decoded[1][0]
