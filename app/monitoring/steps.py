"""What the pages of a round say of its way."""

from datetime import date

from flask_babel import gettext as _

from app.core.i18n import day
from app.monitoring.domain import RoundStatus


def steps_of() -> list[tuple[str, str]]:
    """The states of a round in their order, for the row of steps."""
    return [(status.value, status.label) for status in RoundStatus]


def usual_title(number: int, as_of: date) -> str:
    return _("Round %(number)s, as of %(day)s", number=number, day=day(as_of))
