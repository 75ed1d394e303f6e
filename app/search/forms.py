"""The form of an abbreviation."""

from flask_babel import lazy_gettext as _l

from app.core.forms import LineField
from app.core.submit import EntryForm
from app.search.domain import NewAbbreviation


class AbbreviationForm(EntryForm):
    """A short form and what it stands for."""

    short = LineField(_l("Short form"), required=True, most=60)
    full = LineField(_l("Stands for"), required=True)

    def to_input(self) -> NewAbbreviation:
        return NewAbbreviation(short=self.short.data or "", full=self.full.data or "")
