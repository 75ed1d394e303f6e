"""What a council is started with, and how the work that waits is summed up."""

from dataclasses import dataclass
from typing import Any

from app.accounts.domain import NewUser, Role
from app.core.enums import Coded
from app.council.domain import NewCouncil, NewTerm


@dataclass(frozen=True, kw_only=True)
class FirstStart:
    """The council, its first term and its first administrator, who may take other roles too."""

    council: NewCouncil
    term: NewTerm
    administrator: NewUser
    password: str
    other_roles: tuple[Role, ...] = ()


class SetupStep(Coded):
    """What an administrator does before the first session is logged; the label is a sentence."""

    TERM = "enter_the_term"
    STANDING_COMMITTEE = "enter_the_standing_committee"
    DELEGATES = "enter_the_delegates"
    AGENCIES = "enter_the_agencies"
    OFFICE_HOLDERS = "say_who_holds_the_offices"
    ACCOUNTS = "create_accounts_for_your_colleagues"


@dataclass(frozen=True)
class SessionState:
    """A questioning session and how many pledges it has."""

    session: Any
    pledges: int


@dataclass(frozen=True)
class RoundState:
    """A monitoring round and what is still missing in it."""

    round: Any
    pledges: int
    unassessed: int
    unreported: int

    @property
    def can_be_approved(self) -> bool:
        """Whether every pledge of a round under assessment has its verdict."""
        return self.round.status == "assessing" and self.pledges > 0 and self.unassessed == 0

    @property
    def is_worked_on(self) -> bool:
        return self.round.status in {"collecting", "assessing"}
