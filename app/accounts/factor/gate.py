"""Between the password and the pages: whoever has a second factor gives it first, and whoever must have one sets it up.

It is offered to everyone and asked of nobody at first: the first start and the example must be usable at once, and the
administrator of a new installation is reminded on the first page until it is set up. With `SECOND_FACTOR=required` those
who adopt, approve, decide or administer get no further than the page that sets it up.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import Flask, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.accounts import queries
from app.accounts.domain import WEIGHTY, Role

GIVEN = "factor"
BEFORE_IT = frozenset(
    {
        "static",
        "bootstrap.static",
        "security.logout",
        "core.set_language",
        "health.healthz",
        "second_factor.give",
        "verify.ask",
        "verify.show",
    }
)
TO_SET_UP = BEFORE_IT | {"second_factor.set_up", "accounts.change_password"}


def init_gate(app: Flask) -> None:
    app.before_request(_ask)
    app.jinja_env.globals.update(advises_factor=advises_factor)


def _ask() -> Response | None:
    if request.endpoint is None or not current_user.is_authenticated:
        return None
    if current_user.tf_totp_secret:
        if session.get(GIVEN) == session.get("sid") or request.endpoint in BEFORE_IT:
            return None
        return redirect(f"{url_for('second_factor.give')}?{urlencode({'next': _this_page()})}")
    if request.endpoint in TO_SET_UP or not must_have(current_user.id):
        return None
    flash(_("Your role needs a second factor here. Set it up now; it takes a minute."), "warning")
    return redirect(url_for("second_factor.set_up"))


def _this_page() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("home.start")


def was_given() -> None:
    """Note that the session of this browser has shown the second factor; the mark is worth nothing in another session."""
    session[GIVEN] = session.get("sid")


def must_have(user_id: int) -> bool:
    if not current_app.config["SECOND_FACTOR_REQUIRED"]:
        return False
    return not WEIGHTY.isdisjoint(each.role for each in queries.all_memberships_of(user_id))


def advises_factor(roles: Iterable[Role]) -> bool:
    """Whether the first page of a council reminds a person of these roles to set one up."""
    return not current_user.tf_totp_secret and not WEIGHTY.isdisjoint(roles)
