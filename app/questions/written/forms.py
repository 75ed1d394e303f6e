"""Forms of the written answer and of the second round."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField

from app.core.forms import DayField, LongField
from app.core.submit import EntryForm
from app.evidence.handing_in import TAKEN, FilesForm
from app.questions.forms import AnswerForm


class ScanForm(FilesForm):
    """The paper an answer came in."""

    evidence = MultipleFileField(_l("Scanned answer"), render_kw=TAKEN)


class WrittenAnswerForm(AnswerForm, ScanForm):
    """The answer that came in, with its paper."""


class SecondRoundForm(EntryForm):
    text = LongField(_l("What is asked once more"), required=True)
    asked_on = DayField(_l("Day it is put in writing"), required=True)
