"""Roles and what each may do: the one table of permissions."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from app.core.enums import Coded
from app.core.errors import N_
from app.core.events import Event
from app.core.permissions import Permission


class Role(Coded):
    """The part a person plays in one council."""

    CLERK = "clerk"
    LEAD = "lead"
    MONITOR = "monitor"
    STANDING_COMMITTEE = "standing_committee"
    DELEGATE = "delegate"
    ADMINISTRATOR = "administrator"
    AGENCY = "agency"


_LOGGING = frozenset(
    {
        Permission.SESSION_LOG,
        Permission.PLEDGE_RECORD,
        Permission.RESOLUTION_PREPARE,
        Permission.REPORT_LOG,
        Permission.EXTENSION_LOG,
        Permission.DIRECTORY_EDIT,
        Permission.REGISTER_IMPORT,
        Permission.HANDOVER,
        Permission.SUCCESSION,
        Permission.TOPICS_PREPARE,
        Permission.LETTER_SEND,
        Permission.STEP_TAKE,
    }
)
_READING = frozenset(
    {
        Permission.HOME_OPEN,
        Permission.COUNCIL_READ,
        Permission.DIRECTORY_READ,
        Permission.REGISTER_EXPORT,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: _READING | _LOGGING,
    Role.LEAD: _READING | _LOGGING | {Permission.ROUND_OPEN, Permission.AUDIT_READ},
    Role.MONITOR: _READING | {Permission.ASSESS, Permission.REQUESTION_PROPOSE},
    Role.STANDING_COMMITTEE: _READING
    | {
        Permission.RESOLUTION_ADOPT,
        Permission.ROUND_OPEN,
        Permission.APPROVE,
        Permission.EXTENSION_DECIDE,
        Permission.DROP_DECIDE,
        Permission.AUDIT_READ,
        Permission.LETTER_SEND,
        Permission.STEP_TAKE,
        Permission.HANDOVER,
        Permission.TERM_CLOSE,
        Permission.TOPICS_DECIDE,
        Permission.REQUESTION_PROPOSE,
    },
    Role.DELEGATE: _READING | {Permission.REQUESTION_PROPOSE, Permission.OPINION_STATE},
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.HOME_OPEN,
            Permission.COUNCIL_SETTINGS,
            Permission.DIRECTORY_READ,
            Permission.DIRECTORY_EDIT,
            Permission.ACCOUNTS_EDIT,
            Permission.AUDIT_READ,
        }
    ),
    Role.AGENCY: frozenset({Permission.HOME_OPEN, Permission.OWN_REPORT}),
}


_WEIGHS = {
    Permission.RESOLUTION_ADOPT,
    Permission.APPROVE,
    Permission.EXTENSION_DECIDE,
    Permission.DROP_DECIDE,
    Permission.ACCOUNTS_EDIT,
    Permission.COUNCIL_SETTINGS,
}
WEIGHTY = frozenset(role for role, held in PERMISSIONS.items() if held & _WEIGHS)
"""Those who adopt, approve, decide or administer: a second factor may be asked of them."""


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Everything the roles together allow; nothing for no role."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles))


SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
SETUP_LINK_LIFE = timedelta(hours=72)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper


def password_problem(password: str, *, email: str) -> str | None:
    """Why a password will not do: a length and a way not to guess it from the address; no rules of composition."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return N_("A password has 10 to 200 characters.")
    local = email.partition("@")[0].casefold()
    if len(set(password)) < 4 or (len(local) > 3 and local in password.casefold()):  # noqa: PLR2004 - a handful
        return N_("This password is too easy to guess. A few unrelated words make a good one.")
    if password.casefold() in _common_passwords():
        return N_(
            "This password stands on the lists of the most used ones. A few unrelated words make a good one."
        )
    return None


@cache
def _common_passwords() -> frozenset[str]:
    """The most used passwords of known leaks, as zxcvbn carries them; the short ones are refused for their length."""
    return frozenset(each for each in FREQUENCY_LISTS["passwords"] if len(each) >= SHORTEST_PASSWORD)


def initial_password() -> str:
    """A random password to hand over on paper: four groups of four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@dataclass(frozen=True, kw_only=True)
class NewUser:
    """Who an account is for; the address is the name to sign in with."""

    email: str
    full_name: str


@dataclass(frozen=True, kw_only=True)
class NewMembership:
    """A role in a council. A delegate's names the delegate, so that they find their own questions; a monitor's the committee.

    An agency's contact names the agency; beside the main contact there may be alternates.
    """

    role: Role
    delegate_id: int | None = None
    body_id: int | None = None
    agency_id: int | None = None
    is_alternate: bool = False


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
    """An account's name, password or standing was changed. A password is never part of the news."""


@dataclass(frozen=True, kw_only=True)
class SetupLinkMade(Event):
    """A one-time link for the first administrator was made."""


@dataclass(frozen=True, kw_only=True)
class MembershipGranted(Event):
    """A person was given a role in a council."""


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Event):
    """A person's role in a council was taken back."""
