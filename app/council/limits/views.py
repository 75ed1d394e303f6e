"""The limits among the council's settings."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.addresses import read_code
from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint, show_domain_error
from app.council.domain import LimitCode
from app.council.limits import commands, queries
from app.council.limits.forms import LimitForm

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("limits", __name__)


@blueprint.get("/settings/limits")
@requires(Permission.COUNCIL_SETTINGS)
def index() -> str:
    """Each limit through time, with its basis, and which one is in force today."""
    limits, day = queries.Limits(), today()
    courses = [(code, limits.course(code), limits.on(code, day)) for code in LimitCode]
    return render_template("limits/list.html", courses=courses, today=day)


@blueprint.route("/settings/limits/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def add() -> Page:
    """Let another value count from a day on."""
    code = read_code(LimitCode, request.args.get("code")) or LimitCode.WRITTEN_ANSWER
    current = queries.limit_on(code, today())
    form = LimitForm(code=code, days=current.days if current else None, starts_on=today())
    if carry_out(form, lambda: commands.set_limit(new=form.to_input(), actor=current_user)):
        flash(_("Saved."), "success")
        return redirect(url_for("limits.index"))
    return render_template("limits/form.html", form=form, current=current), 422 if form.errors else 200


@blueprint.post("/settings/limits/<int:limit_id>/withdraw")
@requires(Permission.COUNCIL_SETTINGS)
def withdraw(limit_id: int) -> Response:
    row = queries.get_row(limit_id)
    try:
        with transaction():
            commands.withdraw_limit(row=row, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, url_for("limits.index"))
    flash(_("Taken back."), "success")
    return redirect(url_for("limits.index"))
