"""Handing a kept file out again: as a download, and in a page around it where a browser can show it."""

from flask import Response

from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.evidence import queries
from app.evidence.handing_out import download_of, inline_of, page_of

blueprint = council_blueprint("evidence", __name__)


@blueprint.get("/evidence/<int:evidence_id>")
@requires(Permission.COUNCIL_READ)
def download(evidence_id: int) -> Response:
    return download_of(queries.get_file(evidence_id))


@blueprint.get("/evidence/<int:evidence_id>/inline")
@requires(Permission.COUNCIL_READ)
def inline(evidence_id: int) -> Response:
    return inline_of(queries.get_file(evidence_id))


@blueprint.get("/evidence/<int:evidence_id>/view")
@requires(Permission.COUNCIL_READ)
def show(evidence_id: int) -> str:
    return page_of(queries.get_file(evidence_id), feature="evidence")
