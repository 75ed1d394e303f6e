"""The record of an agency, an office, a person, a body or a topic: on the screen, printed, issued."""

from dataclasses import replace
from datetime import date

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
from app.documents.printing import preview_of, print_paper
from app.documents.settings.queries import paper_style
from app.documents.submit import carry_out_printed, outgoing_form
from app.documents.tables.word import write_tables
from app.documents.word import DOCX
from app.statistics.addresses import Leads, read_scope
from app.statistics.domain import Measure
from app.statistics.records import assembling, domain
from app.statistics.records.queries import Record, last_day_in_office, record_of

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("records", __name__)


@blueprint.get("/record")
@requires(Permission.COUNCIL_READ)
def show() -> Page:
    """Every figure with its rule; each leads to its pledges in the register."""
    record = _record(refuse=False)
    as_of = record.as_of
    page = render_template(
        "statistics/records/record.html",
        record=record,
        leads=Leads(record.scope, as_of),
        leads_on=lambda day, **narrower: Leads(replace(record.scope, **narrower), _on(day, as_of)),
        address=_address(record),
        as_of=as_of,
        rules=domain,
        M=Measure,
        council=g.council,
    )
    return page, 422 if as_of.refused else 200


@blueprint.get("/record/paper")
@requires(Permission.COUNCIL_READ)
def show_paper() -> Page:
    """The record as it would go out; whose and of which day stand in the address."""
    return _show_paper(_form())


@blueprint.post("/record/paper")
@requires(Permission.APPROVE)
def issue() -> Page:
    """Issue the record with a number and a signature."""
    form = _form()
    issued = carry_out_printed(
        form,
        lambda: [assembling.to_be_issued(g.council, _record(), form.to_input())],
        lambda printed: issue_paper(
            manuscript=assembling.to_be_issued(g.council, _record(), form.to_input()),
            printed=printed,
            actor=current_user,
        ),
    )
    if issued is not None:
        flash(_("The record is issued."), "success")
        return redirect(url_for("documents.show_document", document_id=issued.id))
    return _show_paper(form)


@blueprint.get("/record/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview() -> Response:
    """As it would be issued, marked as a draft; not on the list of papers."""
    out = replace(usual_outgoing(), issued_on=today())
    return as_preview(preview_of(assembling.to_be_shown(g.council, _record(), out)).content)


@blueprint.get("/record/print.pdf")
@requires(Permission.COUNCIL_READ)
def print_record() -> Response:
    """A print without number or signature."""
    return as_preview(preview_pdf(print_paper, assembling.plain_print(g.council, _record())).content)


@blueprint.get("/record/print.docx")
@requires(Permission.COUNCIL_READ)
def word_of_record() -> Response:
    document = assembling.plain_print(g.council, _record())
    return as_download(write_tables(document), media_type=DOCX, name=file_name("", assembling.KIND, "docx"))


def _form() -> OutgoingForm:
    return outgoing_form(assembling.KIND, without=("electronic", "addressees"))


def _record(*, refuse: bool = True) -> Record:
    """The record asked for in the address; a paper is not made of a day that cannot be answered."""
    asked, scope = read_as_of(request.args), read_scope(request.args)
    if asked.refused is not None and refuse:
        raise asked.refused
    return record_of(scope, last_day_in_office(scope, asked))


def _on(day: date, as_of: AsOf) -> AsOf:
    """A day of the record as it stands in addresses."""
    return replace(as_of, day=day, earlier=as_of.earlier or day < as_of.day)


def _address(record: Record) -> dict[str, str]:
    return Leads(record.scope, record.as_of).parameters


def _show_paper(form: OutgoingForm) -> Page:
    record, out = _record(), form.to_input()
    document = assembling.record_paper(g.council, record, replace(out, number=""))
    page = render_template(
        "statistics/records/paper.html",
        form=form,
        record=record,
        whose=assembling.whose(g.council, record),
        address=_address(record),
        as_of=record.as_of,
        warnings=about_frame(document, assembling.KIND, out),
        number_at_issue=paper_style().number_at_issue,
    )
    return page, 422 if form.errors else 200
