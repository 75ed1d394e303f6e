"""Issuing a paper: rendered once, stored once, never changed."""

from datetime import date

from app.accounts.models import User
from app.core import storage
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.pdf import render_pdf
from app.core.records import about
from app.documents.domain import PDF, DocumentIssued, DocumentKind
from app.documents.models import IssuedDocument
from app.documents.paper import TEMPLATE_VERSION, Paper


def issue_document(
    *,
    kind: DocumentKind,
    number: str,
    title: str,
    issued_on: date,
    subject_type: str,
    subject_id: int,
    document: Paper,
    template: str,
    actor: User | None,
    replaces: IssuedDocument | None = None,
) -> IssuedDocument:
    """Render the frozen data, keep the file by its SHA-256, and put the paper on the list of issued documents.

    A wrong paper is replaced by one of the same kind that names it (Nghị định 30/2020/NĐ-CP, art. 18).
    Raises `DomainError` when the paper is still a draft, has no number, or cannot be printed right; then nothing is issued.
    """
    if document.draft:
        raise DomainError(N_("A draft cannot be issued."))
    if not number.strip():
        raise DomainError(N_("A paper needs its number before it is issued."), field="number")
    if replaces is not None and (replaces.kind, replaces.subject_type, replaces.subject_id) != (
        kind,
        subject_type,
        subject_id,
    ):
        raise DomainError(N_("A paper can only replace one of the same kind on the same subject."))
    rendered = render_pdf(template, document, title=title)
    issued = IssuedDocument(
        kind=kind,
        number=number,
        title=title,
        issued_on=issued_on,
        subject_type=subject_type,
        subject_id=subject_id,
        sha256=storage.store("issued", rendered.content),
        size=len(rendered.content),
        pages=rendered.pages,
        media_type=PDF,
        data=document.to_data(),
        template_version=TEMPLATE_VERSION,
        replaces_id=replaces.id if replaces else None,
        issued_by_id=actor.id if actor else None,
    )
    db.session.add(issued)
    db.session.flush()
    details = {
        "kind": kind.value,
        "number": number,
        "sha256": issued.sha256,
        "pages": issued.pages,
        "replaces": issued.replaces_id,
    }
    publish(DocumentIssued(**about(issued, actor), details=details))
    return issued
