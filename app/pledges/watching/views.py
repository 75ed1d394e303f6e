"""The button by which anyone who may read the register watches a pledge."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.transaction import transaction
from app.core.web import council_blueprint, show_domain_error
from app.pledges.queries import get_pledge
from app.pledges.watching.commands import set_watch

blueprint = council_blueprint("watching", __name__)


@blueprint.post("/pledges/<int:pledge_id>/watch")
@requires(Permission.COUNCIL_READ)
def watch(pledge_id: int) -> Response:
    """Watch the pledge, or no longer."""
    pledge, watched = get_pledge(pledge_id), request.form.get("watch") != "no"
    back = url_for("dossier.pledge_page", pledge_id=pledge_id)
    try:
        with transaction():
            set_watch(pledge=pledge, watched=watched, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(_("You follow this pledge.") if watched else _("You follow this pledge no longer."), "success")
    return redirect(back)
