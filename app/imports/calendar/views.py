"""Importing a working calendar: upload, look at its days, then enter them; what moves a deadline is shown before it is saved."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.errors import DomainError
from app.core.i18n import say
from app.core.permissions import Permission, requires
from app.core.submit import ForeseeingForm, carry_out_foreseen
from app.core.transaction import let_others_write
from app.core.web import council_blueprint
from app.council import queries as council
from app.council.commands import enter_days
from app.imports.calendar.reading import read_calendar_file
from app.imports.forms import CalendarUploadForm
from app.imports.holding import held, hold, let_go

blueprint = council_blueprint("calendar_import", __name__)


@blueprint.route("/calendar/import", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def upload() -> Response | str | tuple[str, int]:
    """Take a file that can be read; its days are looked at on the next page."""
    form = CalendarUploadForm()
    if form.validate_on_submit():
        try:
            content = form.content
            let_others_write()
            read_calendar_file(content)
            token = hold(content, council_id=g.council.id, user_id=current_user.id)
            return redirect(url_for("calendar_import.preview", token=token))
        except DomainError as error:
            form.refuse(error)
    page = render_template("imports/calendar_upload.html", form=form)
    return (page, 422) if form.errors else page


@blueprint.route("/calendar/import/<token>", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def preview(token: str) -> Response | str | tuple[str, int]:
    """What the file says beside what the calendar says now; sent, its days are entered."""
    content = held(token, council_id=g.council.id, user_id=current_user.id)
    let_others_write()
    found, form, council_id = read_calendar_file(content), ForeseeingForm(), g.council.id

    def act() -> int:
        return 1 + enter_days(council_id=council_id, new=found.days, actor=current_user)

    done = carry_out_foreseen(form, act)
    if done:
        let_go(content, council_id=council_id)
        flash(_("%(n)s days entered.", n=done - 1), "success")
        return redirect(url_for("council.calendar", year=found.days[0].day.year if found.days else None))
    known = {row.day: row for row in council.calendar_days()}
    page = render_template("imports/calendar_preview.html", form=form, found=found, known=known, say=say)
    return page, 422 if form.errors else 200
