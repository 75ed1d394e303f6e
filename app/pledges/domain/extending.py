"""What a request for more time and the decision on it need, in time and in words."""

from dataclasses import dataclass
from datetime import date

from app.core.errors import N_, DomainError
from app.pledges.domain.deadlines import ExtensionDecision, NewExtensionRequest
from app.pledges.domain.states import Lifecycle


@dataclass(frozen=True, kw_only=True)
class AtRequest:
    """What is known of the pledge a request speaks of. `due_on` is the deadline in force on the day it was received."""

    lifecycle: Lifecycle
    adopted_on: date | None
    due_on: date | None
    waits: bool
    """Whether another request for the same pledge waits for its decision."""


def check_request(new: NewExtensionRequest, then: AtRequest, *, today: date) -> None:
    """Raise `DomainError` on the first field for which the request cannot be logged. A late one can: it is marked."""
    if then.lifecycle is not Lifecycle.ADOPTED or then.adopted_on is None:
        raise DomainError(N_("More time is asked for an adopted pledge that is still followed."))
    if then.waits:
        raise DomainError(N_("A request for this pledge already waits for its decision."))
    if not then.adopted_on <= new.received_on <= today:
        raise DomainError(
            N_("The day of receipt must lie between the adoption (%(adopted_on)s) and today."),
            adopted_on=then.adopted_on,
            field="received_on",
        )
    if then.due_on is None:
        raise DomainError(
            N_("This pledge has no day yet, so there is nothing to extend: give it its day instead."),
            field="new_due_on",
        )
    _check_longer(new.new_due_on, then.due_on)
    if not new.reason:
        raise DomainError(N_("Write why more time is asked for."), field="reason")


@dataclass(frozen=True, kw_only=True)
class AtDecision:
    """Where a request stands when it is decided. `due_on` is the deadline in force on the day of the decision."""

    lifecycle: Lifecycle
    new_due_on: date
    received_on: date
    due_on: date | None
    next_due_on: date | None
    """What a decision of a later day, entered before this one, granted; None where there is none."""


def check_decision(decision: ExtensionDecision, then: AtDecision, *, today: date) -> None:
    """Raise `DomainError` on the first field for which the decision cannot stand."""
    check_day_of_decision(decision.decided_on, received_on=then.received_on, today=today)
    if not decision.document_number:
        raise DomainError(
            N_("Write the number of the paper that holds the decision."), field="document_number"
        )
    if not decision.granted:
        return
    if then.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Following this pledge has ended, so its deadline is not extended."))
    if then.due_on is not None:
        _check_longer(then.new_due_on, then.due_on, field="decided_on")
    if then.next_due_on is not None and then.next_due_on <= then.new_due_on:
        raise DomainError(
            N_("A later decision already set %(due_on)s, which is not after the day asked for here."),
            due_on=then.next_due_on,
            field="decided_on",
        )


def check_day_of_decision(decided_on: date, *, received_on: date, today: date) -> None:
    """A request is decided after it came, and not tomorrow."""
    if not received_on <= decided_on <= today:
        raise DomainError(
            N_("The day of the decision must lie between the receipt (%(received_on)s) and today."),
            received_on=received_on,
            field="decided_on",
        )


def is_late(received_on: date, due_on: date | None) -> bool:
    """Whether a request came after the deadline it wants to move; that day itself is in time."""
    return due_on is not None and received_on > due_on


def _check_longer(new_due_on: date, due_on: date, field: str = "new_due_on") -> None:
    if new_due_on <= due_on:
        raise DomainError(
            N_("The new day must lie after the deadline in force, %(due_on)s: an extension never shortens."),
            due_on=due_on,
            field=field,
        )
