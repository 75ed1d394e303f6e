"""The administrator's pages: who may sign in to this council, and in which roles."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.accounts import commands, queries
from app.accounts.domain import initial_password
from app.accounts.factor import commands as factor
from app.accounts.models import User
from app.core.errors import DomainError
from app.core.paging import in_hand
from app.core.permissions import Permission, requires
from app.core.transaction import transaction
from app.core.web import show_domain_error
from app.council import queries as council
from app.council.domain import BodyKind
from app.council.forms import AccountForm, MembershipForm
from app.council.views.pages import ROWS, Page, blueprint, status_of


def _offer(form: Any) -> Any:
    delegates = [(each.id, f"{each.person.full_name} ({each.term.years})") for each in council.delegates()]
    committees = [(body.id, body.name) for body in council.bodies() if body.kind == BodyKind.COMMITTEE]
    agencies = [(each.id, each.name) for each in council.agencies()]
    form.offer(delegates=delegates, committees=committees, agencies=agencies)
    return form


@blueprint.get("/accounts")
@requires(Permission.ACCOUNTS_EDIT)
def accounts() -> str:
    """Everyone who has or had a role here."""
    found = queries.accounts_of(g.council.id)
    return render_template(
        "council/accounts.html", page=in_hand(found, cursor=request.args.get("cursor"), size=ROWS)
    )


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_EDIT)
def add_account() -> Page:
    """Make an account with its roles; someone who has one already is given the roles."""
    form = _offer(AccountForm())
    if form.validate_on_submit():
        try:
            with transaction():
                user, password = _user_for(form)
                for new in form.memberships():
                    commands.grant_membership(user=user, council_id=g.council.id, new=new, actor=current_user)
            return _show_password(user, password)
        except DomainError as error:
            form.refuse(error)
    return render_template("council/account_form.html", form=form), status_of(form)


def _user_for(form: AccountForm) -> tuple[User, str | None]:
    known = queries.find_user(form.email.data)
    if known is not None:
        return known, None
    password = initial_password()
    return commands.create_user(new=form.to_input(), password=password, actor=current_user), password


def _show_password(user: User, password: str | None) -> Page:
    """The one page on which a password made here can be read; it is stored nowhere."""
    if password is None:
        flash(_("%(name)s already had an account and keeps the password.", name=user.full_name), "info")
        return redirect(url_for("council.account", user_id=user.id))
    return render_template("council/password.html", user=user, password=password)


@blueprint.route("/accounts/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_EDIT)
def account(user_id: int) -> Page:
    """One person's roles here; the form gives another."""
    found = queries.get_account(council_id=g.council.id, user_id=user_id)
    form = _offer(MembershipForm())
    if form.validate_on_submit():
        try:
            with transaction():
                commands.grant_membership(
                    user=found.user, council_id=g.council.id, new=form.to_input(), actor=current_user
                )
            flash(_("The role was given."), "success")
            return redirect(url_for("council.account", user_id=user_id))
        except DomainError as error:
            form.refuse(error)
            found = queries.get_account(council_id=g.council.id, user_id=user_id)
    page = render_template("council/account.html", user=found.user, memberships=found.memberships, form=form)
    return page, status_of(form)


@blueprint.post("/accounts/<int:user_id>/roles/<int:membership_id>/end")
@requires(Permission.ACCOUNTS_EDIT)
def end_role(user_id: int, membership_id: int) -> Response:
    held = queries.get_membership(council_id=g.council.id, user_id=user_id, membership_id=membership_id)
    back = url_for("council.account", user_id=user_id)
    try:
        with transaction():
            commands.end_membership(membership=held, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(_("The role was ended."), "success")
    own_last = user_id == current_user.id and not queries.may_administer(
        council_id=g.council.id, user_id=user_id
    )
    return redirect(url_for("home.start") if own_last else back)


@blueprint.route("/accounts/<int:user_id>/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_EDIT)
def reset_password(user_id: int) -> Page:
    """Ask first: the person is signed out everywhere."""
    user = queries.get_account(council_id=g.council.id, user_id=user_id).user
    if request.method == "POST":
        try:
            with transaction():
                password = commands.reset_password(user=user, council_id=g.council.id, actor=current_user)
            return _show_password(user, password)
        except DomainError as error:
            return show_domain_error(error, url_for("council.account", user_id=user_id))
    return render_template("council/reset_password.html", user=user)


@blueprint.route("/accounts/<int:user_id>/second-factor", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_EDIT)
def reset_factor(user_id: int) -> Page:
    """For a lost phone; ask first: the person is signed out everywhere."""
    if request.method == "POST":
        return _set_standing(user_id, factor.reset, _("The second factor was taken away."))
    user = queries.get_account(council_id=g.council.id, user_id=user_id).user
    return render_template("council/reset_factor.html", user=user)


@blueprint.post("/accounts/<int:user_id>/close")
@requires(Permission.ACCOUNTS_EDIT)
def close_account(user_id: int) -> Response:
    return _set_standing(user_id, commands.close_account, _("The account was closed."))


@blueprint.post("/accounts/<int:user_id>/reopen")
@requires(Permission.ACCOUNTS_EDIT)
def reopen_account(user_id: int) -> Response:
    return _set_standing(user_id, commands.reopen_account, _("The account was opened again."))


def _set_standing(user_id: int, command: Any, done: str) -> Response:
    user = queries.get_account(council_id=g.council.id, user_id=user_id).user
    back = url_for("council.account", user_id=user_id)
    try:
        with transaction():
            command(user=user, council_id=g.council.id, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(done, "success")
    return redirect(back)
