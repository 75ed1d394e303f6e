"""Forms of questions and answers. Fields stand in the order in which things are said."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from app.core.forms import CodeField, DayField, LineField, LongField, PickField
from app.core.submit import EntryForm
from app.questions.domain import Capacity, NewAnswer, NewQuestion, QuestionKind, WrittenReason

Choices = Sequence[tuple[int, str]]


class QuestionForm(EntryForm):
    askers = PickField(_l("Delegates who asked"), picks="delegates", multiple=True)
    add_unknown = BooleanField(_l("Add the names that are not in the list of delegates yet"))
    kind = CodeField(_l("Kind of turn"), QuestionKind)
    parent_id = SelectField(_l("Follows the question"), coerce=int)
    written_reason = CodeField(_l("Why in writing"), WrittenReason, required=False)
    addressee = PickField(_l("Who owes the written answer"), picks="office_holders")
    asked_on = DayField(_l("Day it was put in writing"))
    topic_group_id = SelectField(_l("Topic group"), coerce=int)
    topic = LineField(_l("Matter, in a few words"))
    text = LongField(_l("Question"))

    def offer(self, groups: Choices, earlier: Choices) -> None:
        self.topic_group_id.choices = list(groups)
        self.parent_id.choices = [(0, "—"), *earlier]

    def validate(self, extra_validators: Any = None) -> bool:
        """A turn says something: a matter, a text, or both."""
        well_formed = bool(super().validate(extra_validators))
        if well_formed and not (self.topic.data or self.text.data):
            self.text.errors = (gettext("Write the question, or at least its matter."),)
            return False
        return well_formed

    def to_input(self, delegate_ids: tuple[int, ...], addressee_office_id: int | None) -> NewQuestion:
        return NewQuestion(
            kind=self.kind.data,
            topic=self.topic.data or "",
            text=self.text.data or "",
            written_reason=self.written_reason.data,
            parent_id=self.parent_id.data or None,
            delegate_ids=delegate_ids,
            addressee_office_id=addressee_office_id,
            asked_on=self.asked_on.data,
        )


class AnswerForm(EntryForm):
    answerer = PickField(_l("Who answered"), picks="office_holders")
    new_name = LineField(_l("Full name"))
    new_title = LineField(_l("Office"))
    new_agency = LineField(_l("Agency"))
    capacity = CodeField(_l("In what part"), Capacity)
    answered_on = DayField(_l("Day of the answer"), required=True)
    document_number = LineField(_l("Number of the paper"), most=120)
    text = LongField(_l("Answer"))
    objective_causes = LongField(_l("Objective causes named"))
    subjective_causes = LongField(_l("Subjective causes named"))
    responsibility_accepted = BooleanField(_l("Accepted responsibility"))

    def to_input(self, *, person_id: int | None, office_id: int | None) -> NewAnswer:
        return NewAnswer(
            person_id=person_id,
            office_id=office_id,
            capacity=self.capacity.data,
            answered_on=self.answered_on.data,
            text=self.text.data or "",
            objective_causes=self.objective_causes.data or "",
            subjective_causes=self.subjective_causes.data or "",
            responsibility_accepted=bool(self.responsibility_accepted.data),
            document_number=self.document_number.data or "",
        )
