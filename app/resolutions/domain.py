"""A resolution's states and who signs for whom."""

from dataclasses import dataclass

from app.core.enums import Coded
from app.core.events import Event


class ResolutionStatus(Coded):
    """A draft may change; adopted, its number, day and pledges are frozen."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class SigningCapacity(Coded):
    """In whose name the signer signs (Nghị định 30/2020/NĐ-CP, art. 13 and Phụ lục I)."""

    ON_BEHALF_OF_COUNCIL = "on_behalf_of_council"  # TM. HỘI ĐỒNG NHÂN DÂN
    DEPUTY_FOR_CHAIR = "deputy_for_chair"  # TM. HỘI ĐỒNG NHÂN DÂN, KT. CHỦ TỊCH
    ON_BEHALF_OF_STANDING_COMMITTEE = "on_behalf_of_standing_committee"  # TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN


@dataclass(frozen=True, kw_only=True)
class ResolutionPrepared(Event):
    """A draft resolution was made for a session."""


@dataclass(frozen=True, kw_only=True)
class ResolutionChanged(Event):
    """A draft resolution was changed."""


@dataclass(frozen=True, kw_only=True)
class ResolutionAdopted(Event):
    """The resolution was adopted: number, day, signer, how many pledges, and the words that confirmed any gaps."""
