"""What a queue is made of, and what is read once for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from app.accounts.models import Membership
from app.council.models import Council
from app.home import queries
from app.home.domain import RoundState
from app.pledges.domain import TimeStatus, Verdict
from app.selection.models import TopicCall
from app.selection.queries import open_calls


@dataclass(frozen=True)
class Item:
    """One thing that waits: where it is, what is said of it, and its marks."""

    text: str
    url: str
    meta: str = ""
    time_status: TimeStatus | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Queue:
    """Things of one kind; `empty` says what will stand there."""

    title: str
    items: list[Item]
    empty: str
    url: str | None = None


class Desk:
    """What is read once, whichever of a person's roles ask for it."""

    def __init__(self, *, memberships: Iterable[Membership], council: Council, day: date) -> None:
        self.memberships = list(memberships)
        self.council = council
        self.day = day

    @cached_property
    def rounds(self) -> list[RoundState]:
        return queries.open_rounds()

    @cached_property
    def resolutions(self) -> Sequence[Any]:
        return queries.draft_resolutions()

    @cached_property
    def calls(self) -> list[TopicCall]:
        return open_calls()
