"""Giving a number to a paper after it was signed (Nghị định 30/2020/NĐ-CP, art. 15)."""

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.documents import commands, queries
from app.documents.forms import NumberForm
from app.documents.numbering import next_number, symbol_of
from app.documents.views.pages import Page, blueprint, page_of


@blueprint.route("/documents/<int:document_id>/number", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_PREPARE)
def number(document_id: int) -> Page:
    """The next number is offered; one out of order asks for a tick."""
    document = queries.get_document(document_id)
    following = next_number(queries.given_numbers(symbol_of(document.number), document.issued_on.year))
    form = NumberForm(number=f"{following:02d}", numbered_on=today())
    given = carry_out(
        form,
        lambda: commands.give_number(
            document=queries.get_document(document_id),
            typed=form.number.data or "",
            numbered_on=form.numbered_on.data,
            confirmed=bool(form.number_confirmed.data),
            actor=current_user,
        ),
    )
    document = queries.get_document(document_id)
    if given is not None:
        flash(_("The paper has the number %(number)s.", number=document.full_number), "success")
        return redirect(page_of(document))
    page = render_template("documents/number.html", form=form, document=document)
    return (page, 422) if form.errors else page
