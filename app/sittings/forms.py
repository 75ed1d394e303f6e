"""Forms of sittings, questioning sessions and topic groups."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.core.forms import CodeField, DayField, LineField
from app.core.submit import EntryForm, ForeseeingForm
from app.sittings.domain import NewSession, NewSitting, SessionKind, SittingKind

Choices = Sequence[tuple[int, str]]


class SittingForm(ForeseeingForm):
    name = LineField(_l("Name of the sitting"), required=True, most=120)
    term_id = SelectField(_l("Term"), coerce=int)
    kind = CodeField(_l("Kind"), SittingKind)
    opens_on = DayField(_l("Opens on"))
    closes_on = DayField(_l("Closes on"))

    def offer(self, terms: Choices) -> None:
        self.term_id.choices = list(terms)

    def to_input(self) -> NewSitting:
        return NewSitting(
            name=self.name.data or "",
            term_id=self.term_id.data,
            kind=self.kind.data,
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
        )


class SessionForm(EntryForm):
    held_on = DayField(_l("Day"), required=True)
    kind = CodeField(_l("Kind of session"), SessionKind)
    sitting_id = SelectField(_l("Sitting"), coerce=int)
    organising_body_id = SelectField(_l("Organised by"), coerce=int)
    title = LineField(_l("Title"))

    def offer(self, sittings: Choices, bodies: Choices) -> None:
        self.sitting_id.choices = [(0, "—"), *sittings]
        self.organising_body_id.choices = [(0, "—"), *bodies]

    def to_input(self) -> NewSession:
        return NewSession(
            held_on=self.held_on.data,
            kind=self.kind.data,
            sitting_id=self.sitting_id.data or None,
            organising_body_id=self.organising_body_id.data or None,
            title=self.title.data or "",
        )


class TopicGroupForm(EntryForm):
    title = LineField(_l("Topic group"), required=True)
