"""The language of the screens: Vietnamese unless the reader switched; dates and numbers the Vietnamese way."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flask import Flask, has_request_context, session
from flask_babel import Babel, format_decimal, format_percent, gettext

from app.core.clock import VIETNAM
from app.core.enums import Coded
from app.core.errors import DomainError
from app.core.vietnamese import NO_RATE, day

LANGUAGES = ("vi", "en")
babel = Babel()


def chosen_language() -> str:
    """The reader's own choice; outside of a page (commands, jobs) Vietnamese."""
    language = session.get("language", "vi") if has_request_context() else "vi"
    return language if language in LANGUAGES else "vi"


def say(error: DomainError) -> str:
    """A domain error in the reader's language; enum parameters by their labels, days as dd/mm/yyyy."""
    return gettext(error.message, **{key: _spoken(value) for key, value in error.params.items()})


def _spoken(value: Any) -> Any:
    if isinstance(value, Coded):
        return value.label
    if isinstance(value, date):
        return day(value)
    return value


def moment(value: datetime | None) -> str:
    """dd/mm/yyyy hh:mm in Vietnamese time, or an empty string."""
    if value is None:
        return ""
    local = value.astimezone(VIETNAM)
    return f"{day(local.date())} {local:%H:%M}"


def percent(part: int, whole: int) -> str:
    """One decimal, halves upwards, in the reader's notation; a dash where nothing can be divided."""
    if whole == 0:
        return NO_RATE
    share = (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return format_percent(share, "0.0%")


def init_i18n(app: Flask) -> None:
    babel.init_app(app, locale_selector=chosen_language, timezone_selector=lambda: "Asia/Ho_Chi_Minh")
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters.update(day=day, moment=moment, number=format_decimal, percent=percent, say=say)
