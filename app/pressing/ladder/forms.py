"""Forms of the ladder and of a step taken."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from app.core.forms import DayField, LineField, LongField
from app.core.submit import EntryForm
from app.pressing.ladder.domain import NewRung, NewStep


class RungForm(EntryForm):
    """A step of the ladder."""

    name = LineField(_l("Name of the step"), required=True)
    retired = BooleanField(_l("No longer in use"))

    def to_input(self) -> NewRung:
        return NewRung(name=self.name.data or "", retired=bool(self.retired.data))


class StepForm(EntryForm):
    """A step taken for a pledge."""

    step = SelectField(_l("Step"), validate_choice=False)
    taken_on = DayField(_l("Day of the step"), required=True)
    document_number = LineField(_l("Number of the paper"), most=120)
    recipient = LineField(_l("Sent to"))
    note = LongField(_l("Note"), most=3000)

    def offer(self, steps: Sequence[tuple[str, str]], proposed: str) -> None:
        """The steps in use; the proposed one is chosen at first."""
        self.step.choices = list(steps)
        if not self.is_submitted():
            self.step.data = proposed or (steps[0][0] if steps else "")

    def to_input(self) -> NewStep:
        return NewStep(
            taken_on=self.taken_on.data,
            document_number=self.document_number.data or "",
            recipient=self.recipient.data or "",
            note=self.note.data or "",
        )
