"""The digest of the row of an issued paper; the paper's own bytes have theirs in it."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.seals import Compared, compare
from app.core import storage
from app.core.database import db
from app.core.seals import sealed
from app.documents.domain import DocumentIssued
from app.documents.models import IssuedDocument

FROZEN = (
    "id", "council_id", "kind", "number", "title", "issued_on", "subject_type", "subject_id", "sha256", "size", "pages",
    "media_type", "data", "template_version", "replaces_id", "corrects_id", "enclosed_in_id", "code", "issued_at",
    "issued_by_id",
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
