"""What every page shares: security headers, error pages, language switch, Jinja's globals, council blueprints."""

import logging
import uuid
from http import HTTPStatus
from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Request,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import IntegerConverter
from werkzeug.wrappers import Response as BaseResponse

from app.core.errors import DomainError, NotFoundError
from app.core.health import health_pages
from app.core.i18n import LANGUAGES, say
from app.core.paging import LARGEST_ID
from app.core.permissions import can, open_to_all

log = logging.getLogger("app")
csrf = CSRFProtect()
core_pages = Blueprint("core", __name__)
EXPLAINED = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})
ErrorPage = tuple[str, int, list[tuple[str, str]]]
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class KeepingRequest(Request):
    """What is handed in stays in memory until it has been checked; nothing of it is laid down on the disk on its way."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> BytesIO:
        del total_content_length, content_type, filename, content_length
        return BytesIO()


class RecordNumber(IntegerConverter):
    """A record's id in an address. What no table can hold is no address of ours, on either database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})


def number_asked(name: str) -> int | None:
    """A record's id among the arguments of the address; what cannot be one is as if it were not there."""
    asked = request.args.get(name, type=int)
    return asked if asked is not None and 0 < asked <= LARGEST_ID else None


def council_blueprint(name: str, import_name: str) -> Blueprint:
    """A blueprint whose routes stand behind a council's slug."""
    return Blueprint(name, import_name, url_prefix="/<council_slug>")


@core_pages.post("/language")
@open_to_all
def set_language() -> BaseResponse:
    language = request.form.get("lang", "vi")
    if language in LANGUAGES:
        session["language"] = language
    return redirect(own_address(request.form.get("next")) or url_for("home.start"))


def public_address() -> str:
    """Where the world finds this installation, without a stroke at the end: as set, else as this request found it."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url).rstrip("/")


def own_address(target: str | None) -> str | None:
    """The target if it is a path of this very host, else None: no redirect leads away."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    return None if any(ord(letter) < 33 or letter == "\\" for letter in target) else target  # noqa: PLR2004 - control characters and blanks


def show_domain_error(error: DomainError, target: str) -> BaseResponse:
    """Tell a broken rule that belongs to no form, and go back to a page of ours."""
    flash(say(error), "danger")
    return redirect(target)


def _on_http_error(error: HTTPException) -> ErrorPage | HTTPException:
    """Our own page with what the error adds to the headers (405 names the methods allowed); a foreign host gets no page of ours."""
    if error.response is not None or isinstance(error, SecurityError):
        return error
    if error.code is None or error.code < 400:  # noqa: PLR2004 - an error's code
        return error
    page, code = _error_page(error.code)
    return page, code, [header for header in error.get_headers() if header[0] != "Content-Type"]


def _on_not_found(_error: NotFoundError) -> tuple[str, int]:
    return _error_page(404)


def _on_domain_error(error: DomainError) -> tuple[str, int]:
    return render_template(
        "errors/error.html", code=422, message=say(error), reference=g.get("request_id")
    ), 422


def _on_csrf_error(_error: CSRFError) -> tuple[str, int]:
    message = gettext(
        "This form stood open too long. Go back, reload the page and send it again; what you typed is kept."
    )
    return render_template("errors/error.html", code=400, message=message, reference=g.get("request_id")), 400


def _on_no_database(error: OperationalError) -> tuple[str, int]:
    """Another writer kept the database too long, or the server is away: nothing was written, and a later try may do."""
    log.error("the database did not answer, request %s", g.get("request_id"), exc_info=error)
    return _error_page(503)


def _on_crash(error: Exception) -> tuple[str, int]:
    log.error("unhandled error, request %s", g.get("request_id"), exc_info=error)
    return _error_page(500)


def _error_page(code: int) -> tuple[str, int]:
    fallback = (
        HTTPStatus.BAD_REQUEST
        if code < HTTPStatus.INTERNAL_SERVER_ERROR
        else HTTPStatus.INTERNAL_SERVER_ERROR
    )
    known = code if code in EXPLAINED else fallback.value
    return render_template("errors/error.html", code=known, message=None, reference=g.get("request_id")), code


def _before() -> None:
    g.request_id = uuid.uuid4().hex[:12]


def _after(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    headers.setdefault("X-Request-Id", g.get("request_id", ""))
    if request.endpoint not in {"static", "bootstrap.static"}:
        headers.setdefault("Cache-Control", "no-store")
        response.vary.add("Cookie")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _take_council_slug(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        g.council_slug = values.pop("council_slug", None)


def _give_council_slug(endpoint: str, values: dict[str, Any]) -> None:
    if "council_slug" in values or not g.get("council_slug"):
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "council_slug"):
        values["council_slug"] = g.council_slug


def init_web(app: Flask) -> None:
    app.request_class = KeepingRequest
    csrf.init_app(app)
    app.url_map.converters["int"] = RecordNumber
    app.url_value_preprocessor(_take_council_slug)
    app.url_defaults(_give_council_slug)
    app.before_request(_before)
    app.after_request(_after)
    app.register_error_handler(CSRFError, _on_csrf_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(NotFoundError, _on_not_found)
    app.register_error_handler(DomainError, _on_domain_error)
    app.register_error_handler(OperationalError, _on_no_database)
    app.register_error_handler(Exception, _on_crash)
    app.jinja_env.globals.update(can=can, has_endpoint=lambda name: name in app.view_functions)
    app.register_blueprint(core_pages)
    app.register_blueprint(health_pages)
