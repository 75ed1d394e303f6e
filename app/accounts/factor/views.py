"""The person's own second factor: set it up, give it after the password, turn it off."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.accounts import guessing
from app.accounts.factor import codes, commands, gate
from app.accounts.forms import FactorForm, FactorSetupForm, PasswordForm
from app.accounts.security import limiter
from app.core.errors import DomainError
from app.core.permissions import signed_in
from app.core.submit import carry_out
from app.core.transaction import transaction
from app.core.web import own_address

blueprint = Blueprint("second_factor", __name__)
PENDING = "factor-pending"
Page = str | Response | tuple[str, int]


@blueprint.route("/second-factor", methods=["GET", "POST"])
@signed_in
@limiter.limit("30 per minute", methods=["POST"])
def give() -> Page:
    """Asked for after the password: the code the app shows, or a recovery code."""
    target = own_address(request.args.get("next")) or url_for("home.start")
    whose = guessing.codes_of(current_user.id)
    if request.method == "POST" and guessing.is_blocked(whose):
        abort(429)
    form = FactorForm()
    if form.validate_on_submit():
        with transaction():
            right = commands.check(user=current_user, code=form.code.data)
            if not right:
                guessing.note_failure(whose)
        if right:
            gate.was_given()
            return redirect(target)
        form.refuse(DomainError(commands.WRONG, field="code"))
    return render_template("accounts/factor/give.html", form=form), 422 if form.errors else 200


@blueprint.route("/second-factor/set-up", methods=["GET", "POST"])
@signed_in
@limiter.limit("30 per minute", methods=["POST"])
def set_up() -> Page:
    """The square to photograph, the secret to type by hand, and the first code; then the recovery codes, once."""
    form = FactorSetupForm()
    secret = session.setdefault(PENDING, codes.new_secret())
    fresh = carry_out(
        form,
        lambda: commands.set_up(
            user=current_user,
            secret=secret,
            code=form.code.data,
            password=form.password.data,
            keep_token=session.get("sid"),
        ),
    )
    if fresh:
        session.pop(PENDING, None)
        gate.was_given()
        return render_template("accounts/factor/recovery.html", codes=fresh)
    page = render_template(
        "accounts/factor/set_up.html",
        form=form,
        setup=codes.setup_of(secret, current_user.email),
        must=gate.must_have(current_user.id),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/second-factor/off", methods=["GET", "POST"])
@signed_in
@limiter.limit("30 per minute", methods=["POST"])
def turn_off() -> Page:
    """Only where it is not obligatory, and only knowing the password."""
    if gate.must_have(current_user.id) or not current_user.tf_totp_secret:
        return redirect(url_for("accounts.profile"))
    form = PasswordForm()

    def act() -> bool:
        commands.turn_off(user=current_user, password=form.password.data)
        return True

    if carry_out(form, act):
        flash(_("The second factor is turned off."), "success")
        return redirect(url_for("accounts.profile"))
    return render_template("accounts/factor/off.html", form=form), 422 if form.errors else 200
