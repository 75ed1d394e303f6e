"""The files of a run: previews marked as drafts, and the stored files of what was issued."""

from io import BytesIO
from itertools import count
from zipfile import ZIP_STORED, ZipFile

from flask import Response, abort, g, request
from pypdf import PdfReader, PdfWriter

from app.core.downloads import as_download, as_preview
from app.core.permissions import Permission, requires
from app.documents.domain import PDF, file_name
from app.documents.queries import read_issued
from app.pressing.letters import queries
from app.pressing.letters.previews import preview_letter, preview_letters
from app.pressing.models import Letter
from app.pressing.views.pages import blueprint

MOST_AT_ONCE = 30
"""Letters in one preview."""


@blueprint.get("/pressing/runs/<int:run_id>/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview_run(run_id: int) -> Response:
    """Letters of the run as drafts in one file, thirty at a time."""
    queries.get_run(run_id)
    start = request.args.get("from", 1, type=int)
    start = start if 0 < start < 10_000 else 1  # noqa: PLR2004 - more letters than any run has
    letters = queries.whole_letters(run_id, start=start - 1, most=MOST_AT_ONCE)
    if not letters:
        abort(404)
    return as_preview(preview_letters(letters, g.council))


@blueprint.get("/pressing/letters/<int:letter_id>/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview(letter_id: int) -> Response:
    """One letter as a draft."""
    return as_preview(preview_letter(queries.get_letter(letter_id), g.council))


@blueprint.get("/pressing/runs/<int:run_id>/letters.zip")
@requires(Permission.COUNCIL_READ)
def zipped(run_id: int) -> Response:
    """The stored files of the letters issued, each as it is."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for place, (letter, content) in zip(count(1), _issued(run_id), strict=False):
            document = letter.document
            name = file_name(document.full_number, document.kind) if document else ""
            archive.writestr(f"{place:03d} {name}", content)
    return as_download(packed.getvalue(), media_type="application/zip", name=_name(run_id, "zip"))


@blueprint.get("/pressing/runs/<int:run_id>/letters.pdf")
@requires(Permission.COUNCIL_READ)
def joined(run_id: int) -> Response:
    """The pages of the letters issued one after the other, for the printer alone; the papers are the stored files."""
    writer = PdfWriter()
    for _letter, content in _issued(run_id):
        for page in PdfReader(BytesIO(content)).pages:
            writer.add_page(page)
    packed = BytesIO()
    writer.write(packed)
    return as_download(packed.getvalue(), media_type=PDF, name=_name(run_id, "pdf"))


def _issued(run_id: int) -> list[tuple[Letter, bytes]]:
    letters = [each for each in queries.letters_of(run_id) if each.document]
    if not letters:
        abort(404)
    return [(each, read_issued(each.document)) for each in letters if each.document]


def _name(run_id: int, suffix: str) -> str:
    run = queries.get_run(run_id)
    return f"Công văn {run.signed_on:%Y-%m-%d} đợt {run.id}.{suffix}"
