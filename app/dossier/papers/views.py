"""The papers of the register: a print of it by its filters, and the sheet of one pledge; shown, printed, issued."""

from dataclasses import replace
from typing import NamedTuple

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.as_of import AsOf, read_as_of
from app.core.clock import today
from app.core.downloads import as_download, as_preview
from app.core.pdf import preview_pdf
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.documents.domain import file_name
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.forms import OutgoingForm
from app.documents.issuing.papers import usual_outgoing
from app.documents.issuing.warnings import about_frame
from app.documents.long.submit import after_issue, carry_out_issue, show_print
from app.documents.printing import preview_of, print_paper
from app.documents.settings.queries import paper_style
from app.documents.submit import carry_out_printed, outgoing_form
from app.documents.tables.word import write_tables
from app.documents.word import DOCX
from app.dossier.addresses import read_filter
from app.dossier.extract import assembling as extract
from app.dossier.extract.assembling import Asked
from app.dossier.extract.filters import filter_words
from app.dossier.extract.long import DraftExtract, LongExtract, PlainExtract
from app.dossier.following import Following, following_of
from app.dossier.pledge_sheet import assembling as sheet
from app.dossier.queries import count_register, rules_of
from app.dossier.story import Dossier, get_dossier
from app.pledges.standing import standing

Page = Response | str | tuple[str, int]

_WITHOUT = ("electronic", "addressees")

blueprint = council_blueprint("register_papers", __name__)


@blueprint.get("/register/extract")
@requires(Permission.REGISTER_EXPORT)
def show_extract() -> Page:
    """Filters and day stand in the address as they do on the register."""
    return _show_extract(outgoing_form(extract.KIND, without=_WITHOUT))


@blueprint.post("/register/extract")
@requires(Permission.APPROVE)
def issue_extract() -> Page:
    """Issue the print with a number and a signature."""
    form = outgoing_form(extract.KIND, without=_WITHOUT)
    issued = carry_out_issue(form, lambda: LongExtract.asked_in(request.args, out=form.to_input()))
    if issued is not None:
        return after_issue(issued, _("The extract is issued."))
    return _show_extract(form)


@blueprint.get("/register/extract/preview.pdf")
@requires(Permission.REGISTER_EXPORT)
def preview_extract() -> Response:
    """As it would be issued, marked as a draft; not on the list of papers."""
    return show_print(DraftExtract.asked_in(request.args))


@blueprint.get("/register/extract/print.pdf")
@requires(Permission.REGISTER_EXPORT)
def print_extract() -> Response:
    """A print without number or signature that says of which day it is."""
    return show_print(PlainExtract.asked_in(request.args))


@blueprint.get("/register/extract/print.docx")
@requires(Permission.REGISTER_EXPORT)
def word_of_extract() -> Response:
    document = extract.plain_print(g.council, _asked())
    return as_download(write_tables(document), media_type=DOCX, name=file_name("", extract.KIND, "docx"))


@blueprint.get("/pledges/<int:pledge_id>/sheet")
@requires(Permission.COUNCIL_READ)
def show_sheet(pledge_id: int) -> Page:
    """The sheet as of the day in the address."""
    return _show_sheet(outgoing_form(sheet.KIND, without=_WITHOUT), pledge_id)


@blueprint.post("/pledges/<int:pledge_id>/sheet")
@requires(Permission.APPROVE)
def issue_sheet(pledge_id: int) -> Page:
    """Issue the sheet with a number and a signature."""
    form = outgoing_form(sheet.KIND, without=_WITHOUT)
    issued = carry_out_printed(
        form,
        lambda: [sheet.to_be_issued(g.council, *_looked_at(pledge_id), form.to_input())],
        lambda printed: issue_paper(
            manuscript=sheet.to_be_issued(g.council, *_looked_at(pledge_id), form.to_input()),
            printed=printed,
            actor=current_user,
        ),
    )
    if issued is not None:
        flash(_("The sheet is issued."), "success")
        return redirect(url_for("documents.show_document", document_id=issued.id))
    return _show_sheet(form, pledge_id)


@blueprint.get("/pledges/<int:pledge_id>/sheet/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview_sheet(pledge_id: int) -> Response:
    """As it would be issued, marked as a draft; not on the list of papers."""
    out = replace(usual_outgoing(), issued_on=today())
    return as_preview(preview_of(sheet.to_be_shown(g.council, *_looked_at(pledge_id), out)).content)


@blueprint.get("/pledges/<int:pledge_id>/sheet/print.pdf")
@requires(Permission.COUNCIL_READ)
def print_sheet(pledge_id: int) -> Response:
    """A print without number or signature."""
    return as_preview(preview_pdf(print_paper, sheet.plain_print(g.council, *_looked_at(pledge_id))).content)


@blueprint.get("/pledges/<int:pledge_id>/sheet/print.docx")
@requires(Permission.COUNCIL_READ)
def word_of_sheet(pledge_id: int) -> Response:
    document = sheet.plain_print(g.council, *_looked_at(pledge_id))
    return as_download(write_tables(document), media_type=DOCX, name=file_name("", sheet.KIND, "docx"))


class _LookedAt(NamedTuple):
    dossier: Dossier
    following: Following


def _looked_at(pledge_id: int) -> _LookedAt:
    """The pledge as it stood on the day asked for; a day that cannot be answered is refused."""
    day = _day()
    dossier = get_dossier(pledge_id, at=standing(day), rules=rules_of(g.council))
    return _LookedAt(dossier, following_of(dossier, day.day))


def _day() -> AsOf:
    asked = read_as_of(request.args)
    if asked.refused is not None:
        raise asked.refused
    return asked


def _asked() -> Asked:
    return Asked(read_filter(request.args), _day())


def _show_extract(form: OutgoingForm) -> Page:
    asked = _asked()
    count = count_register(asked.filter, at=standing(asked.day), rules=rules_of(g.council), most=extract.MOST)
    out = form.to_input()
    fits = 0 < count <= extract.MOST
    document = extract.extract_of(g.council, asked, replace(out, number="")) if fits else None
    return _show(
        form,
        "extract",
        count=count,
        most=extract.MOST,
        said=filter_words(asked.filter),
        as_of=asked.day,
        warnings=about_frame(document, extract.KIND, out) if document else [],
    )


def _show_sheet(form: OutgoingForm, pledge_id: int) -> Page:
    looked_at, out = _looked_at(pledge_id), form.to_input()
    document = sheet.sheet_of(g.council, *looked_at, replace(out, number=""))
    return _show(
        form,
        "sheet",
        pledge=looked_at.dossier.pledge,
        as_of=_day(),
        warnings=about_frame(document, sheet.KIND, out),
    )


def _show(form: OutgoingForm, page: str, **values: object) -> Page:
    values["number_at_issue"] = paper_style().number_at_issue
    return render_template(f"dossier/{page}.html", form=form, **values), 422 if form.errors else 200
