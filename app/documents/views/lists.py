"""The list of issued papers, the page of each, and their files."""

from flask import Response, render_template, request

from app.core.clock import today
from app.core.downloads import as_download
from app.core.errors import N_, NotFoundError
from app.core.permissions import Permission, requires
from app.core.text import clean_line
from app.council.queries import work_calendar
from app.documents import kinds, listing, queries
from app.documents.domain import DocumentKind, file_name
from app.documents.numbering import must_be_numbered_by
from app.documents.verification import Verification
from app.documents.views.pages import blueprint
from app.documents.word import DOCX

LONGEST_NUMBER = 120


@blueprint.get("/documents")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """Filters: kind, year, number."""
    years = listing.years()
    year = request.args.get("year", type=int)
    asked = listing.ListFilter(
        kind=request.args.get("kind", type=DocumentKind),
        year=year if year in years else None,
        number=clean_line(request.args.get("number", "")[:LONGEST_NUMBER]),
    )
    page = listing.issued_page(request.args.get("cursor"), asked)
    return render_template(
        "documents/list.html",
        page=page,
        fates=listing.fates(page.rows),
        asked=asked,
        kinds=DocumentKind.choices(),
        years=[(each, str(each)) for each in years],
        waiting=listing.waiting_for_number(),
        due_by=must_be_numbered_by(work_calendar()),
        today=today(),
    )


@blueprint.get("/documents/<int:document_id>")
@requires(Permission.COUNCIL_READ)
def show_document(document_id: int) -> str:
    document = queries.get_document(document_id)
    return render_template(
        "documents/detail.html",
        document=document,
        around=listing.around(document),
        issuer=queries.issuer_of(document),
        replaceable=kinds.can_be_read(document),
        spoken_code=Verification(code=document.code).spoken,
        due_by=must_be_numbered_by(work_calendar()),
        today=today(),
    )


@blueprint.get("/documents/<int:document_id>/file")
@requires(Permission.COUNCIL_READ)
def download(document_id: int) -> Response:
    """The stored file as it was issued."""
    document = queries.get_document(document_id)
    name = file_name(document.full_number, document.kind)
    return as_download(queries.read_issued(document), media_type=document.media_type, name=name)


@blueprint.get("/documents/<int:document_id>/word")
@requires(Permission.COUNCIL_READ)
def word(document_id: int) -> Response:
    """What was issued as a Word file to work on; made on the spot from its frozen data, never kept."""
    document = queries.get_document(document_id)
    if not kinds.can_be_read(document):
        raise NotFoundError(N_("This paper was made by an older release, so there is no Word file of it."))
    name = file_name(document.full_number, document.kind, "docx")
    return as_download(kinds.write(document), media_type=DOCX, name=name)
