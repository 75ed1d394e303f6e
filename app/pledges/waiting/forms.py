"""Forms of what a deadline waits for."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from app.core.forms import CodeField, DayField, LineField, LongField, PickField
from app.core.submit import EntryForm
from app.pledges.domain import AnchorKind, DateGiven, Meeting, NewAnchor, SittingPoint
from app.sittings.domain import SittingKind

NUMBER, TEXT = 120, 2000
MOST_DAYS = 3650


class SittingField(SelectField):
    """A sitting that is known ("s12"), or one that is still to be called, by its kind and year ("regular_year_end 2026")."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, choices=[SelectChoice(value="", label="—")], **kwargs)

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else str(value)

    def offer(self, known: Iterable[tuple[int, str]], years: Iterable[int]) -> None:
        regular = (SittingKind.REGULAR_MID_YEAR, SittingKind.REGULAR_YEAR_END)
        named = [(f"{kind.value} {year}", f"{kind.label} {year}") for year in years for kind in regular]
        offered = [*named, *((f"s{key}", name) for key, name in known)]
        self.choices = [
            SelectChoice(value="", label="—"),
            *(SelectChoice(value=value, label=label) for value, label in offered),
        ]

    @property
    def chosen(self) -> dict[str, Any]:
        """The columns of an anchor that name the sitting."""
        value = str(self.data or "")
        if not value:
            return {}
        if value.startswith("s"):
            return {"sitting_id": int(value[1:])}
        kind, year = value.split()
        return {"sitting_kind": SittingKind(kind), "sitting_year": int(year)}


def sitting_value(anchor: Any) -> str:
    """An anchor's sitting as the field has it."""
    if anchor is None or anchor.kind is not AnchorKind.SITTING:
        return ""
    if anchor.sitting_id is not None:
        return f"s{anchor.sitting_id}"
    return f"{anchor.sitting_kind.value} {anchor.sitting_year}"


class SittingBoundForm(EntryForm):
    """The sitting a deadline is bound to, and which day of it is meant."""

    sitting = SittingField(_l("Sitting"))
    point = CodeField(_l("Which day of it"), SittingPoint)
    words = LineField(_l("In the words as spoken"), most=TEXT)

    def to_input(self) -> NewAnchor:
        return NewAnchor(
            kind=AnchorKind.SITTING, words=self.words.data or "", point=self.point.data, **self.sitting.chosen
        )


class EventForm(EntryForm):
    """What must happen first, and how many days after it the deadline ends."""

    words = LineField(_l("What must happen first"), required=True, most=TEXT)
    days_after = IntegerField(
        _l("Days after it"),
        [Optional(), NumberRange(0, MOST_DAYS, message=_l("A number from 0 to 3650."))],
    )

    def to_input(self) -> NewAnchor:
        return NewAnchor(
            kind=AnchorKind.EVENT, words=self.words.data or "", days_after=self.days_after.data or 0
        )


class ConditionForm(EntryForm):
    """On what the promise depends, and who has to see to it."""

    words = LineField(_l("The condition, in the words as spoken"), required=True, most=TEXT)
    duty_agency = PickField(_l("Who must meet it"), picks="agencies")

    def to_input(self, *, duty_agency_id: int | None) -> NewAnchor:
        return NewAnchor(
            kind=AnchorKind.CONDITION, words=self.words.data or "", duty_agency_id=duty_agency_id
        )


class MeetingForm(EntryForm):
    """The day on which it happened, and the paper that shows it."""

    happened_on = DayField(_l("Happened on"), required=True)
    document_number = LineField(_l("Number of the document"), most=NUMBER)
    due_on = DayField(_l("Day of the deadline from now on"))

    def to_input(self) -> Meeting:
        return Meeting(
            happened_on=self.happened_on.data,
            document_number=self.document_number.data or "",
            due_on=self.due_on.data,
        )


class DateForm(EntryForm):
    """A decision that gives a deadline its day."""

    due_on = DayField(_l("Day of the deadline"), required=True)
    decided_on = DayField(_l("Decided on"), required=True)
    document_number = LineField(_l("Number of the document"), most=NUMBER)
    note = LongField(_l("Note"), required=True, most=TEXT)

    def to_input(self) -> DateGiven:
        return DateGiven(
            due_on=self.due_on.data,
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            note=self.note.data or "",
        )
