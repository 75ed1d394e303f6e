"""A form is carried out once: the second sending of the very same page is answered with where the first one led.

Every form carries a random token. The mark of a sending is drawn from the token and from what was sent, so that a page
gone back to and sent with other words is another sending. The mark is written in the transaction of what the form does:
of two sendings at the same moment the database lets one through.
"""

import hashlib
import secrets
import time
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from app.accounts.models import FormToken
from app.core.database import db
from app.core.web import own_address

FIELD = "form_token"
UNTOLD = frozenset({"csrf_token"})
LOOKS, PAUSE = 20, 0.1
LONGEST_LOCATION = 600


class SentBeforeError(Exception):
    """The same form was carried out by another request."""


def new_token() -> str:
    return secrets.token_urlsafe(16)


def answer_again() -> Response | None:
    """Before a request: a form that was carried out already is not carried out again."""
    g.carried_out, g.sending = False, mark_of_request()
    if g.sending is not None and db.session.get(FormToken, g.sending) is not None:
        return lead_to_the_first()
    return None


def mark_of_request() -> str | None:
    """The mark of what is being sent; None where nothing is, or where it came without a token."""
    if request.method != "POST" or not current_user.is_authenticated or not request.form.get(FIELD):
        return None
    digest = hashlib.sha256(f"{current_user.id} {request.full_path}".encode())
    for name, values in sorted(request.form.lists()):
        if name not in UNTOLD and not (name == "action" and values[0].startswith("save")):
            digest.update(repr((name, values)).encode())
    for name, file in sorted(request.files.items(multi=True), key=itemgetter(0)):
        digest.update(repr((name, file.filename)).encode())
        digest.update(hashlib.sha256(file.read()).digest())
        file.seek(0)
    return digest.hexdigest()


def use_up() -> None:
    """At the beginning of the transaction: the mark goes in with what the form does, or the form was sent before."""
    mark = g.get("sending")
    if mark is None or g.get("carried_out"):
        return
    try:
        db.session.execute(sa.insert(FormToken).values(token_hash=mark, user_id=current_user.id))
    except IntegrityError as used:
        raise SentBeforeError from used


def remember_where(mark: str, location: str | None) -> None:
    """Where the first sending led, for the second."""
    known = own_address(_path_of(location)) or ""
    db.session.execute(
        sa.update(FormToken).where(FormToken.token_hash == mark).values(location=known[:LONGEST_LOCATION])
    )


def _path_of(location: str | None) -> str | None:
    return location.removeprefix(request.host_url.rstrip("/")) if location else None


def lead_to_the_first(_error: Any = None) -> Response:
    """Go where the first sending led; it may be about to say so."""
    mark, location = g.sending, ""
    for _look in range(LOOKS):
        db.session.rollback()
        location = db.session.scalar(sa.select(FormToken.location).where(FormToken.token_hash == mark)) or ""
        db.session.rollback()
        if location:
            break
        time.sleep(PAUSE)
    flash(_("This was saved already when it was first sent; it was not done a second time."), "info")
    return redirect(location or url_for("home.start"), 303)
