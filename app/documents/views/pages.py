"""What the pages of issued papers share."""

from flask import url_for
from werkzeug.wrappers import Response

from app.core.web import council_blueprint
from app.documents.models import IssuedDocument

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("documents", __name__)


def page_of(document: IssuedDocument) -> str:
    return url_for("documents.show_document", document_id=document.id)
