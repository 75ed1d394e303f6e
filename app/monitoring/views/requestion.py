"""The list for questioning again: what is proposed with its reasons, ticked or not, previewed and issued."""

from dataclasses import replace

from flask import Response, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.downloads import as_download, as_preview
from app.core.paging import LARGEST_ID
from app.core.permissions import Permission, requires
from app.documents import queries as documents
from app.documents.domain import file_name
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.forms import OutgoingForm
from app.documents.issuing.papers import usual_outgoing
from app.documents.numbering import offered
from app.documents.printing import preview_of
from app.documents.settings.queries import paper_style, signers_on
from app.documents.submit import carry_out_printed
from app.documents.tables.word import write_tables
from app.documents.word import DOCX
from app.monitoring.requestion.assembling import KIND, list_of, to_be_issued, to_be_shown
from app.monitoring.requestion.queries import candidates
from app.monitoring.requestion.warnings import warnings_of
from app.monitoring.views.pages import Page, blueprint, show


@blueprint.get("/requestion")
@requires(Permission.COUNCIL_READ)
def requestion() -> Page:
    """What is proposed today; nothing is stored of what is ticked."""
    return _show(_form(), None)


@blueprint.post("/requestion")
@requires(Permission.APPROVE)
def issue_requestion() -> Page:
    """Issue the list of the pledges ticked."""
    form, ticked = _form(), _ticked()
    issued = carry_out_printed(
        form,
        lambda: [to_be_issued(g.council, form.to_input(), ticked=ticked or ())],
        lambda printed: issue_paper(
            manuscript=to_be_issued(g.council, form.to_input(), ticked=ticked or ()),
            printed=printed,
            actor=current_user,
        ),
    )
    if issued is not None:
        flash(_("The list is issued."), "success")
        return redirect(url_for("documents.show_document", document_id=issued.id))
    return _show(form, ticked or ())


@blueprint.get("/requestion/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview_requestion() -> Page:
    """The list of what is proposed, marked as a draft."""
    return _as_pdf(replace(usual_outgoing(), issued_on=today()))


@blueprint.post("/requestion/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview_ticked() -> Page:
    """The list of what is ticked, with what is typed; nothing is stored."""
    form = _form()
    return _as_pdf(form.to_input()) if form.validate() else _show(form, _ticked() or ())


@blueprint.get("/requestion/list.docx")
@requires(Permission.COUNCIL_READ)
def word_of_requestion() -> Response:
    """The list of what is proposed as a Word file; made on the spot, never kept."""
    return _as_word()


@blueprint.post("/requestion/list.docx")
@requires(Permission.COUNCIL_READ)
def word_of_ticked() -> Response:
    """The same of what is ticked; nothing is stored."""
    return _as_word()


def _as_pdf(out: Outgoing) -> Response:
    return as_preview(preview_of(to_be_shown(g.council, out, ticked=_ticked())).content)


def _as_word() -> Response:
    document = list_of(g.council, usual_outgoing(), ticked=_ticked())
    return as_download(write_tables(document), media_type=DOCX, name=file_name("", KIND, "docx"))


def _show(form: OutgoingForm, ticked: tuple[int, ...] | None) -> Page:
    found = candidates(g.council)
    chosen = [
        each for each in found if (each.facts.is_proposed if ticked is None else each.pledge.id in ticked)
    ]
    out = form.to_input()
    document = list_of(g.council, replace(out, number=""), ticked=[each.pledge.id for each in chosen])
    return show(
        form,
        "requestion",
        found=found,
        ticked={each.pledge.id for each in chosen},
        number_at_issue=paper_style().number_at_issue,
        warnings=warnings_of(document, out, chosen),
    )


def _ticked() -> tuple[int, ...] | None:
    """The pledges ticked, or named in the address; None where neither was."""
    sent = request.form if request.method == "POST" else request.args
    if request.method != "POST" and "pledge" not in sent:
        return None
    numbers = (int(each) for each in sent.getlist("pledge") if each.isdecimal() and len(each) < 10)  # noqa: PLR2004 - fits an integer
    return tuple(number for number in numbers if 0 < number <= LARGEST_ID)


def _form() -> OutgoingForm:
    day = today()
    given = documents.given_numbers(paper_style().symbol_of(KIND), day.year)
    form = OutgoingForm(issued_on=day, number=offered(given))
    form.offer(signers_on(day))
    return form.without("electronic")
