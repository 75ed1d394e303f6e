"""The page on which the pledges of a reorganised agency find who answers for them."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.web import council_blueprint
from app.council.models import Agency
from app.council.queries import get_entry
from app.council.successions.queries import successions_of
from app.council.successors import successors_on
from app.pledges import commands
from app.pledges.acting import queries
from app.pledges.acting.forms import PassingOnForm, chosen_actors, chosen_offices

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("acting", __name__)


@blueprint.route("/directory/agencies/<int:entry_id>/pledges", methods=["GET", "POST"])
@requires(Permission.SUCCESSION)
def pledges(entry_id: int) -> Page:
    """Of one successor: which of its offices answers. Of several: who takes each open pledge."""
    agency, form = get_entry(Agency, entry_id), PassingOnForm()
    filling = request.form.get("action") == "fill"
    if not filling and carry_out(form, lambda: _decide(agency)):
        flash(_("Saved."), "success")
        return redirect(url_for("acting.pledges", entry_id=entry_id))
    agency, successors = get_entry(Agency, entry_id), successors_on()
    all_to = request.form.get("all_to", "") if filling else ""
    page = render_template(
        "acting/pledges.html",
        form=form,
        agency=agency,
        became=successions_of(entry_id),
        heirs=queries.heirs_of(agency, successors),
        offices=queries.offices_left(agency),
        waiting=queries.waiting(agency),
        count=queries.count_waiting(agency),
        most=queries.MOST,
        all_to=all_to,
        sent=request.form,
    )
    return page, 422 if form.errors else 200


def _decide(agency: Agency) -> bool:
    """Both tables, as far as something is chosen in them."""
    offices = chosen_offices(request.form, [each.office.id for each in queries.offices_left(agency)])
    chosen = chosen_actors(request.form, [each.id for each in queries.waiting(agency)])
    if offices:
        commands.take_over_offices(agency=agency, offices=offices, actor=current_user)
    if chosen:
        commands.assign_pledges(agency=agency, chosen=chosen, actor=current_user)
    return True
