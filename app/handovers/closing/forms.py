"""The form by which a term is closed."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from app.core.forms import DayField, LineField, LongField
from app.core.submit import EntryForm
from app.handovers.domain import NewClosing


def _number(value: object) -> int | None:
    return int(str(value)) if value not in (None, "", "None") else None


class ClosingForm(EntryForm):
    """Which term follows, from which day, by which document."""

    next_term_id = SelectField(
        _l("Next term"),
        [InputRequired(message=_l("Please fill in this field."))],
        coerce=_number,
        choices=[],
    )
    closed_on = DayField(_l("Closed on"), required=True)
    document_number = LineField(_l("Number of the document"), most=120)
    note = LongField(_l("Note"), most=4000)
    looked_at = BooleanField(
        _l("I have looked at the list of what stays open"),
        [InputRequired(message=_l("Please look at the list above and tick this."))],
    )

    def offer(self, terms: Sequence[tuple[int, str]]) -> None:
        self.next_term_id.choices = [("", "—"), *terms]

    def to_input(self) -> NewClosing:
        return NewClosing(
            next_term_id=self.next_term_id.data or 0,
            closed_on=self.closed_on.data,
            document_number=self.document_number.data or "",
            note=self.note.data or "",
        )
