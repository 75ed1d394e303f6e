"""The words of a digest: as text and as a page, in Vietnamese, with addresses where the world finds them."""

import re
from datetime import date
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _

from app.core import vietnamese
from app.core.i18n import say
from app.reminders.domain import Digest, Line

_GAP = re.compile(r"\n{3,}")


class Written(NamedTuple):
    """A digest as it is sent."""

    subject: str
    text: str
    html: str


def write(digest: Digest, *, name: str) -> Written:
    """The digest of a person of that name."""
    values = {
        "digest": digest,
        "name": name,
        "base": str(current_app.config["PUBLIC_URL"]),
        "when": lambda line: when(line, digest.day),
        "say": say,
    }
    text, html = (
        current_app.jinja_env.get_template(f"email/digest.{kind}").render(values) for kind in ("txt", "html")
    )
    subject = _("Sổ Lời Hứa: %(n)s reminders on %(day)s", n=digest.count, day=vietnamese.day(digest.day))
    return Written(subject, _GAP.sub("\n\n", text).strip() + "\n", html)


def when(line: Line, day: date) -> str:
    """The day of a line and how far it is; nothing for what has none."""
    if line.due_on is None:
        return ""
    left = (line.due_on - day).days
    due_on = vietnamese.day(line.due_on)
    if left == 0:
        return _("due on %(day)s, today", day=due_on)
    if left > 0:
        return _("due on %(day)s, %(n)s days left", day=due_on, n=vietnamese.number(left))
    return _("was due on %(day)s, %(n)s days ago", day=due_on, n=vietnamese.number(-left))
