"""The council's ladder among its settings."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint, show_domain_error
from app.pressing.ladder import commands, queries
from app.pressing.ladder.forms import RungForm
from app.pressing.views.pages import Page

blueprint = council_blueprint("ladder", __name__)


@blueprint.get("/settings/ladder")
@requires(Permission.COUNCIL_SETTINGS)
def index() -> str:
    """The steps in order; the usual ones where the council has none of its own yet."""
    return render_template("pressing/ladder.html", steps=queries.ladder(), key_of=queries.key_of)


@blueprint.post("/settings/ladder/take-over")
@requires(Permission.COUNCIL_SETTINGS)
def take_over() -> Page:
    """Make the usual ladder the council's own, to be changed."""
    form = EntryForm()
    if carry_out(form, lambda: commands.own_ladder(actor=current_user)):
        flash(_("Saved."), "success")
    return redirect(url_for("ladder.index"))


@blueprint.route("/settings/ladder/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def add() -> Page:
    form = RungForm()
    if carry_out(form, lambda: commands.add_rung(new=form.to_input(), actor=current_user)):
        flash(_("Saved."), "success")
        return redirect(url_for("ladder.index"))
    return _show(form, step=None, conflicts=[])


@blueprint.route("/settings/ladder/<int:step_id>/edit", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def change(step_id: int) -> Page:
    step = queries.get_step(step_id)
    form = RungForm(obj=step)

    def act() -> bool:
        commands.change_rung(
            step=step, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        )
        return True

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("ladder.index"))
    step = queries.get_step(step_id)
    return _show(form, step=step, conflicts=form.conflicts(form.stored_values(step)))


@blueprint.post("/settings/ladder/move")
@requires(Permission.COUNCIL_SETTINGS)
def move() -> Page:
    """One place up or down."""
    upwards = request.form.get("direction") == "up"
    try:
        with transaction():
            commands.move_rung(kind_or_id=request.form.get("step", ""), upwards=upwards, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, url_for("ladder.index"))
    return redirect(url_for("ladder.index"))


def _show(form: RungForm, **values: object) -> Page:
    page = render_template("pressing/rung.html", form=form, **values)
    return page, 422 if form.errors else 200
