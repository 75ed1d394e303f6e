"""The council's settings."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.permissions import Permission, requires
from app.core.submit import carry_out_foreseen
from app.council import commands, queries
from app.council.forms import SettingsForm
from app.council.views.pages import Page, blueprint, status_of


@blueprint.route("/settings", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def settings() -> Page:
    """Names on paper, what counts as soon or long overdue, how deadlines are read."""
    form = SettingsForm(obj=g.council)

    def act() -> bool:
        commands.change_council(
            council=g.council, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        )
        return True

    if carry_out_foreseen(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("council.settings"))
    g.council = queries.find_council(g.council_slug)
    conflicts = form.conflicts(form.stored_values(g.council))
    return render_template("council/settings.html", form=form, conflicts=conflicts), status_of(form)
