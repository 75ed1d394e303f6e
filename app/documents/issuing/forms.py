"""The form in which a paper goes out."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from app.core.forms import CodeField, DayField, LineField, LongField
from app.core.submit import EntryForm
from app.documents.domain import SigningCapacity
from app.documents.issuing.domain import Outgoing
from app.documents.models import Signer


class OutgoingForm(EntryForm):
    """Day, number, signer, recipients; a paper that is addressed to nobody goes without that field."""

    number = LineField(_l("Number"), most=40)
    issued_on = DayField(_l("Day of the paper"), required=True)
    number_confirmed = BooleanField(_l("The number is right as it is"))
    signer = SelectField(_l("Signer on the list"), choices=[], validate_choice=False)
    signer_name = LineField(_l("Signer"))
    signer_title = LineField(_l("Office of the signer"))
    signing_capacity = CodeField(_l("Signs"), SigningCapacity, default=Outgoing.signing_capacity)
    on_behalf_of = LineField(_l("Committee signed for"))
    addressees = LongField(_l("To (Kính gửi)"), most=3000)
    recipients = LongField(_l("Recipients"), most=3000)
    electronic = BooleanField(_l("Issued as electronic files"))
    _signers: Mapping[str, Signer] = {}

    def offer(self, signers: Sequence[Signer]) -> None:
        """Those who may sign on the day; the first is chosen where nothing was sent yet."""
        self._signers = {str(signer.id): signer for signer in signers}
        named = [(key, f"{signer.name}, {signer.capacity.label}") for key, signer in self._signers.items()]
        self.signer.choices = [*named, ("", _("as typed below"))]
        if not self.is_submitted() and named:
            self.signer.data = named[0][0]

    def without(self, *names: str) -> "OutgoingForm":
        """The form without fields a paper does not have."""
        for name in names:
            del self[name]
        return self

    def to_input(self) -> Outgoing:
        """A signer chosen of the list takes the place of what was typed."""
        typed: dict[str, Any] = {
            field.name: field.data or field.default or ""
            for field in self
            if field.name in Outgoing.__dataclass_fields__
        }
        chosen = self._signers.get(self.signer.data or "")
        listed: dict[str, Any] = (
            {
                "signer_name": chosen.name,
                "signer_title": chosen.title,
                "signing_capacity": chosen.capacity,
                "on_behalf_of": chosen.on_behalf_of,
            }
            if chosen
            else {}
        )
        flags = {name: bool(typed.get(name)) for name in ("number_confirmed", "electronic")}
        return Outgoing(**{**typed, **flags, **listed})
