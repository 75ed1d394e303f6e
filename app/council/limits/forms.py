"""The form of a limit."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.core.forms import CodeField, DayField, LineField
from app.core.submit import EntryForm
from app.council.domain import LimitCode
from app.council.limits.domain import NewLimit

MOST_DAYS = 366


class LimitForm(EntryForm):
    """A limit that counts from a day on."""

    code = CodeField(_l("What is limited"), LimitCode)
    days = IntegerField(
        _l("Days"),
        [
            InputRequired(message=_l("Please fill in this field.")),
            NumberRange(0, MOST_DAYS, message=_l("A number from 0 to 366.")),
        ],
    )
    basis = LineField(_l("Basis"), required=True)
    starts_on = DayField(_l("Counts from"), required=True)

    def to_input(self) -> NewLimit:
        return NewLimit(
            code=self.code.data, days=self.days.data, basis=self.basis.data, starts_on=self.starts_on.data
        )
