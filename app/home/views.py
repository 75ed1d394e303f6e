"""The start page and "what waits for me"."""

from flask import Blueprint, redirect, render_template, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.permissions import open_to_all
from app.council import queries as council

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@open_to_all
def start() -> Response | str:
    """Where to go first: the sign-in page, the one council, or a choice of one's councils."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login"))
    councils = council.councils_of(current_user.id)
    if len(councils) == 1:
        return redirect(url_for("home.index", council_slug=councils[0].slug))
    return render_template("home/councils.html", councils=councils)
