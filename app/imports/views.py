"""Importing a register sheet: upload, look at what it would do, then apply it whole."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.errors import DomainError
from app.core.i18n import say
from app.core.permissions import Permission, requires
from app.core.transaction import let_others_write, transaction
from app.core.web import council_blueprint, show_domain_error
from app.dossier.domain import RegisterColumn
from app.imports.commands import RowRefusedError, apply_plan
from app.imports.forms import UploadForm
from app.imports.holding import held, hold, let_go
from app.imports.long import MOST_AT_ONCE, ask_for_import
from app.imports.reading import plan_ahead, plan_of
from app.imports.workbook import read_workbook

blueprint = council_blueprint("imports", __name__)
MOST_SHOWN = 200


@blueprint.route("/register/import", methods=["GET", "POST"])
@requires(Permission.REGISTER_IMPORT)
def upload() -> Response | str | tuple[str, int]:
    """Take a sheet that can be read; what it says is looked at on the next page."""
    form = UploadForm()
    if form.validate_on_submit():
        try:
            content = form.content
            let_others_write()
            read_workbook(content)
            token = hold(content, council_id=g.council.id, user_id=current_user.id)
            return redirect(url_for("imports.preview", token=token))
        except DomainError as error:
            form.refuse(error)
    page = render_template("imports/upload.html", form=form, columns=list(RegisterColumn))
    return (page, 422) if form.errors else page


@blueprint.get("/register/import/<token>")
@requires(Permission.REGISTER_IMPORT)
def preview(token: str) -> str:
    """What applying the sheet would do."""
    content = held(token, council_id=g.council.id, user_id=current_user.id)
    return render_template(
        "imports/preview.html",
        plan=plan_of(content, council=g.council),
        token=token,
        most=MOST_SHOWN,
        say=say,
    )


@blueprint.post("/register/import/<token>")
@requires(Permission.REGISTER_IMPORT)
def apply(token: str) -> Response:
    """Apply the sheet as it was previewed, all of it or nothing; `rows` says whether that takes long."""
    content = held(token, council_id=g.council.id, user_id=current_user.id)
    rows = request.form.get("rows", default=0, type=int)
    if rows > MOST_AT_ONCE:
        return redirect(url_for("jobs.show_job", job_id=ask_for_import(token, rows).id))
    try:
        planned = plan_ahead(content, council=g.council)
        with transaction():
            plan = planned.in_turn(council=g.council)
            done = apply_plan(plan, council=g.council, content=content, actor=current_user)
    except RowRefusedError as refused:
        flash(_("Row %(row)s: %(message)s", row=refused.row.number, message=say(refused)), "danger")
        return redirect(url_for("imports.preview", token=token))
    except DomainError as error:
        return show_domain_error(error, url_for("imports.preview", token=token))
    let_go(content, council_id=g.council.id)
    flash(
        _(
            "Imported: %(created)s pledges new, %(changed)s changed.",
            created=done.created,
            changed=done.changed,
        ),
        "success",
    )
    return redirect(url_for("dossier.register"))
