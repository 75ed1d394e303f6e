"""Sign-in: Flask-Security for passwords, our own table so that signing out kills the cookie.

A session ends when it is idle for `IDLE`, older than `LONGEST`, signed out, or its account is closed or re-keyed.
"""

import secrets
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, NoReturn

import sqlalchemy as sa
from flask import Flask, Request, Response, abort, current_app, g, make_response, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import user_logged_out
from flask_security import Security, SQLAlchemyUserDatastore, current_user, user_authenticated

from app.accounts import guessing, sessions
from app.accounts.domain import LONGEST_PASSWORD, SHORTEST_PASSWORD, SignedIn, SignedOut
from app.accounts.factor.gate import init_gate
from app.accounts.kept.pages import init_kept, keep_what_was_carried
from app.accounts.models import User, UserSession
from app.config import ROOT
from app.core.clock import now
from app.core.database import db
from app.core.errors import N_
from app.core.events import publish
from app.core.storage import sha256_of
from app.core.transaction import transaction

IDLE = timedelta(hours=4)
LONGEST = timedelta(hours=12)
_NOTE_EVERY = timedelta(minutes=5)
LONGEST_SENT = 4 * LONGEST_PASSWORD  # a letter and its marks, where a keyboard sends them one by one

datastore = SQLAlchemyUserDatastore(db, User, None)
limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)

SETTINGS = {
    "SECURITY_URL_PREFIX": "",
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_VERIFY_URL": "/sign-in/again",  # /verify is where issued papers are checked
    "SECURITY_POST_LOGIN_VIEW": "home.start",
    "SECURITY_POST_LOGOUT_VIEW": "security.login",
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "SECURITY_PASSWORD_SALT": "unused: argon2 salts each password itself",
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
    "SECURITY_I18N_DOMAIN": "messages",
    "SECURITY_I18N_DIRNAME": str(ROOT / "app" / "translations"),
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (
        N_("The e-mail address or the password is not right. Check both; small and capital letters differ."),
        "error",
    ),
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_TRACKABLE": False,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_CACHE_CONTROL": {},  # every page of ours says "no-store" itself
}


def init_security(app: Flask) -> None:
    for key, value in SETTINGS.items():
        app.config.setdefault(key, value)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    Security(app, datastore).want_json(_never)
    limiter.init_app(app)
    app.view_functions["security.verify"] = _not_here
    app.config.setdefault("SECOND_FACTOR_REQUIRED", False)
    _slow_down_guessing(app)
    user_authenticated.connect(_on_signed_in)
    user_logged_out.connect(_on_signed_out)
    app.before_request(_end_dead_session)
    init_gate(app)
    init_kept(app)


def _never(_request: Request) -> bool:
    """Sign-in is a page and nothing else: an answer in JSON would be no wrong try to `_was_wrong`, and would hand out a token."""
    return False


def _not_here() -> NoReturn:
    """Flask-Security's page for typing the password once more; nothing of ours leads there."""
    abort(404)


def _slow_down_guessing(app: Flask) -> None:
    """Few tries a minute from one place; few wrong ones for one address, so that an office behind one address still gets in."""
    sign_in: Any = app.view_functions["security.login"]

    @wraps(sign_in)
    def counted() -> Response:
        whose = guessing.password_of(request.form.get("email", ""))
        if len(request.form.get("password", "")) > LONGEST_SENT:
            abort(413)
        if request.method == "POST" and guessing.is_blocked(whose):
            abort(429)
        response = make_response(sign_in())
        if request.method == "POST" and response.status_code == HTTPStatus.OK:
            with transaction():
                guessing.note_failure(whose)
        return response

    app.view_functions["security.login"] = limiter.limit("30 per minute", methods=["POST"])(counted)


def _on_signed_in(_app: Flask, user: User, **_extra: Any) -> None:
    token = secrets.token_urlsafe(24)
    session["sid"] = token
    session["seen"] = now().timestamp()
    session.permanent = True
    with transaction():
        db.session.add(UserSession(user_id=user.id, token_hash=sha256_of(token.encode())))
        guessing.forget_failures(guessing.password_of(user.email))
        keep_what_was_carried(user.id)
        publish(SignedIn(actor_id=user.id, council_id=None, subject_type="User", subject_id=user.id))


def _on_signed_out(_app: Flask, user: Any = None, **_extra: Any) -> None:
    token = session.pop("sid", None)
    if user is None or token is None or getattr(user, "id", None) is None:
        return
    with transaction():
        sessions.end_session(token)
        publish(SignedOut(actor_id=user.id, council_id=None, subject_type="User", subject_id=user.id))


def _end_dead_session() -> None:
    if request.endpoint in {"static", "bootstrap.static"} or not current_user.is_authenticated:
        return
    moment = now()
    if not _alive(session.get("sid"), moment):
        language = session.get("language")
        session.clear()
        if language:
            session["language"] = language
        _forget_user()
    elif moment.timestamp() - session.get("seen", 0) > _NOTE_EVERY.total_seconds():
        session["seen"] = moment.timestamp()


def _alive(token: str | None, moment: datetime) -> bool:
    if not token or moment.timestamp() - session.get("seen", 0) > IDLE.total_seconds():
        return False
    started = db.session.execute(
        sa.select(UserSession.started_at).where(
            UserSession.token_hash == sha256_of(token.encode()),
            UserSession.user_id == current_user.id,
            UserSession.ended_at.is_(None),
        )
    ).scalar()
    return started is not None and moment - started < LONGEST


def _forget_user() -> None:
    """Make the rest of this request anonymous (Flask-Login keeps the request's user in `g`)."""
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]  # noqa: SLF001 - its documented place
