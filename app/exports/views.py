"""The register as a file."""

from io import BytesIO

from flask import g, request, send_file
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.dossier.addresses import read_filter
from app.dossier.queries import rules_of
from app.exports.documents import register_file
from app.exports.domain import MEDIA_TYPES, FileFormat
from app.exports.queries import register_rows

blueprint = council_blueprint("exports", __name__)


@blueprint.get(f"/register/export/<any({', '.join(FileFormat)}):file_format>")
@requires(Permission.REGISTER_EXPORT)
def download(file_format: str) -> Response:
    """What the register shows with the filters of the address, as a file."""
    kind, day = FileFormat(file_format), today()
    rows = register_rows(read_filter(request.args), day=day, rules=rules_of(g.council))
    return send_file(
        BytesIO(register_file(rows, kind)),
        mimetype=MEDIA_TYPES[kind],
        as_attachment=True,
        download_name=f"so-loi-hua-{g.council.slug}-{day:%Y-%m-%d}.{kind.value}",
    )
