"""Forms of a run of letters, of its release, and of an answer that came."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, ValidationError

from app.core.forms import DayField, LineField, LongField
from app.core.submit import EntryForm
from app.documents.issuing.forms import OutgoingForm
from app.pressing.domain import LetterKind
from app.pressing.letters.domain import NewAnswer, NewRun, RunChange, RunWords, Sending

OWN_TERM = "own"


class WordsForm(OutgoingForm):
    """What all letters say, who signs them, and by which day an answer is due."""

    subject = LineField(_l("Subject, after “V/v”"), required=True)
    opening = LongField(_l("Before the table"), required=True, most=4000)
    request = LongField(_l("What is asked, in the last column"), required=True, most=600)
    closing = LongField(_l("After the table"), required=True, most=4000)
    term = SelectField(_l("Term of the answer"), choices=[], validate_choice=False)
    answer_due_on = DayField(_l("Answer due on"))
    _terms: Mapping[str, int] = {}

    def offer_terms(self, terms: Mapping[str, tuple[int, str]]) -> None:
        """Terms counted from the day of the letter: their days, and what each is called; or the day as it is typed."""
        self._terms = {key: days for key, (days, _name) in terms.items()}
        named = [(key, name) for key, (_days, name) in terms.items()]
        self.term.choices = [*named, (OWN_TERM, _l("the day typed beside"))]
        if not self.is_submitted():
            self.term.data = OWN_TERM if self.answer_due_on.data or not named else named[0][0]

    @property
    def due_on(self) -> date | None:
        """The day by which an answer is due."""
        counted = self._counted_day()
        typed: date | None = self.answer_due_on.data
        return typed if counted is None else counted

    def _counted_day(self) -> date | None:
        """The last day of the term that is chosen; none where the day is typed."""
        days = self._terms.get(self.term.data or "")
        if days is None or self.issued_on.data is None:
            return None
        return date.fromordinal(self.issued_on.data.toordinal() + days)

    def validate_answer_due_on(self, field: DayField) -> None:
        """A day that was typed is never passed over in silence for the one a chosen term ends on."""
        if field.data is not None and self._counted_day() not in (None, field.data):
            raise ValidationError(
                _("The term chosen ends on another day: choose the day typed, or empty this field.")
            )

    def words(self) -> RunWords:
        out = self.to_input()
        return RunWords(
            subject=self.subject.data or "",
            opening=self.opening.data or "",
            request=self.request.data or "",
            closing=self.closing.data or "",
            signer_name=out.signer_name,
            signer_title=out.signer_title,
            signing_capacity=out.signing_capacity,
            on_behalf_of=out.on_behalf_of,
            recipients=out.recipients,
        )

    def change(self) -> RunChange:
        return RunChange(words=self.words(), signed_on=self.issued_on.data, answer_due_on=self.due_on)


class RunForm(WordsForm):
    """The same with the pledges chosen."""

    pledges = SelectMultipleField(_l("Pledges"), coerce=int, validate_choice=False)

    def run(self, kind: LetterKind, *, round_id: int | None, sitting_id: int | None) -> NewRun:
        return NewRun(
            kind=kind,
            signed_on=self.issued_on.data,
            answer_due_on=self.due_on,
            pledge_ids=tuple(dict.fromkeys(self.pledges.data or ())),
            words=self.words(),
            round_id=round_id,
            sitting_id=sitting_id,
        )


class ReleaseForm(EntryForm):
    """The number of the first letter; the others follow it."""

    number = LineField(_l("Number of the first letter"), most=40)
    number_confirmed = BooleanField(_l("The number is right as it is"))

    def to_input(self) -> Sending:
        return Sending(number=self.number.data or "", number_confirmed=bool(self.number_confirmed.data))


class AnswerForm(EntryForm):
    """The explanation or report that came."""

    answered_on = DayField(_l("Day it came"), required=True)
    answer_number = LineField(_l("Number of the answer"), most=120)
    answer_note = LongField(_l("Note"), most=3000)

    def to_input(self) -> NewAnswer:
        return NewAnswer(
            answered_on=self.answered_on.data,
            answer_number=self.answer_number.data or "",
            answer_note=self.answer_note.data or "",
        )
