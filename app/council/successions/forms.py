"""The form of a reorganisation: what happened, when, by which document, and who takes the work over."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField

from app.core.forms import BaseForm, CodeField, DayField, LineField, PickField, Rows
from app.core.submit import EntryForm
from app.council.domain import SuccessionKind
from app.council.successions.domain import MOST_HEIRS, Heir, NewSuccession


class HeirRow(Form):
    """A successor, and which share of the work it takes."""

    class Meta(BaseForm.Meta):
        csrf = False

    agency = PickField(_l("Successor"), picks="agencies")
    share = LineField(_l("Share of the work, in the words of the document"), most=2000)


class ReorganisationForm(EntryForm):
    """What became of an agency."""

    kind = CodeField(_l("Form of the reorganisation"), SuccessionKind)
    effective_on = DayField(_l("From the day"), required=True)
    document_number = LineField(_l("Number of the document"), most=120)
    heirs = Rows(FormField(HeirRow), _l("Successors"), min_entries=2, max_entries=MOST_HEIRS)

    @property
    def named(self) -> list[Any]:
        """The rows in which a successor stands."""
        return [row.form for row in self.heirs if row.form.agency.data]

    def to_input(self, *, heirs: tuple[Heir, ...]) -> NewSuccession:
        return NewSuccession(
            kind=self.kind.data,
            effective_on=self.effective_on.data,
            document_number=self.document_number.data or "",
            heirs=heirs,
        )
