"""The digests of the row of an issued paper, whose bytes have theirs in it, and of the number it was given later."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app.audit.seals import Compared, compare
from app.core import storage
from app.core.database import db
from app.core.seals import sealed
from app.documents.domain import DocumentIssued, DocumentNumbered
from app.documents.models import DocumentNumber, IssuedDocument
from app.documents.numbering import sequence_of, symbol_of

FROZEN = (
    "id", "council_id", "kind", "number", "title", "issued_on", "subject_type", "subject_id", "sha256", "size", "pages",
    "media_type", "data", "template_version", "replaces_id", "corrects_id", "enclosed_in_id", "code", "issued_at",
    "issued_by_id",
)  # fmt: skip
NUMBER = (
    "id", "council_id", "document_id", "symbol", "year", "sequence", "numbered_on", "given_at", "given_by_id",
)  # fmt: skip


def seal_of(document: IssuedDocument) -> str:
    return sealed(document, FROZEN)


def compare_documents() -> Compared:
    """Every issued paper with what the log says of its issue."""
    digests, names, files = {}, {}, {}
    for document in _all():
        digests[document.id], names[document.id] = seal_of(document), document.number
        files[document.id] = document.sha256
    return compare(
        event=DocumentIssued.__name__, what=_("Issued paper"), digests=digests, names=names, files=files
    )


def seal_of_number(given: DocumentNumber) -> str:
    return sealed(given, NUMBER)


def compare_numbers() -> Compared:
    """Every number given after signature with what the log says of it; one given at issue with the paper's own row."""
    strayed, digests, names = [], {}, {}
    statement = (
        sa.select(DocumentNumber).options(joinedload(DocumentNumber.document)).order_by(DocumentNumber.id)
    )
    for given in db.session.scalars(statement.execution_options(yield_per=100)):
        if sequence_of(given.document.number) is None:
            digests[given.document_id], names[given.document_id] = (
                seal_of_number(given),
                given.document.number,
            )
        elif not _was_given_at_issue(given):
            strayed.append(_("The number of paper %(number)s was changed.", number=given.document.number))
    compared = compare(
        event=DocumentNumbered.__name__, what=_("Number of paper"), digests=digests, names=names
    )
    return Compared(strayed + compared.faults, compared.uncovered)


def _was_given_at_issue(given: DocumentNumber) -> bool:
    paper = given.document
    return (given.symbol, given.sequence, given.year, given.numbered_on, given.council_id) == (
        symbol_of(paper.number),
        sequence_of(paper.number),
        paper.issued_on.year,
        paper.issued_on,
        paper.council_id,
    )


def broken_files() -> Iterator[str]:
    """A sentence for each issued paper whose stored file is gone or changed."""
    for document in _all():
        if not storage.is_whole("issued", document.sha256):
            yield _(
                "Issued paper %(number)s: its stored file issued/%(sha256)s is missing or was changed.",
                number=document.number,
                sha256=document.sha256,
            )


def _all() -> Iterable[IssuedDocument]:
    return db.session.scalars(
        sa.select(IssuedDocument).order_by(IssuedDocument.id).execution_options(yield_per=100)
    )
