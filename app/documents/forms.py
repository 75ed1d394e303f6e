"""Forms of issued papers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, FormField, SelectField

from app.core.forms import CodeField, DayField, LineField, LongField, Rows
from app.core.submit import EntryForm
from app.documents.correcting import NewCorrection
from app.documents.correction import CorrectionRow
from app.documents.domain import SigningCapacity
from app.documents.models import IssuedDocument
from app.documents.paper import Orientation, Paper
from app.documents.replacing import NewReplacement

ROWS = 5


class NumberForm(EntryForm):
    """The number of a paper that went out without one."""

    number = LineField(_l("Number"), required=True, most=40)
    numbered_on = DayField(_l("Day it was given"), required=True)
    number_confirmed = BooleanField(_l("The number is right as it is"))


class ReplacementForm(EntryForm):
    """What the new paper says otherwise; fields the paper does not have are not asked."""

    reason = LongField(_l("What is wrong with the paper"), required=True, most=600)
    number = LineField(_l("Number of the new paper"), most=40)
    issued_on = DayField(_l("Day of the new paper"), required=True)
    number_confirmed = BooleanField(_l("The number is right as it is"))
    from_register = BooleanField(_l("With what the register says today"))
    title = LongField(_l("Title"), required=True, most=600)
    superior = LineField(_l("Body above"))
    agency = LongField(_l("Issuing body"), most=300)
    place = LineField(_l("Place of the date line"))
    capacity = LongField(_l("Lines above the signer's name"), most=300)
    signer = LineField(_l("Signer"))
    recipients = LongField(_l("Recipients"), most=3000)
    orientation = SelectField(
        _l("The page lies"),
        choices=lambda: [("portrait", _l("upright")), ("landscape", _l("across"))],
        coerce=Orientation,
    )

    @classmethod
    def of(cls, document: IssuedDocument, paper: Paper, **more: Any) -> "ReplacementForm":
        """The form with what the old paper says."""
        head, signature = paper.letterhead, paper.signature
        said = {
            "title": paper.title,
            "superior": head.superior if head else "",
            "agency": head.agency if head else "",
            "place": head.place if head else "",
            "capacity": "\n".join(signature.capacity) if signature else "",
            "signer": signature.name if signature else "",
            "recipients": "\n".join(paper.recipients),
            "orientation": paper.orientation,
        }
        form = cls(data={**said, **more})
        for name, there in (
            ("number", document.enclosed_in_id is None),
            ("issued_on", document.enclosed_in_id is None),
            ("superior", head), ("agency", head), ("place", head),
            ("capacity", signature), ("signer", signature), ("recipients", paper.recipients),
        ):  # fmt: skip
            if not there:
                del form[name]
        return form

    def to_input(self, document: IssuedDocument) -> NewReplacement:
        """Without the fields that are not asked, as the input has them by itself."""
        typed: dict[str, Any] = {
            field.name: field.data or ""
            for field in self
            if field.name in NewReplacement.__dataclass_fields__
        }
        return NewReplacement(**{"issued_on": document.issued_on, **typed})


class CorrectionRowForm(Form):
    """One place that was printed wrong."""

    place = LineField(_l("Where"))
    printed = LongField(_l("As printed"), most=2000)
    corrected = LongField(_l("Corrected to"), most=2000)


class CorrectionForm(EntryForm):
    """The letter that corrects a paper."""

    number = LineField(_l("Number of the letter"), most=40)
    issued_on = DayField(_l("Day of the letter"), required=True)
    number_confirmed = BooleanField(_l("The number is right as it is"))
    addressees = LongField(_l("To"), required=True, most=3000)
    rows = Rows(FormField(CorrectionRowForm), min_entries=ROWS, max_entries=4 * ROWS)
    signer_name = LineField(_l("Signer"), required=True)
    signer_title = LineField(_l("Office of the signer"))
    signing_capacity = CodeField(_l("Signs"), SigningCapacity)
    recipients = LongField(_l("Recipients"), most=3000)

    def to_input(self) -> NewCorrection:
        rows = (
            CorrectionRow(**{name: row.data[name] or "" for name in CorrectionRow.__dataclass_fields__})
            for row in self.rows
        )
        return NewCorrection(
            issued_on=self.issued_on.data,
            rows=tuple(row for row in rows if row.printed or row.corrected),
            addressees=self.addressees.data or "",
            signer_name=self.signer_name.data or "",
            signer_title=self.signer_title.data or "",
            signing_capacity=self.signing_capacity.data,
            recipients=self.recipients.data or "",
            number=self.number.data or "",
            number_confirmed=bool(self.number_confirmed.data),
        )
