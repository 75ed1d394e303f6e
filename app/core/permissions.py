"""What a signed-in person may do, and the guard every route declares."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, current_app, g
from flask_security import current_user

from app.core.enums import Coded

View = TypeVar("View", bound=Callable[..., Any])


class Permission(Coded):
    """Every ✓ of the table "who may do what"; `app.accounts.domain` says which role has which."""

    HOME_OPEN = "home_open"
    COUNCIL_READ = "council_read"
    COUNCIL_SETTINGS = "council_settings"
    DIRECTORY_READ = "directory_read"
    DIRECTORY_EDIT = "directory_edit"
    ACCOUNTS_EDIT = "accounts_edit"
    SESSION_LOG = "session_log"
    PLEDGE_RECORD = "pledge_record"
    RESOLUTION_PREPARE = "resolution_prepare"
    RESOLUTION_ADOPT = "resolution_adopt"
    ROUND_OPEN = "round_open"
    REPORT_LOG = "report_log"
    ASSESS = "assess"
    APPROVE = "approve"
    EXTENSION_LOG = "extension_log"
    EXTENSION_DECIDE = "extension_decide"
    DROP_DECIDE = "drop_decide"
    OWN_REPORT = "own_report"
    LETTER_SEND = "letter_send"
    STEP_TAKE = "step_take"
    HANDOVER = "handover"
    SUCCESSION = "succession"
    TERM_CLOSE = "term_close"
    TOPICS_PREPARE = "topics_prepare"
    TOPICS_DECIDE = "topics_decide"
    REQUESTION_PROPOSE = "requestion_propose"
    OPINION_STATE = "opinion_state"
    REGISTER_IMPORT = "register_import"
    REGISTER_EXPORT = "register_export"
    AUDIT_READ = "audit_read"


def can(permission: Permission | str) -> bool:
    """Whether the person signed in holds the permission in the council of this request."""
    return Permission(permission) in g.get("permissions", frozenset())


def requires(permission: Permission) -> Callable[[View], View]:
    """Guard a route of a council. Not signed in → sign-in page; not of this council → 404; not allowed → 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined] # set by Flask-Login
            if not g.get("permissions"):
                abort(404)
            if not can(permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.guard = permission  # type: ignore[attr-defined] # read by the test that walks every route
        return guarded  # type: ignore[return-value] # same signature as the view

    return decorate


def signed_in(view: View) -> View:
    """Guard a route that belongs to the person, not to a council."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return current_app.login_manager.unauthorized()  # type: ignore[attr-defined] # set by Flask-Login
        return view(*args, **kwargs)

    guarded.guard = "signed_in"  # type: ignore[attr-defined] # read by the test that walks every route
    return guarded  # type: ignore[return-value] # same signature as the view


def open_to_all(view: View) -> View:
    """Say that a route needs no sign-in, on purpose."""
    view.guard = "open_to_all"  # type: ignore[attr-defined] # read by the test that walks every route
    return view
