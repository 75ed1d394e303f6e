"""The list of issued papers, and their files."""

import io

from flask import Response, render_template, request, send_file

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
    """The stored file as it was issued, under its Vietnamese name (RFC 6266)."""
    document = queries.get_document(document_id)
    content = io.BytesIO(queries.read_issued(document))
    name = file_name(document.number, document.kind)
    response = send_file(
        content, mimetype=document.media_type, as_attachment=True, download_name=name, etag=False
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
