"""What the server tells its operator: a line an event, of places, numbers and durations, never of people or their texts.

Routes stand for addresses, numbers for people, and an error is told by its kind and its place in the code: a message that
may quote what was typed is left out.
"""

import logging
import logging.config
import re
import sqlite3
import sys
import time
import traceback
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, request
from jinja2 import TemplateError
from sqlalchemy.exc import DBAPIError
from structlog.contextvars import bind_contextvars, clear_contextvars
from structlog.typing import EventDict, WrappedLogger

log = logging.getLogger("app.requests")
QUIET = frozenset({"static", "bootstrap.static", "health.healthz", "metrics.metrics"})
SPEAK_OF_THE_MACHINE = (
    OSError,
    MemoryError,
    AttributeError,
    TypeError,
    NameError,
    ImportError,
    sqlite3.Error,
    TemplateError,
)
"""Errors whose words are about the machine and the program; those of others may quote a text or a name."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_ADDRESS = re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+")
_SERVED = re.compile(r"(?<=serving )/\S*")
_QUESTION = re.compile(r"(?<=[\w/])\?[^\s\"']+")


def new_request_id() -> str:
    """The caller's own id where it is well-formed, so that a proxy's log and ours tell of the same request; else a new one."""
    given = request.headers.get("X-Request-Id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex[:12]


def plainly(error: BaseException) -> str:
    """An error in words that quote nobody: its kind, and where it speaks of the machine alone, its message."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return f"{type(error).__name__} ({plainly(error.orig)})"
    kind = type(error).__name__
    state = getattr(error, "sqlstate", None)
    if state:
        constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
        return f"{kind}: SQLSTATE {state}" + (f", {constraint}" if constraint else "")
    if isinstance(error, SPEAK_OF_THE_MACHINE) or kind == "OperationalError":
        return f"{kind}: {_without_people(str(error).partition(chr(10))[0])}"
    return kind


def traceback_of(error: BaseException) -> str:
    """The places in the code, newest error first, and each error said plainly."""
    told: list[str] = []
    following: BaseException | None = error
    while following is not None:
        told.append("".join(traceback.format_tb(following.__traceback__)) + plainly(following))
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return "\ncaused by\n".join(told)


def _without_people(text: str) -> str:
    return _SERVED.sub("/…", _QUESTION.sub("?…", _ADDRESS.sub("…@…", text)))


def _in_one_line(text: str) -> str:
    """What would end the line, ring a bell or turn the writing round stands as its code."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text
    )


def _tell_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _in_one_line(_without_people(value))
    if isinstance(error, BaseException):
        event["exception"] = traceback_of(error)
    return event


def formatter(form: str) -> logging.Formatter:
    """One JSON object a line, or for a terminal words in columns."""
    renderer = (
        structlog.dev.ConsoleRenderer(colors=False)
        if form == "console"
        else structlog.processors.JSONRenderer()
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _tell_error, renderer],
    )


def logging_settings(*, level: str, form: str) -> dict[str, Any]:
    """For `logging.config`: everything, the server's own lines too, in one form on standard error. `form`: json, console, auto."""
    if form == "auto":
        form = "console" if sys.stderr.isatty() else "json"
    own_handler = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"told": {"()": formatter, "form": form}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "told"}},
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {
            "gunicorn.error": own_handler,
            "waitress.queue": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
            "huey": {"level": "WARNING"},
        },
    }


def configure_logs(*, level: str, form: str) -> None:
    logging.config.dictConfig(logging_settings(level=level, form=form))


def _begin() -> None:
    g.request_id = new_request_id()
    g.began = time.perf_counter()
    clear_contextvars()
    bind_contextvars(request_id=g.request_id)


def _tell_request(response: Response) -> Response:
    response.headers.setdefault("X-Request-Id", g.request_id)
    level = logging.DEBUG if request.endpoint in QUIET else logging.INFO
    numbers = {name: value for name, value in (request.view_args or {}).items() if isinstance(value, int)}
    log.log(
        level,
        "request",
        extra={
            "method": request.method if request.url_rule else "-",
            "route": request.url_rule.rule if request.url_rule else "-",
            **numbers,
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - g.began) * 1000),
            "user": getattr(g.get("_login_user"), "id", None),
        },
    )
    return response


def init_logs(app: Flask) -> None:
    """Before anything else of a request: its id; after everything else: its line."""
    app.before_request(_begin)
    app.after_request(_tell_request)
