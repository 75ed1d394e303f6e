"""Forms of a resolution."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from app.core.forms import CodeField, DayField, LineField, LongField
from app.core.submit import EntryForm
from app.documents.domain import SigningCapacity
from app.resolutions.domain import Confirmed, NewResolution


class ResolutionForm(EntryForm):
    """Number, day and signer may be filled in later, up to the adoption."""

    number = LineField(_l("Number"), most=40)
    title = LongField(_l("Title"), required=True, most=600)
    adopted_on = DayField(_l("Day of adoption"))
    signer_name = LineField(_l("Signer"))
    signer_title = LineField(_l("Office of the signer"))
    signing_capacity = CodeField(_l("Signs"), SigningCapacity)

    def to_input(self) -> NewResolution:
        return NewResolution(
            number=self.number.data or "",
            title=self.title.data or "",
            adopted_on=self.adopted_on.data,
            signer_name=self.signer_name.data or "",
            signer_title=self.signer_title.data or "",
            signing_capacity=self.signing_capacity.data,
        )


class AdoptionForm(EntryForm):
    """What confirms the adoption of pledges that are not clear, and a number out of its order."""

    gaps_confirmation = LongField(_l("Why these pledges are adopted as they are"), most=2000)
    number_confirmed = BooleanField(_l("The number is right as it is"))

    def to_input(self) -> Confirmed:
        return Confirmed(gaps=self.gaps_confirmation.data or "", number=bool(self.number_confirmed.data))


class OrderForm(EntryForm):
    """Only the token and the version; the places come one for each pledge."""
