"""The dossier of one pledge, or of what a filter of the register leaves: shown, printed, issued."""

from flask import g, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.downloads import as_download
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.documents.domain import file_name
from app.documents.issuing.forms import OutgoingForm
from app.documents.issuing.warnings import about_frame
from app.documents.long.submit import after_issue, carry_out_issue, show_print
from app.documents.settings.queries import paper_style
from app.documents.submit import outgoing_form
from app.documents.word import DOCX
from app.dossier.book import assembling
from app.dossier.book.long import DraftBook, LongBook, PlainBook
from app.dossier.book.word import write_dossier
from app.dossier.extract.filters import filter_words
from app.pledges.queries import get_pledge

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("books", __name__)


@blueprint.get("/register/dossier")
@requires(Permission.COUNCIL_READ)
def show() -> Page:
    """What is asked for stands in the address as it does on the register, or `pledge` names one alone."""
    return _show(_form())


@blueprint.post("/register/dossier")
@requires(Permission.APPROVE)
def issue() -> Page:
    """Issue the dossier with a number and a signature."""
    form = _form()
    issued = carry_out_issue(form, lambda: LongBook.asked_in(request.args, out=form.to_input()))
    if issued is not None:
        return after_issue(issued, _("The dossier is issued."))
    return _show(form)


@blueprint.get("/register/dossier/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview() -> Response:
    """As it would be issued, marked as a draft; not on the list of papers."""
    return show_print(DraftBook.asked_in(request.args))


@blueprint.get("/register/dossier/print.pdf")
@requires(Permission.COUNCIL_READ)
def print_book() -> Response:
    """The working paper, without number or signature."""
    return show_print(PlainBook.asked_in(request.args))


@blueprint.get("/register/dossier/print.docx")
@requires(Permission.COUNCIL_READ)
def word_of_book() -> Response:
    document = assembling.plain_print(g.council, assembling.read_asked(request.args))
    return as_download(write_dossier(document), media_type=DOCX, name=file_name("", assembling.KIND, "docx"))


def _form() -> OutgoingForm:
    return outgoing_form(assembling.KIND, without=("electronic", "addressees"))


def _show(form: OutgoingForm) -> Page:
    asked = assembling.read_asked(request.args)
    out = form.to_input()
    page = render_template(
        "dossier/book.html",
        form=form,
        pledge=get_pledge(asked.pledge_id) if asked.pledge_id else None,
        count=assembling.count_of(g.council, asked),
        most=assembling.MOST,
        said=filter_words(asked.filter),
        as_of=asked.day,
        warnings=about_frame(assembling.frame_of(g.council, out), assembling.KIND, out),
        number_at_issue=paper_style().number_at_issue,
    )
    return page, 422 if form.errors else 200
