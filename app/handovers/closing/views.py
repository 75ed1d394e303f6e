"""A term of the council: what was promised in it, how it is closed, and the papers of its end."""

from dataclasses import replace
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.as_of import as_of
from app.core.clock import today
from app.core.downloads import as_download, as_preview
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.web import council_blueprint
from app.council.models import Term
from app.council.queries import get_entry
from app.documents import queries as documents
from app.documents.domain import DocumentKind, file_name
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.forms import OutgoingForm
from app.documents.issuing.papers import usual_outgoing
from app.documents.issuing.warnings import about_frame
from app.documents.printing import preview_of
from app.documents.settings.queries import paper_style
from app.documents.submit import carry_out_printed, outgoing_form
from app.documents.tables.word import write_tables
from app.documents.word import DOCX
from app.handovers.closing import assembling, commands, queries
from app.handovers.closing.assembling import KINDS
from app.handovers.closing.forms import ClosingForm
from app.pledges.standing import standing

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("closings", __name__)
_KIND = f"any({', '.join(KINDS)})"
_WITHOUT = ("addressees", "electronic")


@blueprint.get("/directory/terms/<int:term_id>")
@requires(Permission.COUNCIL_READ)
def term(term_id: int) -> str:
    """What was promised in a term, what of it is open, and how it was closed."""
    found = get_entry(Term, term_id)
    made, still = queries.count_of_term(term_id)
    return render_template(
        "handovers/term.html",
        term=found,
        closing=queries.find_closing(term_id),
        came_in=queries.closings_into(term_id),
        made=made,
        still=still,
        papers=[
            (kind, documents.find_current(kind=kind, subject_type="Term", subject_id=term_id))
            for kind in KINDS
        ],
    )


@blueprint.route("/directory/terms/<int:term_id>/close", methods=["GET", "POST"])
@requires(Permission.TERM_CLOSE)
def close(term_id: int) -> Page:
    """What is open is listed first; then the term is closed and all of it goes on with the next one."""
    form = ClosingForm(closed_on=get_entry(Term, term_id).ends_on or today())
    form.offer([(each.id, f"{each.number} ({each.years})") for each in _next_terms(term_id)])

    def act() -> bool:
        commands.close_term(term=get_entry(Term, term_id), new=form.to_input(), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The term is closed. Issue the list of what goes on, and the review of the term."), "success")
        return redirect(url_for("closings.term", term_id=term_id))
    typed = form.closed_on.data
    day = min(typed, today()) if typed else today()
    page = render_template(
        "handovers/close.html",
        form=form,
        term=get_entry(Term, term_id),
        closing=queries.find_closing(term_id),
        pledges=queries.open_promises(term_id, standing(as_of(day))),
        terms=_next_terms(term_id),
        day_of_list=day,
    )
    return page, 422 if form.errors else 200


def _next_terms(term_id: int) -> list[Term]:
    return queries.other_terms(get_entry(Term, term_id))


@blueprint.get(f"/directory/terms/<int:term_id>/papers/<{_KIND}:kind>")
@requires(Permission.COUNCIL_READ)
def paper(term_id: int, kind: str) -> Page:
    """One of the two papers before it goes out."""
    return _show(term_id, DocumentKind(kind), outgoing_form(DocumentKind(kind), without=_WITHOUT))


@blueprint.post(f"/directory/terms/<int:term_id>/papers/<{_KIND}:kind>")
@requires(Permission.TERM_CLOSE)
def issue(term_id: int, kind: str) -> Page:
    """Issue it."""
    chosen = DocumentKind(kind)
    form = outgoing_form(chosen, without=_WITHOUT)

    def gather() -> Any:
        return assembling.to_be_issued(chosen, g.council, get_entry(Term, term_id), form.to_input())

    issued = carry_out_printed(
        form,
        lambda: [gather()],
        lambda printed: issue_paper(manuscript=gather(), printed=printed, actor=current_user),
    )
    if issued is not None:
        flash(_("The paper is issued."), "success")
        return redirect(url_for("documents.show_document", document_id=issued.id))
    return _show(term_id, chosen, form)


def _show(term_id: int, kind: DocumentKind, form: OutgoingForm) -> Page:
    found, out = get_entry(Term, term_id), form.to_input()
    document = assembling.paper_of(kind, g.council, found, replace(out, number=""))
    page = render_template(
        "handovers/term_paper.html",
        form=form,
        term=found,
        kind=kind,
        number_at_issue=paper_style().number_at_issue,
        warnings=about_frame(document, kind, out),
    )
    return page, 422 if form.errors else 200


@blueprint.get(f"/directory/terms/<int:term_id>/papers/<{_KIND}:kind>/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview(term_id: int, kind: str) -> Response:
    """As it would be issued, marked as a draft."""
    out = replace(usual_outgoing(), issued_on=today())
    shown = assembling.to_be_shown(DocumentKind(kind), g.council, get_entry(Term, term_id), out)
    return as_preview(preview_of(shown).content)


@blueprint.get(f"/directory/terms/<int:term_id>/papers/<{_KIND}:kind>/paper.docx")
@requires(Permission.COUNCIL_READ)
def word(term_id: int, kind: str) -> Response:
    """The same as a Word file; made on the spot, never kept."""
    chosen = DocumentKind(kind)
    document = assembling.paper_of(chosen, g.council, get_entry(Term, term_id), usual_outgoing())
    return as_download(write_tables(document), media_type=DOCX, name=file_name("", chosen, "docx"))
