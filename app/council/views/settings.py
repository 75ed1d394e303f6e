"""The council's settings."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.records import differences
from app.core.transaction import transaction
from app.council import commands, queries
from app.council.forms import SettingsForm
from app.council.views.pages import Page, blueprint, status_of


@blueprint.route("/settings", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def settings() -> Page:
    """Names on paper, what counts as soon or long overdue, how deadlines are read."""
    form, conflicts = SettingsForm(obj=g.council), []
    if form.validate_on_submit():
        try:
            with transaction():
                commands.change_council(
                    council=g.council,
                    new=form.to_input(),
                    expected_version=form.expected_version,
                    actor=current_user,
                )
            flash(_("Saved."), "success")
            return redirect(url_for("council.settings"))
        except DomainError as error:
            form.refuse(error)
            conflicts = differences(form, getattr(error, "theirs", {}))
            g.council = queries.find_council(g.council_slug)
    return render_template("council/settings.html", form=form, conflicts=conflicts), status_of(form)
