"""Forms of requests for more time, and of the grounds a council knows."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from app.core.forms import CodeField, DayField, LineField, LongField
from app.core.submit import EntryForm
from app.pledges.domain import ExtensionDecision, NewExtensionRequest, RequestStatus

NUMBER = 120
TEXT = 2000
NONE = SelectChoice(value="", label="—")


class GroundField(SelectField):
    """A ground of the council's list, by its words; `data` is empty where none was chosen."""

    def offer(self, words: Iterable[str]) -> None:
        self.choices = [NONE, *(SelectChoice(value=each, label=each) for each in words)]


class BodyField(SelectField):
    """The body that decided; `data` is its id, or None."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, coerce=_id, choices=[], **kwargs)

    def offer(self, bodies: Iterable[tuple[int, str]]) -> None:
        self.choices = [NONE, *(SelectChoice(value=str(key), label=name) for key, name in bodies)]


def _id(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class ExtensionForm(EntryForm):
    """A request as it was received."""

    new_words = LineField(_l("New deadline, in the words of the request"), most=TEXT)
    new_due_on = DayField(_l("New day"), required=True)
    ground = GroundField(_l("Ground"), choices=[])
    reason = LongField(_l("Reason given"), required=True, most=TEXT)
    paper_number = LineField(_l("Number of the paper"), most=NUMBER)
    received_on = DayField(_l("Received on"), required=True)

    def to_input(self, *, ground_id: int | None) -> NewExtensionRequest:
        return NewExtensionRequest(
            new_due_on=self.new_due_on.data,
            reason=self.reason.data or "",
            received_on=self.received_on.data,
            new_words=self.new_words.data or "",
            ground_id=ground_id,
            paper_number=self.paper_number.data or "",
        )


class DecisionForm(EntryForm):
    """What the Standing Committee decided on a request."""

    outcome = CodeField(_l("Decision"), RequestStatus, only=(RequestStatus.GRANTED, RequestStatus.REFUSED))
    decided_on = DayField(_l("Decided on"), required=True)
    document_number = LineField(_l("Number of the paper"), required=True, most=NUMBER)
    body = BodyField(_l("Decided by"))
    note = LongField(_l("Note"), most=TEXT)

    def to_input(self) -> ExtensionDecision:
        return ExtensionDecision(
            granted=self.outcome.data is RequestStatus.GRANTED,
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            body_id=self.body.data,
            note=self.note.data or "",
        )


class WithdrawalForm(EntryForm):
    """The agency took its request back."""

    decided_on = DayField(_l("Taken back on"), required=True)
    note = LineField(_l("Note"), most=TEXT)


class GroundForm(EntryForm):
    """One ground in the words of the council."""

    words = LineField(_l("Ground"), required=True)
