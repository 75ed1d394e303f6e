"""Forms of the written answer and of the second round."""

from flask_babel import lazy_gettext as _l

from app.core.forms import DayField, LongField
from app.core.submit import EntryForm
from app.evidence.handing_in import FilesForm
from app.questions.forms import AnswerForm


class WrittenAnswerForm(AnswerForm, FilesForm):
    """The answer that came in, with its paper."""


class SecondRoundForm(EntryForm):
    text = LongField(_l("What is asked once more"), required=True)
    asked_on = DayField(_l("Day it is put in writing"), required=True)
