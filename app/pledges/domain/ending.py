"""What a decision on following a pledge needs: to drop it, to replace it, to take it up again, to link it."""

from dataclasses import dataclass
from datetime import date

from app.core.errors import N_, DomainError
from app.pledges.domain.following import LinkKind, NewLink
from app.pledges.domain.states import ClosingReason, Lifecycle

CLOSES_AS = {
    LinkKind.REPLACED: ClosingReason.REPLACED,
    LinkKind.MERGED: ClosingReason.REPLACED,
    LinkKind.SPLIT: ClosingReason.REPLACED,
    LinkKind.CARRIED_OVER: ClosingReason.CARRIED_OVER,
}
"""How the older promise ends; one promised again is followed on."""

FEWEST_PARTS = 2


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What is known of a pledge when a decision on following it is entered."""

    lifecycle: Lifecycle
    adopted_on: date | None
    last_decided_on: date | None
    """The day of the last decision to end following or to take it up again."""


def check_end(decided_on: date, pledge: Followed, *, document_number: str, today: date) -> None:
    """Only what is followed ends, by a decision with a number, on a day after its adoption and after the last such decision."""
    if pledge.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Only an adopted pledge that is still followed can be closed."))
    _check_decision(decided_on, pledge, document_number=document_number, today=today)


def check_reopening(
    decided_on: date, pledge: Followed, *, document_number: str, reason: str, today: date
) -> None:
    """Only what was closed is taken up again, by a new decision with a number and a reason."""
    if pledge.lifecycle is not Lifecycle.CLOSED:
        raise DomainError(N_("Only a pledge that is no longer followed can be taken up again."))
    _check_decision(decided_on, pledge, document_number=document_number, today=today)
    if not reason:
        raise DomainError(N_("Write why the pledge is taken up again."), field="reason")


def _check_decision(decided_on: date, pledge: Followed, *, document_number: str, today: date) -> None:
    if not document_number:
        raise DomainError(
            N_("Write the number of the paper that holds the decision."), field="document_number"
        )
    since = max(day for day in (pledge.adopted_on, pledge.last_decided_on, date.min) if day is not None)
    if not since <= decided_on <= today:
        raise DomainError(
            N_("The day of the decision must lie between %(since)s, when the last one was taken, and today."),
            since=since,
            field="decided_on",
        )


def check_successors(new: NewLink, count: int) -> None:
    """One pledge splits into two at least; it merges with or is carried over into one."""
    if count == 0:
        raise DomainError(N_("Choose the pledge that follows this one."), field="others")
    if new.kind is LinkKind.SPLIT and count < FEWEST_PARTS:
        raise DomainError(N_("A pledge splits into two others at least."), field="others")
    if new.kind in {LinkKind.MERGED, LinkKind.CARRIED_OVER} and count > 1:
        raise DomainError(N_("Here one pledge follows, not several."), field="others")
