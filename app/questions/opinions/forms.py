"""The forms in which a delegate agrees or disagrees with an answer, and in which it is logged what was decided on it."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.core.forms import CodeField, DayField, LineField, LongField
from app.core.submit import EntryForm
from app.questions.domain import Escalation, OpinionOutcome
from app.questions.opinions.domain import NewDecision, NewOpinion

YES, NO = "yes", "no"


def _both() -> list[SelectChoice]:
    return [
        SelectChoice(value=YES, label=gettext("I agree")),
        SelectChoice(value=NO, label=gettext("I do not agree")),
    ]


class OpinionForm(EntryForm):
    agrees = RadioField(
        _l("The answer"),
        [InputRequired(message=_l("Please choose one."))],
        choices=_both,
    )
    reason = LongField(_l("Why"))
    escalation = CodeField(_l("What is asked for"), Escalation, required=False)

    def to_input(self) -> NewOpinion:
        """What is asked for belongs to a disagreement alone: changing one's mind takes it back."""
        agrees = self.agrees.data == YES
        return NewOpinion(
            agrees=agrees,
            reason=self.reason.data or "",
            escalation=None if agrees else self.escalation.data,
        )


class LoggedOpinionForm(OpinionForm):
    """The same as the secretariat logs it for a delegate who said it on paper or by word of mouth."""

    delegate_id = SelectField(_l("Delegate"), coerce=int)

    def offer(self, delegates: Sequence[tuple[int, str]]) -> None:
        self.delegate_id.choices = list(delegates)


class DecisionForm(EntryForm):
    """What was decided on a disagreement."""

    outcome = CodeField(_l("What was decided"), OpinionOutcome)
    decided_on = DayField(_l("Decided on"), required=True)
    document_number = LineField(_l("Number of the paper"), most=120)
    note = LongField(_l("Note"), most=3000)

    def to_input(self) -> NewDecision:
        return NewDecision(
            outcome=self.outcome.data,
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            note=self.note.data or "",
        )
