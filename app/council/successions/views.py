"""An agency of the directory: what became of it, what it took over, and how it is reorganised."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.errors import DomainError
from app.core.forms import PickField
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint
from app.council import naming
from app.council import queries as council
from app.council.models import Agency, Succession
from app.council.queries import get_entry
from app.council.successions import commands, queries
from app.council.successions.domain import Heir
from app.council.successions.forms import ReorganisationForm
from app.council.successors import successors_on

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("successions", __name__)


@blueprint.get("/directory/agencies/<int:entry_id>")
@requires(Permission.DIRECTORY_READ)
def agency(entry_id: int) -> str:
    """One agency through time."""
    found = get_entry(Agency, entry_id)
    return render_template(
        "successions/agency.html",
        agency=found,
        became=queries.successions_of(entry_id),
        took_over=queries.taken_over_by(entry_id),
        offices=queries.offices_of(entry_id),
        holders=council.holders_on(today()),
        successors=successors_on(),
        today=today(),
    )


@blueprint.route("/directory/agencies/<int:entry_id>/reorganise", methods=["GET", "POST"])
@requires(Permission.SUCCESSION)
def reorganise(entry_id: int) -> Page:
    """Record what became of an agency."""
    found, form = get_entry(Agency, entry_id), ReorganisationForm()
    if request.form.get("action") == "add_heir":
        form.heirs.append_entry()
    elif carry_out(form, lambda: _reorganise(found, form)):
        flash(_("Saved."), "success")
        return redirect(_to_pledges(entry_id))
    found = get_entry(Agency, entry_id)
    page = render_template("successions/reorganise.html", form=form, agency=found)
    return page, 422 if form.errors else 200


def _reorganise(found: Agency, form: ReorganisationForm) -> list[Succession]:
    heirs = [Heir(agency_id=_named(row.agency), share=row.share.data or "") for row in form.named]
    return commands.reorganise(agency=found, new=form.to_input(heirs=tuple(heirs)), actor=current_user)


def _named(field: PickField) -> int:
    [agency_id] = naming.agency_ids([field.data], on=today(), field=field.name, kept={})
    return agency_id


def _to_pledges(agency_id: int) -> str:
    """On to what follows for the pledges, where that page is part of the installation."""
    if "acting.pledges" in current_app.view_functions:
        return url_for("acting.pledges", entry_id=agency_id)
    return url_for("successions.agency", entry_id=agency_id)


@blueprint.route("/directory/agencies/<int:entry_id>/take-back", methods=["GET", "POST"])
@requires(Permission.SUCCESSION)
def take_back(entry_id: int) -> Page:
    """Undo a succession entered by mistake."""
    found, refused, status = get_entry(Agency, entry_id), None, 200
    if request.method == "POST":
        try:
            with transaction():
                commands.take_back(agency=found, actor=current_user)
            flash(_("Taken back."), "success")
            return redirect(url_for("successions.agency", entry_id=entry_id))
        except DomainError as error:
            refused, status, found = error, 422, get_entry(Agency, entry_id)
    page = render_template("successions/take_back.html", agency=found, refused=refused)
    return page, status
