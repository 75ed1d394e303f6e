"""The form in which pledges are put into a session to be questioned again."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField, HiddenField, SelectField

from app.core.forms import BaseForm, DayField, LineField, LongField, Rows
from app.core.submit import EntryForm
from app.selection.asking_again.domain import TITLE, AgainQuestion, NewRequestioning

Choices = Sequence[tuple[int, str]]
MOST = 200


class QuestionRow(Form):
    """One question and the pledges it asks about."""

    class Meta(BaseForm.Meta):
        csrf = False

    pledges = HiddenField()
    topic = LineField(_l("Matter, in a few words"))
    text = LongField(_l("Question"), required=True)

    @property
    def pledge_ids(self) -> tuple[int, ...]:
        parts = str(self.pledges.data or "").split(",")
        return tuple(int(each) for each in parts if each.isdecimal() and len(each) < 10)  # noqa: PLR2004 - fits an integer


class AgainForm(EntryForm):
    """The session, the title, the questions."""

    session_id = SelectField(_l("Questioning session"), coerce=int)
    held_on = DayField(_l("Day of a new session"))
    sitting_id = SelectField(_l("Sitting of the new session"), coerce=int)
    title = LineField(_l("Topic group"), required=True, default=TITLE)
    questions = Rows(FormField(QuestionRow), max_entries=MOST)

    def offer(self, sessions: Choices, sittings: Choices, new: str) -> None:
        self.session_id.choices = [*sessions, (0, new)]
        self.sitting_id.choices = [(0, "—"), *sittings]

    @property
    def pledge_ids(self) -> tuple[int, ...]:
        return tuple(each for entry in self.questions for each in entry.form.pledge_ids)

    def to_input(
        self, *, offices: Mapping[int, int | None], askers: Mapping[int, tuple[int, ...]]
    ) -> NewRequestioning:
        """The questions; of each pledge the office that answers and the delegates who proposed to ask again."""
        asked = tuple(
            AgainQuestion(
                text=entry.form.text.data or "",
                topic=entry.form.topic.data or "",
                pledge_ids=entry.form.pledge_ids,
                office_id=next((offices[one] for one in entry.form.pledge_ids if offices.get(one)), None),
                delegate_ids=tuple(
                    dict.fromkeys(who for one in entry.form.pledge_ids for who in askers.get(one, ()))
                ),
            )
            for entry in self.questions
        )
        return NewRequestioning(
            title=self.title.data or TITLE,
            questions=asked,
            session_id=self.session_id.data or None,
            held_on=self.held_on.data,
            sitting_id=self.sitting_id.data or None,
        )
