"""The opinion form and the notice of the topics: previewed, downloaded, issued."""

from dataclasses import replace

from flask import Response, flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.downloads import as_download, as_preview
from app.core.permissions import Permission, requires
from app.documents import queries as documents
from app.documents.domain import DocumentKind, file_name
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.forms import OutgoingForm
from app.documents.issuing.papers import usual_outgoing
from app.documents.issuing.warnings import about_frame
from app.documents.numbering import offered
from app.documents.printing import preview_of
from app.documents.settings.queries import paper_style, signers_on
from app.documents.submit import carry_out_printed
from app.documents.tables.word import write_tables
from app.documents.warnings import about_head
from app.documents.word import DOCX
from app.selection import queries
from app.selection.papers.assembling import paper_of, to_be_issued, to_be_shown
from app.selection.papers.paper import OpinionFormDocument
from app.selection.papers.word import write_form
from app.selection.views.pages import Page, blueprint, show

FORM, NOTICE = DocumentKind.OPINION_FORM, DocumentKind.TOPIC_SELECTION


@blueprint.route("/topic-calls/<int:call_id>/form", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def issue_form(call_id: int) -> Page:
    """Issue the form on which opinions are asked for."""
    return _issue(call_id, FORM)


@blueprint.route("/topic-calls/<int:call_id>/notice", methods=["GET", "POST"])
@requires(Permission.TOPICS_DECIDE)
def issue_notice(call_id: int) -> Page:
    """Issue the notice of what was decided."""
    return _issue(call_id, NOTICE)


@blueprint.get("/topic-calls/<int:call_id>/form.pdf")
@requires(Permission.COUNCIL_READ)
def preview_form(call_id: int) -> Response:
    """The form as a draft."""
    return _preview(call_id, FORM)


@blueprint.get("/topic-calls/<int:call_id>/notice.pdf")
@requires(Permission.COUNCIL_READ)
def preview_notice(call_id: int) -> Response:
    """The notice as a draft."""
    return _preview(call_id, NOTICE)


@blueprint.get("/topic-calls/<int:call_id>/form.docx")
@requires(Permission.COUNCIL_READ)
def word_of_form(call_id: int) -> Response:
    """The form as a Word file; made on the spot, never kept."""
    return _word(call_id, FORM)


@blueprint.get("/topic-calls/<int:call_id>/notice.docx")
@requires(Permission.COUNCIL_READ)
def word_of_notice(call_id: int) -> Response:
    """The notice as a Word file; made on the spot, never kept."""
    return _word(call_id, NOTICE)


def _issue(call_id: int, kind: DocumentKind) -> Page:
    form = _form(kind)
    issued = carry_out_printed(
        form,
        lambda: [to_be_issued(queries.get_call(call_id), g.council, kind, form.to_input())],
        lambda printed: issue_paper(
            manuscript=to_be_issued(queries.get_call(call_id), g.council, kind, form.to_input()),
            printed=printed,
            actor=current_user,
        ),
    )
    if issued is not None:
        flash(_("The paper is issued."), "success")
        return redirect(url_for("documents.show_document", document_id=issued.id))
    call, out = queries.get_call(call_id), form.to_input()
    document = paper_of(call, g.council, kind, replace(out, number=""))
    return show(
        form,
        "issue",
        call=call,
        kind=kind,
        number_at_issue=paper_style().number_at_issue,
        warnings=about_head(document) if kind is FORM else about_frame(document, kind, out),
    )


def _preview(call_id: int, kind: DocumentKind) -> Response:
    out = replace(usual_outgoing(), issued_on=today())
    return as_preview(preview_of(to_be_shown(queries.get_call(call_id), g.council, kind, out)).content)


def _word(call_id: int, kind: DocumentKind) -> Response:
    document = paper_of(queries.get_call(call_id), g.council, kind, usual_outgoing())
    content = write_form(document) if isinstance(document, OpinionFormDocument) else write_tables(document)
    return as_download(content, media_type=DOCX, name=file_name("", kind, "docx"))


def _form(kind: DocumentKind) -> OutgoingForm:
    day = today()
    given = documents.given_numbers(paper_style().symbol_of(kind), day.year)
    form = OutgoingForm(issued_on=day, number=offered(given))
    form.offer(signers_on(day))
    return form.without("electronic", *(("addressees", "recipients") if kind is FORM else ()))
