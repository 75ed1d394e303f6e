"""A resolution's states, its number, who signs for whom, and when it may be adopted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.errors import N_, DomainError
from app.core.events import Event
from app.core.pdf import Plain
from app.documents.domain import SigningCapacity

SHORTEST_CONFIRMATION = 10


class ResolutionStatus(Coded):
    """A draft may change; adopted, its number, day and pledges are frozen."""

    DRAFT = "draft"
    ADOPTED = "adopted"


@dataclass(frozen=True, kw_only=True)
class NewResolution:
    """What is typed of a resolution; number and day may still be missing on a draft."""

    number: str = ""
    title: str = ""
    adopted_on: date | None = None
    signer_name: str = ""
    signer_title: str = ""
    signing_capacity: SigningCapacity = SigningCapacity.ON_BEHALF_OF_COUNCIL


@dataclass(frozen=True, kw_only=True)
class ResolutionText:
    """What the resolution says, as it is typed; bases and recipients one a line, each text printed as an article."""

    legal_bases: str = ""
    assessment: str = ""
    """Điều 1: how questions were answered, what is lacking and why."""

    tasks: str = ""
    """Điều 2: who does what until when, or the appendix that says it."""

    responsibilities: str = ""
    """Điều 3: who carries it out, reports on it, follows it."""

    closing_words: str = ""
    """Empty: the usual sentence with council, sitting and day of adoption."""

    recipients: str = ""
    appendix_inside: bool = False
    """Whether the appendix stands in the file of the resolution."""


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """What must be right on the day of adoption, beside what was typed."""

    held_on: date
    today: date
    pledges: int
    unclear: int
    gaps_confirmation: str


@dataclass(frozen=True, kw_only=True)
class Confirmed(Plain):
    """What was said on adopting: what is meant although it looks wrong, and how the papers go out."""

    gaps: str = ""
    """Why pledges are adopted that are not clear."""

    number: bool = False
    """That the number is right although it is not the next one."""

    electronic: bool = False
    """That the papers go out as electronic files: the appendix leaves "(Kèm theo …)" blank."""


def check_adoption(new: NewResolution, adoption: Adoption) -> None:
    """Raise `DomainError` on the field that keeps the resolution from being adopted; of its number see `documents.commands`.

    Pledges that are not clear may be adopted, but only with words that say so (a slip of the mouse is no decision).
    """
    if not adoption.pledges:
        raise DomainError(N_("This session has no draft pledge to adopt."))
    for field, value in (
        ("title", new.title),
        ("adopted_on", new.adopted_on),
        ("signer_name", new.signer_name),
    ):
        if not value:
            raise DomainError(
                N_("The resolution lacks its title, day or signer. Complete it, then adopt it."),
                field=field,
            )
    if new.adopted_on is not None and new.adopted_on < adoption.held_on:
        raise DomainError(
            N_("A resolution cannot be adopted before its session (%(held_on)s)."),
            held_on=adoption.held_on,
            field="adopted_on",
        )
    if new.adopted_on is not None and new.adopted_on > adoption.today:
        raise DomainError(
            N_("The day of adoption lies in the future. Adopt on that day or later."), field="adopted_on"
        )
    if adoption.unclear and len(adoption.gaps_confirmation.strip()) < SHORTEST_CONFIRMATION:
        raise DomainError(
            N_(
                "%(count)s pledges are not clear yet. To adopt them all the same, say in one sentence that this is meant and why."
            ),
            count=adoption.unclear,
            field="gaps_confirmation",
        )


def reorder(current: Sequence[int], wanted: Mapping[int, int]) -> list[int]:
    """The ids in a new order: each goes to the place typed for it, the others make room.

    >>> reorder([11, 12, 13, 14], {14: 1}), reorder([11, 12, 13, 14], {11: 3})
    ([14, 11, 12, 13], [12, 13, 11, 14])
    """
    places = {each: place for place, each in enumerate(current, start=1)}

    def key(each: int) -> tuple[int, int, int]:
        place = wanted.get(each, places[each])
        return place, (place > places[each]) - (place < places[each]), places[each]

    return sorted(current, key=key)


@dataclass(frozen=True, kw_only=True)
class ResolutionPrepared(Event):
    """A draft resolution was made for a session."""


@dataclass(frozen=True, kw_only=True)
class ResolutionChanged(Event):
    """A draft resolution was changed."""


@dataclass(frozen=True, kw_only=True)
class ResolutionAdopted(Event):
    """The resolution was adopted: number, day, signer, how many pledges, and the words that confirmed any gaps."""


@dataclass(frozen=True, kw_only=True)
class ResolutionNumbered(Event):
    """An adopted resolution was given its number after signature."""
