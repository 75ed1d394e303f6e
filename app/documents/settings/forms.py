"""Forms of what a council prints its papers with."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.core.forms import CodeField, DayField, LineField, LongField
from app.core.submit import EntryForm
from app.documents.domain import DocumentKind, LegalBasisUse, SigningCapacity
from app.documents.settings.domain import NewLegalBasis, NewSigner, PaperStyle


def _margin(label: Any, least: int, most: int) -> IntegerField:
    """A margin in millimetres, within the range of the decree."""
    outside = _l("The decree allows %(least)s to %(most)s mm.", least=least, most=most)
    return IntegerField(
        label,
        [InputRequired(message=_l("Please fill in this field.")), NumberRange(least, most, message=outside)],
    )


class PaperStyleForm(EntryForm):
    """What is the same on all papers of the council."""

    superior = LineField(_l("Body above"))
    head_name = LongField(_l("Name in the head"), most=300)
    margin_top = _margin(_l("Top margin (mm)"), 20, 25)
    margin_bottom = _margin(_l("Bottom margin (mm)"), 20, 25)
    margin_left = _margin(_l("Left margin (mm)"), 30, 35)
    margin_right = _margin(_l("Right margin (mm)"), 15, 20)
    tables_landscape = BooleanField(_l("Appendices with tables lie across (landscape)"))
    number_after_signature = BooleanField(_l("The number is given after the paper is signed"))
    report_symbol = LineField(_l("Symbol of reports"), most=40)
    list_symbol = LineField(_l("Symbol of lists for re-questioning"), most=40)
    letter_symbol = LineField(_l("Symbol of letters"), most=40)
    recipients = LongField(_l("Usual recipients"))
    record_unit = LineField(_l("Drafting unit"), most=60)
    address_line = LineField(_l("Address line of letters"))

    @classmethod
    def of(cls, style: PaperStyle, version: int | None) -> "PaperStyleForm":
        """The form with what is printed now."""
        return cls(
            data={
                **vars(style),
                "version": version,
                "number_after_signature": not style.number_at_issue,
                "report_symbol": style.symbol_of(DocumentKind.ROUND_REPORT),
                "list_symbol": style.symbol_of(DocumentKind.REQUESTION_LIST),
                "letter_symbol": style.symbol_of(DocumentKind.CORRECTION),
            }
        )

    def to_input(self) -> PaperStyle:
        return PaperStyle(
            superior=self.superior.data or "",
            head_name=self.head_name.data or "",
            margin_top=self.margin_top.data,
            margin_bottom=self.margin_bottom.data,
            margin_left=self.margin_left.data,
            margin_right=self.margin_right.data,
            tables_landscape=self.tables_landscape.data,
            number_at_issue=not self.number_after_signature.data,
            recipients=self.recipients.data or "",
            record_unit=self.record_unit.data or "",
            address_line=self.address_line.data or "",
            symbols={
                DocumentKind.ROUND_REPORT.value: self.report_symbol.data or "",
                DocumentKind.REQUESTION_LIST.value: self.list_symbol.data or "",
                DocumentKind.CORRECTION.value: self.letter_symbol.data or "",
            },
        )


class SignerForm(EntryForm):
    """Who may sign."""

    name = LineField(_l("Name"), required=True)
    title = LineField(_l("Office on paper"))
    capacity = CodeField(_l("Signs"), SigningCapacity)
    on_behalf_of = LineField(_l("Committee signed for"))
    starts_on = DayField(_l("First day"))
    ends_on = DayField(_l("Last day"))

    def to_input(self) -> NewSigner:
        return NewSigner(
            name=self.name.data or "",
            title=self.title.data or "",
            capacity=self.capacity.data,
            on_behalf_of=self.on_behalf_of.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class LegalBasisForm(EntryForm):
    """A line of "Căn cứ …" and its days."""

    used_in = CodeField(_l("Cited in"), LegalBasisUse)
    words = LongField(_l("Words"), required=True, most=1000)
    starts_on = DayField(_l("First day"))
    ends_on = DayField(_l("Last day"))

    def to_input(self) -> NewLegalBasis:
        return NewLegalBasis(
            used_in=self.used_in.data,
            words=self.words.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class PressForm(EntryForm):
    """Only the token: a button was pressed."""
