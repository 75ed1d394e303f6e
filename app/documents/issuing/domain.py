"""What is typed of a paper when it goes out, and in whose name it does (Nghị định 30/2020/NĐ-CP, art. 13; Phụ lục I, II.2 and II.7)."""

from dataclasses import dataclass
from datetime import date

from app.core.pdf import Plain
from app.documents.domain import SigningCapacity
from app.documents.settings.domain import in_two_lines

STANDING_COMMITTEE = "Thường trực"
_FOR_STANDING_COMMITTEE = {
    SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE,
    SigningCapacity.DEPUTY_FOR_STANDING_COMMITTEE,
}
_FOR_COMMITTEE = {SigningCapacity.ON_BEHALF_OF_COMMITTEE, SigningCapacity.DEPUTY_FOR_COMMITTEE}


@dataclass(frozen=True, kw_only=True)
class Outgoing(Plain):
    """Day, number, signer and recipients of a paper."""

    issued_on: date | None = None
    """None on a draft: dots are printed."""

    number: str = ""
    """Empty: given after signature."""

    number_confirmed: bool = False
    signer_name: str = ""
    signer_title: str = ""
    signing_capacity: SigningCapacity = SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE
    on_behalf_of: str = ""
    """The committee signed for: "Ban Pháp chế"."""

    addressees: str = ""
    """After "Kính gửi", one a line; none where the paper is addressed to nobody."""

    recipients: str = ""
    """One a line; empty: the council's usual ones."""

    electronic: bool = False
    """The line "(Kèm theo …)" of an appendix is left blank."""


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """The body a paper is of: its full name, and the two names in the head."""

    name: str
    superior: str
    agency: str


def issuer_of(
    capacity: SigningCapacity, *, council_name: str, head_name: str = "", superior: str = "", body: str = ""
) -> Issuer:
    """Who signs for the Standing Committee or for a committee signs a paper of that body; any other one is the council's.

    >>> issuer_of(SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE, council_name="Hội đồng nhân dân tỉnh Hà Giang").agency
    'Thường trực'
    """
    head = head_name or in_two_lines(council_name)
    if capacity in _FOR_COMMITTEE and body:
        return Issuer(name=f"{body} {council_name}", superior=head, agency=body)
    if capacity in _FOR_STANDING_COMMITTEE:
        name = f"{STANDING_COMMITTEE} {council_name}"
        if head.casefold().startswith(STANDING_COMMITTEE.casefold()):
            return Issuer(name=name, superior=superior, agency=head)
        return Issuer(name=name, superior=head, agency=STANDING_COMMITTEE)
    return Issuer(name=council_name, superior=superior, agency=head)
