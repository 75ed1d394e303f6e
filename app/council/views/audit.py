"""The log of changes: who did what, and when."""

from io import BytesIO
from typing import Any

from flask import g, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.audit.addresses import OPERATOR, read_filter
from app.audit.files import CSV, XLSX, log_file
from app.audit.log import MOST_EXPORTED, all_lines, choices_of, lines_of
from app.audit.models import AuditEntry
from app.audit.wording import Wording, kind_of_record, told
from app.core.clock import today
from app.core.permissions import Permission, can, requires
from app.council.views.pages import blueprint

MEDIA_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
PAGES = {
    "Pledge": ("dossier.pledge_page", "pledge_id"),
    "Resolution": ("resolutions.show_resolution", "resolution_id"),
    "Round": ("monitoring.show_round", "round_id"),
    "Assessment": ("monitoring.show_row", "assessment_id"),
    "QuestioningSession": ("sittings.session_page", "session_id"),
    "IssuedDocument": ("documents.show_document", "document_id"),
    "EvidenceFile": ("evidence.download", "evidence_id"),
    "Office": ("council.office", "entry_id"),
}
"""Where a record of that kind is shown: the page and the name of its id."""


@blueprint.get("/log")
@requires(Permission.AUDIT_READ)
def audit() -> str:
    """What the filters of the address leave of the council's log, the latest first."""
    asked = read_filter(request.args)
    page = lines_of(g.council.id, asked, cursor=request.args.get("cursor"))
    choices = choices_of(g.council.id)
    return render_template(
        "council/audit.html",
        page=page,
        asked=asked,
        wording=Wording(line.entry for line in page.rows),
        told=told,
        kind_of_record=kind_of_record,
        page_of=page_of,
        people=[*choices.actors, (OPERATOR, _("the operator"))],
        events=sorted(((each, told(each)) for each in choices.events), key=lambda pair: pair[1]),
        kinds=sorted(
            ((each, kind_of_record(each)) for each in choices.subject_types), key=lambda pair: pair[1]
        ),
        most=MOST_EXPORTED,
    )


@blueprint.get(f"/log/export/<any({XLSX}, {CSV}):file_format>")
@requires(Permission.AUDIT_READ)
def audit_file(file_format: str) -> Response:
    """What the page shows with the filters of the address, as a file with the hashes."""
    content = log_file(all_lines(g.council.id, read_filter(request.args)), file_format)
    return send_file(
        BytesIO(content),
        mimetype=MEDIA_TYPES[file_format],
        as_attachment=True,
        download_name=f"nhat-ky-{g.council.slug}-{today():%Y-%m-%d}.{file_format}",
    )


def page_of(entry: AuditEntry) -> str | None:
    """Where the record of a line is shown; none for records without a page, or with one this reader may not open."""
    if entry.subject_type not in PAGES or entry.subject_id is None or not can(Permission.COUNCIL_READ):
        return None
    endpoint, name = PAGES[entry.subject_type]
    values: dict[str, Any] = {name: entry.subject_id}
    return url_for(endpoint, **values)
