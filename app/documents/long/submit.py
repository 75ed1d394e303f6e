"""From a sent form, or a look at a print, to the paper itself where it is short, and to work in the background where it is long."""

from collections.abc import Callable

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.core import vietnamese
from app.core.downloads import as_preview
from app.core.errors import DomainError
from app.core.forms import BaseForm
from app.core.jobs.commands import ask_for
from app.core.jobs.models import Job
from app.core.jobs.tickets import Asked, ticket_for
from app.core.pdf import preview_pdf
from app.core.pdf.previews import is_kept
from app.core.submit import carry_out
from app.core.transaction import let_others_write, transaction
from app.core.web import CONTENT_SECURITY_POLICY, public_address
from app.documents.long.works import MOST_AT_ONCE, LongIssue, LongPrint
from app.documents.models import IssuedDocument
from app.documents.printing import print_papers


def carry_out_issue(form: BaseForm, make: Callable[[], LongIssue]) -> IssuedDocument | Job | None:
    """The main paper that was issued, or the work that will issue it; None where the form was not sent or was refused.

    `make` tells what was typed. It is gathered and checked here in both cases, so that whoever typed it is told at once.
    """
    if not form.validate_on_submit():
        return None
    try:
        asked = make()
        manuscripts = asked.gather(g.council)
        rows = sum(each.document.total for each in manuscripts)
        if rows > MOST_AT_ONCE:
            return _ask(
                asked,
                _(
                    "Issue: %(title)s (%(rows)s rows)",
                    title=manuscripts[0].title,
                    rows=vietnamese.number(rows),
                ),
            )
        let_others_write()
        printed = print_papers(manuscripts, address=public_address())
    except DomainError as error:
        form.refuse(error)
        return None
    return carry_out(form, lambda: asked.issue(g.council, printed, current_user))


def _ask(asked: LongIssue, title: str) -> Job:
    arguments = {
        "asked": asked.to_data(),
        "public_address": public_address(),
        "back": request.full_path.rstrip("?"),
    }
    with transaction():
        return ask_for(kind=asked.kind, title=title[:300], arguments=arguments, actor=current_user)


def after_issue(issued: IssuedDocument | Job, done: str, address: str | None = None) -> AnyResponse:
    """That page, else that of the paper, with the news that it is done; or the page of the work that will do it."""
    if isinstance(issued, Job):
        return redirect(url_for("jobs.show_job", job_id=issued.id))
    flash(done, "success")
    return redirect(address or url_for("documents.show_document", document_id=issued.id))


def show_print(asked: LongPrint) -> Response:
    """The print itself, or for a long one that nobody made lately a page that asks whether to make it in the background."""
    paper = asked.gather(g.council)
    if paper.total <= MOST_AT_ONCE or is_kept(type(asked).printer, paper):
        return as_preview(preview_pdf(type(asked).printer, paper).content)
    title = _(
        "Print: %(title)s (%(rows)s rows)",
        title=paper.title.replace("\n", " "),
        rows=vietnamese.number(paper.total),
    )
    ticket = ticket_for(Asked(asked.kind, title[:300], {"asked": asked.to_data()}), current_user)
    page = Response(render_template("jobs/offer.html", title=title, ticket=ticket))
    page.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    return page
