"""Forms of a resolution."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from app.core.forms import CodeField, DayField, LineField, LongField
from app.core.submit import EntryForm
from app.documents.domain import SigningCapacity
from app.documents.models import Signer
from app.resolutions.domain import Confirmed, NewResolution, ResolutionText


def filled_by(signers: Sequence[Signer]) -> dict[str, Any]:
    """The fields of the signature as the first of these signers fills them; none where there is nobody."""
    if not signers:
        return {}
    first = signers[0]
    return {"signer_name": first.name, "signer_title": first.title, "signing_capacity": first.capacity}


class ResolutionForm(EntryForm):
    """Number, day and signer may be filled in later, up to the adoption."""

    number = LineField(_l("Number"), most=40)
    title = LongField(_l("Title"), required=True, most=600)
    adopted_on = DayField(_l("Day of adoption"))
    signer = SelectField(_l("Signer on the list"), choices=[], validate_choice=False)
    signer_name = LineField(_l("Signer"))
    signer_title = LineField(_l("Office of the signer"))
    signing_capacity = CodeField(_l("Signs"), SigningCapacity)
    _signers: Mapping[str, Signer] = {}

    def offer(self, signers: Sequence[Signer]) -> None:
        """Those who may sign on the day."""
        self._signers = {str(signer.id): signer for signer in signers}
        named = [(key, f"{signer.name}, {signer.capacity.label}") for key, signer in self._signers.items()]
        self.signer.choices = [("", _("as typed below")), *named]

    def to_input(self) -> NewResolution:
        """A signer chosen of the list takes the place of what was typed."""
        typed = {
            "signer_name": self.signer_name.data or "",
            "signer_title": self.signer_title.data or "",
            "signing_capacity": self.signing_capacity.data,
        }
        chosen = self._signers.get(self.signer.data or "")
        return NewResolution(
            number=self.number.data or "",
            title=self.title.data or "",
            adopted_on=self.adopted_on.data,
            **(filled_by([chosen]) if chosen else typed),
        )


class TextForm(EntryForm):
    """What the resolution says; bases and recipients one a line."""

    legal_bases = LongField(_l("Legal bases"))
    assessment = LongField(_l("Điều 1: assessment"))
    tasks = LongField(_l("Điều 2: tasks"))
    responsibilities = LongField(_l("Điều 3: responsibilities"))
    closing_words = LongField(_l("Closing words"), most=2000)
    recipients = LongField(_l("Recipients"))
    appendix_inside = BooleanField(_l("The appendix stands in the file of the resolution"))

    def to_input(self) -> ResolutionText:
        return ResolutionText(
            legal_bases=self.legal_bases.data or "",
            assessment=self.assessment.data or "",
            tasks=self.tasks.data or "",
            responsibilities=self.responsibilities.data or "",
            closing_words=self.closing_words.data or "",
            recipients=self.recipients.data or "",
            appendix_inside=bool(self.appendix_inside.data),
        )


class AdoptionForm(EntryForm):
    """What confirms the adoption of pledges that are not clear, and a number out of its order."""

    gaps_confirmation = LongField(_l("Why these pledges are adopted as they are"), most=2000)
    number_confirmed = BooleanField(_l("The number is right as it is"))
    electronic = BooleanField(_l("Issued as electronic files"))

    def to_input(self) -> Confirmed:
        return Confirmed(
            gaps=self.gaps_confirmation.data or "",
            number=bool(self.number_confirmed.data),
            electronic=bool(self.electronic.data),
        )


class OrderForm(EntryForm):
    """Only the token and the version; the places come one for each pledge."""
