"""Handing a kept file out again: always as a download, never shown inside our own pages."""

from flask import Response

from app.core.downloads import as_download
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.evidence import queries

blueprint = council_blueprint("evidence", __name__)


@blueprint.get("/evidence/<int:evidence_id>")
@requires(Permission.COUNCIL_READ)
def download(evidence_id: int) -> Response:
    file = queries.get_file(evidence_id)
    return as_download(queries.read_file(file), media_type=file.media_type, name=file.name)
