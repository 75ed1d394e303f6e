"""The register as a file."""

from io import BytesIO

from flask import g, request, send_file
from werkzeug.wrappers import Response

from app.core.as_of import read_as_of
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.dossier.addresses import read_filter
from app.dossier.queries import rules_of
from app.exports.documents import register_file
from app.exports.domain import MEDIA_TYPES, FileFormat
from app.exports.queries import register_rows
from app.pledges.standing import standing

blueprint = council_blueprint("exports", __name__)


@blueprint.get(f"/register/export/<any({', '.join(FileFormat)}):file_format>")
@requires(Permission.REGISTER_EXPORT)
def download(file_format: str) -> Response:
    """What the register shows with the filters of the address, as a file."""
    kind, asked = FileFormat(file_format), read_as_of(request.args)
    if asked.refused is not None:
        raise asked.refused
    rows = register_rows(read_filter(request.args), at=standing(asked), rules=rules_of(g.council))
    return send_file(
        BytesIO(register_file(rows, kind)),
        mimetype=MEDIA_TYPES[kind],
        as_attachment=True,
        download_name=f"so-loi-hua-{g.council.slug}-{asked.day:%Y-%m-%d}.{kind.value}",
    )
