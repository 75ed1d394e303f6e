"""How the letters to people of the council stand; what they say is their readers' alone."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.transaction import transaction
from app.core.web import council_blueprint, show_domain_error
from app.reminders import commands, queries

blueprint = council_blueprint("outbox", __name__)


@blueprint.get("/settings/mail")
@requires(Permission.ACCOUNTS_EDIT)
def letters() -> str:
    """The latest letters; those that failed say why."""
    return render_template(
        "reminders/letters.html",
        letters=queries.letters_here(),
        mail_is_set_up=bool(current_app.config["MAIL_URL"]),
    )


@blueprint.post("/settings/mail/<int:message_id>/again")
@requires(Permission.ACCOUNTS_EDIT)
def again(message_id: int) -> Response:
    """Send a letter once more with the next round of letters."""
    message = queries.get_letter_here(message_id)
    try:
        with transaction():
            commands.send_again(message=message, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, url_for("outbox.letters"))
    flash(_("It will be sent with the next round of letters."), "success")
    return redirect(url_for("outbox.letters"))
