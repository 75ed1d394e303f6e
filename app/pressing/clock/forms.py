"""The form of a report that came before a sitting."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import SelectField, ValidationError

from app.core.errors import DomainError
from app.core.forms import DayField, LineField, LongField
from app.core.i18n import say
from app.core.submit import EntryForm
from app.evidence.domain import Upload
from app.pressing.clock.domain import NewSittingReport, Respondent, respondent_of


class SittingReportForm(EntryForm):
    """Who reported, when, in which paper."""

    respondent = SelectField(_l("Whose report it is"), choices=[])
    received_on = DayField(_l("Day it came"), required=True)
    document_number = LineField(_l("Number of its paper"), most=120)
    note = LongField(_l("Note"), most=3000)
    evidence = FileField(_l("The report as a file"), render_kw={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"})

    refused_file: DomainError | None = None

    def validate_evidence(self, _field: Any) -> None:
        """What was found wrong with the file stands beside it."""
        if self.refused_file is not None:
            raise ValidationError(say(self.refused_file))

    @property
    def upload(self) -> Upload | None:
        """The file sent, read at most one byte past what may be kept."""
        sent = self.evidence.data
        if not isinstance(sent, FileStorage) or not sent.filename:
            return None
        return Upload(sent.filename, sent.stream.read(current_app.config["MAX_UPLOAD_BYTES"] + 1))

    def to_input(self) -> NewSittingReport:
        return NewSittingReport(
            respondent=respondent_of(self.respondent.data or "") or Respondent(),
            received_on=self.received_on.data,
            document_number=self.document_number.data or "",
            note=self.note.data or "",
        )
