"""Roles and what each may do: the one table of permissions."""

from dataclasses import dataclass

from app.core.enums import Coded
from app.core.events import Event
from app.core.permissions import Permission as P


class Role(Coded):
    """The part a person plays in one council."""

    CLERK = "clerk"
    LEAD = "lead"
    MONITOR = "monitor"
    STANDING_COMMITTEE = "standing_committee"
    DELEGATE = "delegate"
    ADMINISTRATOR = "administrator"


_LOGGING = frozenset({P.SESSION_LOG, P.PLEDGE_RECORD, P.RESOLUTION_PREPARE, P.REPORT_LOG, P.DIRECTORY_EDIT, P.REGISTER_IMPORT})
_READING = frozenset({P.COUNCIL_READ, P.REGISTER_EXPORT})

PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.CLERK: _READING | _LOGGING,
    Role.LEAD: _READING | _LOGGING | {P.ROUND_OPEN, P.AUDIT_READ},
    Role.MONITOR: _READING | {P.ASSESS},
    Role.STANDING_COMMITTEE: _READING | {P.RESOLUTION_ADOPT, P.ROUND_OPEN, P.APPROVE, P.AUDIT_READ},
    Role.DELEGATE: _READING,
    Role.ADMINISTRATOR: frozenset({P.COUNCIL_SETTINGS, P.DIRECTORY_EDIT, P.ACCOUNTS_EDIT, P.AUDIT_READ}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[P]:
    """Everything the roles together allow; nothing for no role."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles))


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Someone signed in."""


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """Someone signed out."""


@dataclass(frozen=True, kw_only=True)
class UserCreated(Event):
    """An account was made."""


@dataclass(frozen=True, kw_only=True)
class UserChanged(Event):
    """An account's name, password or standing was changed."""


@dataclass(frozen=True, kw_only=True)
class MembershipGranted(Event):
    """A person was given a role in a council."""


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Event):
    """A person's role in a council was taken back."""
