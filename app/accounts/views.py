"""The person's own pages: who I am here, my password, what I typed and have not sent. They belong to no council."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.accounts import commands, queries
from app.accounts.forms import ChangePasswordForm
from app.accounts.kept import drafts
from app.accounts.security import limiter
from app.core.errors import DomainError
from app.core.permissions import signed_in
from app.core.transaction import transaction
from app.core.web import own_address

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


@blueprint.post("/drafts")
@signed_in
def keep_draft() -> tuple[str, int]:
    """Keep what is being typed into a form, by the address it will be sent to."""
    typed = drafts.typed_in(request.form.get("draft_of"), request.form)
    if typed is None:
        return "", HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction():
        drafts.keep(user_id=current_user.id, typed=typed)
    return "", HTTPStatus.NO_CONTENT


@blueprint.post("/drafts/forget")
@signed_in
def forget_draft() -> Response:
    """Throw a draft away, and go back to its form."""
    with transaction():
        drafts.forget(user_id=current_user.id, address=request.form.get("draft_of", ""))
    return redirect(own_address(request.form.get("next")) or url_for("home.start"))
