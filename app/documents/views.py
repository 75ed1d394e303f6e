"""The list of issued papers, and their files."""

from flask import Response, render_template, request

from app.core.downloads import as_download
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.documents import queries
from app.documents.domain import file_name

blueprint = council_blueprint("documents", __name__)


@blueprint.get("/documents")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    page = queries.issued_page(request.args.get("cursor"))
    return render_template("documents/list.html", page=page, replaced_by=queries.replaced_by(list(page.rows)))


@blueprint.get("/documents/<int:document_id>/file")
@requires(Permission.COUNCIL_READ)
def download(document_id: int) -> Response:
    """The stored file as it was issued."""
    document = queries.get_document(document_id)
    name = file_name(document.number, document.kind)
    return as_download(queries.read_issued(document), media_type=document.media_type, name=name)
