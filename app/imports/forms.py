"""The one field of each import."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from app.core.forms import BaseForm


class UploadForm(BaseForm):
    """A register sheet."""

    file = FileField(
        _l("Register sheet (.xlsx)"), validators=[FileRequired(message=_l("Please choose a file."))]
    )

    @property
    def content(self) -> bytes:
        return bytes(self.file.data.read())


class CalendarUploadForm(UploadForm):
    """A working calendar."""

    file = FileField(
        _l("Calendar (.ics) or sheet (.xlsx)"), validators=[FileRequired(message=_l("Please choose a file."))]
    )
