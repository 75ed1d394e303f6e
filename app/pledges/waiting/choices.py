"""The sittings a deadline may be bound to, as a form offers them."""

from flask_babel import gettext as _

from app.core.clock import today
from app.pledges.waiting.forms import SittingField
from app.sittings.models import Sitting
from app.sittings.queries import sittings

YEARS_AHEAD = 4


def offer_sittings(field: SittingField) -> None:
    """Those that are entered, and the regular ones still to be called."""
    year = today().year
    field.offer([(each.id, _named(each)) for each in sittings()], range(year - 1, year + YEARS_AHEAD))


def _named(sitting: Sitting) -> str:
    opens = f"{sitting.opens_on:%d/%m/%Y}" if sitting.opens_on else _("no day yet")
    return f"{sitting.name} ({sitting.term.number}), {opens}"
