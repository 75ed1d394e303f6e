"""Pages that say what went wrong and lead on. What had been typed comes back with them, and each names the request in the log."""

import errno
import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from werkzeug.exceptions import HTTPException, SecurityError

from app.core.errors import DomainError, NotFoundError
from app.core.i18n import say
from app.core.text import without_control_characters

log = logging.getLogger("app")
EXPLAINED = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})
UNREAD = frozenset({400, 413})
"""Refused before what was sent could be read."""
WORTH_REPEATING = frozenset({429, 500, 503})
SIGN_IN = frozenset({"accounts", "security"})
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE})
ErrorPage = tuple[str, int, list[tuple[str, str]]]


def _on_http_error(error: HTTPException) -> ErrorPage | HTTPException:
    """Our own page with what the error adds to the headers (405 names the methods allowed); a foreign host gets no page of ours."""
    if error.response is not None or isinstance(error, SecurityError):
        return error
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    page, code = error_page(error.code)
    return page, code, [header for header in error.get_headers() if header[0] != "Content-Type"]


def _on_not_found(_error: NotFoundError) -> tuple[str, int]:
    return error_page(404)


def _on_domain_error(error: DomainError) -> tuple[str, int]:
    return error_page(422, message=say(error))


def form_stood_too_long(_error: CSRFError) -> tuple[str, int]:
    """A form without its session's token: nothing is done."""
    message = gettext(
        "This form stood open too long. Go back, reload the page and send it again; what you typed is kept."
    )
    return error_page(400, message=message, texts=_texts_sent())


def _on_no_database(error: DBAPIError | NoConnectionLeft) -> ErrorPage:
    """Another writer kept the database too long, its disk is full, or it is away: nothing was written, a later try may do."""
    log.error("the database did not answer", exc_info=error)
    return _later()


def _on_crash(error: Exception) -> tuple[str, int] | ErrorPage:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        log.error("the machine has no room left", exc_info=error)
        return _later()
    log.error("unhandled error", exc_info=error)
    return error_page(500)


def _later() -> ErrorPage:
    page, code = error_page(503)
    return page, code, [("Retry-After", "30")]


def error_page(code: int, *, message: str | None = None, texts: list[str] | None = None) -> tuple[str, int]:
    """The page of an error; codes without words of their own take those of their kind."""
    fallback = (
        HTTPStatus.BAD_REQUEST
        if code < HTTPStatus.INTERNAL_SERVER_ERROR
        else HTTPStatus.INTERNAL_SERVER_ERROR
    )
    if "_login_user" not in g:  # whose page it is would be asked of the database, which may be what failed
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]  # noqa: SLF001 - its documented place
    page = render_template(
        "errors/error.html",
        code=code if code in EXPLAINED else fallback.value,
        message=message,
        reference=g.get("request_id"),
        texts=texts if texts is not None else [] if code in UNREAD else _texts_sent(),
        again=_sent_again() if code in WORTH_REPEATING else [],
    )
    return page, code


def _texts_sent() -> list[str]:
    """The words among what was sent, to be copied; what is sent to sign in is never shown again."""
    if request.method != "POST" or request.blueprint in SIGN_IN:
        return []
    values = (value for name, value in request.form.items(multi=True) if name != "csrf_token")
    shown = map(without_control_characters, values)
    return [value for value in shown if len(value.split()) > 1 or not value.isascii()]


def _sent_again() -> list[tuple[str, str]]:
    """The fields of a form of ours, to be sent once more as they were; files the browser must be given anew."""
    if request.method != "POST" or request.blueprint in SIGN_IN or not g.get("csrf_valid") or request.files:
        return []
    return [
        (without_control_characters(name), without_control_characters(value))
        for name, value in request.form.items(multi=True)
        if name != "csrf_token"
    ]


def _tell_crash(exc_info: Any) -> None:
    """In place of Flask's own line, which quotes the address."""
    log.error("unhandled error", exc_info=exc_info)


def init_failures(app: Flask) -> None:
    app.log_exception = _tell_crash  # type: ignore[method-assign] # the place Flask documents for this
    app.register_error_handler(CSRFError, form_stood_too_long)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(NotFoundError, _on_not_found)
    app.register_error_handler(DomainError, _on_domain_error)
    for away in (OperationalError, InterfaceError, NoConnectionLeft):
        app.register_error_handler(away, _on_no_database)
    app.register_error_handler(Exception, _on_crash)
