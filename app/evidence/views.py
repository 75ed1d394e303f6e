"""Handing a kept file out again: always as a download, never shown inside our own pages."""

import io

from flask import Response, send_file

from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.evidence import queries

blueprint = council_blueprint("evidence", __name__)


@blueprint.get("/evidence/<int:evidence_id>")
@requires(Permission.COUNCIL_READ)
def download(evidence_id: int) -> Response:
    file = queries.get_file(evidence_id)
    content = io.BytesIO(queries.read_file(file))
    response = send_file(
        content, mimetype=file.media_type, as_attachment=True, download_name=file.name, etag=False
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
