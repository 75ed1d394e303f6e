"""What every page shares: security headers, language switch, Jinja's globals, council blueprints."""

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
    request,
    session,
    url_for,
)
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter
from werkzeug.utils import cached_property
from werkzeug.wrappers import Response as BaseResponse

from app.core.choosing import form_id, opened_marks
from app.core.errors import DomainError
from app.core.failures import init_failures
from app.core.health import health_pages
from app.core.i18n import LANGUAGES, say
from app.core.logs import init_logs
from app.core.metrics import init_metrics
from app.core.paging import LARGEST_ID
from app.core.permissions import can, open_to_all
from app.core.text import without_control_characters

csrf = CSRFProtect()
core_pages = Blueprint("core", __name__)
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class KeepingRequest(Request):
    """What is handed in stays in memory until it has been checked; nothing of it is laid down on the disk on its way."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What stands behind the question mark, without what no page may show and no database take."""
        asked = super().args.items(multi=True)
        return self.parameter_storage_class(
            (name, without_control_characters(value)) for name, value in asked
        )

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


def _after(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
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
    init_logs(app)
    init_metrics(app)
    csrf.init_app(app)
    app.url_map.converters["int"] = RecordNumber
    app.url_value_preprocessor(_take_council_slug)
    app.url_defaults(_give_council_slug)
    app.after_request(_after)
    init_failures(app)
    app.jinja_env.globals.update(
        can=can,
        form_id=form_id,
        has_endpoint=lambda name: name in app.view_functions,
        opened_marks=opened_marks,
    )
    app.register_blueprint(core_pages)
    app.register_blueprint(health_pages)
