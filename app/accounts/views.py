"""The person's own pages: who I am here, and my password. They belong to no council."""

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.accounts import commands, queries
from app.accounts.forms import ChangePasswordForm
from app.accounts.security import limiter
from app.core.errors import DomainError
from app.core.permissions import signed_in
from app.core.transaction import transaction

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/profile")
@signed_in
def profile() -> str:
    """My name, address and roles."""
    return render_template("accounts/profile.html", memberships=queries.all_memberships_of(current_user.id))


@blueprint.route("/password", methods=["GET", "POST"])
@signed_in
@limiter.limit("10 per minute", methods=["POST"])
def change_password() -> str | Response | tuple[str, int]:
    """Change my password; every other browser I am signed in with is signed out."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            with transaction():
                commands.change_password(
                    user=current_user,
                    current=form.current.data,
                    new=form.new_password.data,
                    keep_token=session.get("sid"),
                )
            flash(_("Your password was changed. Other browsers were signed out."), "success")
            return redirect(url_for("accounts.profile"))
        except DomainError as error:
            form.refuse(error)
    return render_template("accounts/password.html", form=form), 422 if form.errors else 200
