"""The part of a form by which files are handed in."""

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage

from app.core.submit import EntryForm
from app.evidence.domain import Upload

TAKEN = {"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"}


class FilesForm(EntryForm):
    """A form that may bring files along."""

    evidence = MultipleFileField(_l("Evidence files"), render_kw=TAKEN)

    @property
    def uploads(self) -> list[Upload]:
        """The files sent, each read at most one byte past what may be kept."""
        most = current_app.config["MAX_UPLOAD_BYTES"] + 1
        return [
            Upload(each.filename, each.stream.read(most))
            for each in self.evidence.data or ()
            if isinstance(each, FileStorage) and each.filename
        ]
