"""The log of changes: who did what, and when."""

import re
from typing import Any

from flask import g, render_template, request
from flask_babel import pgettext

from app.audit import queries
from app.core.permissions import Permission, requires
from app.council.views.pages import blueprint

_LONGEST = 18
_CAPITAL = re.compile(r"(?<!^)[A-Z]")


@blueprint.get("/log")
@requires(Permission.AUDIT_READ)
def audit() -> str:
    """Every decision of the council, the latest first."""
    cursor = request.args.get("cursor", "")
    before = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) <= _LONGEST else None
    page = queries.lines_of(g.council.id, before=before)
    return render_template("council/audit.html", page=page, told=told, values_of=values_of, before=before)


def told(event: str) -> str:
    """What an event is called: its label, else its name in words."""
    label = str(pgettext("Event", event))
    return _CAPITAL.sub(lambda letter: f" {letter[0].lower()}", event) if label == event else label


def values_of(details: dict[str, Any]) -> list[str]:
    """The details of a line, one sentence each: "place: Hà Giang → Tuyên Quang"."""
    return [f"{name}: {_value(value)}" for name, value in sorted(details.items()) if value not in (None, "")]


def _value(value: Any) -> str:
    pair = 2
    if isinstance(value, list) and len(value) == pair:
        return " → ".join("—" if each in (None, "") else str(each) for each in value)
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)
