"""One letter: what it asks for, and what came back."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.pressing.letters import commands, queries
from app.pressing.letters.forms import AnswerForm
from app.pressing.views.pages import Page, blueprint, show


@blueprint.get("/pressing/letters/<int:letter_id>")
@requires(Permission.COUNCIL_READ)
def show_letter(letter_id: int) -> Page:
    """The letter with its pledges."""
    letter = queries.get_letter(letter_id)
    return show(EntryForm(), "letter", letter=letter, is_open=commands.is_open(letter.run), today=today())


@blueprint.route("/pressing/letters/<int:letter_id>/answer", methods=["GET", "POST"])
@requires(Permission.LETTER_SEND)
def answer(letter_id: int) -> Page:
    """Log the explanation or report it asked for."""
    letter = queries.get_letter(letter_id)
    form = AnswerForm(obj=letter)
    if not form.is_submitted() and letter.answered_on is None:
        form.answered_on.data = today()

    def act() -> bool:
        commands.log_answer(
            letter=queries.get_letter(letter_id),
            new=form.to_input(),
            expected_version=form.expected_version,
            actor=current_user,
        )
        return True

    if carry_out(form, act):
        flash(_("The answer is logged."), "success")
        return redirect(url_for("pressing.show_letter", letter_id=letter_id))
    letter = queries.get_letter(letter_id)
    return show(form, "answer", letter=letter, conflicts=form.conflicts(form.stored_values(letter)))


@blueprint.route("/pressing/letters/<int:letter_id>/leave-out", methods=["GET", "POST"])
@requires(Permission.LETTER_SEND)
def leave_out(letter_id: int) -> Page:
    """Take one letter out of a run before it goes out."""
    form, letter = EntryForm(), queries.get_letter(letter_id)
    run_id = letter.run_id

    def act() -> bool:
        commands.leave_out(letter=queries.get_letter(letter_id), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The letter was taken out."), "success")
        return redirect(url_for("pressing.show_run", run_id=run_id))
    return show(form, "leave_out", letter=letter)
