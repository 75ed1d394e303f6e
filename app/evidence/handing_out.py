"""Handing a kept file out again: as a download, or shown in a page of ours where a browser can show it by itself."""

from flask import Response, abort, render_template

from app.core.downloads import as_download, as_inline
from app.evidence import queries
from app.evidence.models import EvidenceFile


def download_of(file: EvidenceFile) -> Response:
    return as_download(queries.read_file(file), media_type=file.media_type, name=file.name)


def inline_of(file: EvidenceFile) -> Response:
    """The bytes for the page around them; nothing for a file that a browser does not show by itself."""
    if not file.is_shown:
        abort(404)
    return as_inline(queries.read_file(file), media_type=file.media_type, name=file.name)


def page_of(file: EvidenceFile, *, feature: str) -> str:
    """The page around a file; `feature` is the prefix of the endpoints that hand it out."""
    return render_template("evidence/view.html", file=file, feature=feature)
