"""What is typed of a handover sheet and of the closing of a term, and the news of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.errors import N_, DomainError
from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandover:
    """Who hands open pledges of an office over to its present holder, on which day; remarks by the pledge's id.

    `pledge_ids` are those that are handed over; where none are named, all that wait.
    """

    handed_on: date
    from_person_id: int | None = None
    note: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
    pledge_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClosing:
    """A term is closed on a day by a document; what it leaves open goes on with the next one."""

    next_term_id: int
    closed_on: date
    document_number: str = ""
    note: str = ""


def check_confirmation(*, handed_on: date, confirmed_on: date, issued: bool, today: date) -> None:
    """A sheet is confirmed once it was issued and signed: not before the day of the handover, not ahead of time."""
    if not issued:
        raise DomainError(N_("Issue the sheet first; what both sides signed is then confirmed."))
    if confirmed_on < handed_on:
        raise DomainError(
            N_("The handover was on %(day)s; it cannot have been confirmed before."),
            field="confirmed_on",
            day=handed_on,
        )
    if confirmed_on > today:
        raise DomainError(N_("That day has not come yet."), field="confirmed_on")


@dataclass(frozen=True, kw_only=True)
class HandoverDrawnUp(Event):
    """A sheet lists the open pledges of an office for its new holder."""


@dataclass(frozen=True, kw_only=True)
class HandoverChanged(Event):
    """A sheet that was not confirmed yet was changed."""


@dataclass(frozen=True, kw_only=True)
class HandoverDiscarded(Event):
    """A sheet that was never issued was thrown away."""


@dataclass(frozen=True, kw_only=True)
class HandoverConfirmed(Event):
    """Both sides signed: from here on the sheet is frozen."""


@dataclass(frozen=True, kw_only=True)
class TermClosed(Event):
    """A term was closed; its open pledges go on with the next one."""
