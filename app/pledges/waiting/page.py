"""What a deadline waits for, as the page of a pledge shows it."""

from dataclasses import dataclass
from datetime import date

from app.council import queries as council
from app.pledges import hanging
from app.pledges.domain import AnchorKind
from app.pledges.models import DeadlineAnchor, Pledge
from app.pledges.waiting.occurrences import Recurring, recurring_of
from app.sittings.models import Sitting
from app.sittings.queries import sittings as every_sitting


@dataclass(frozen=True)
class Hanging:
    """What a deadline hangs on, the sitting that is meant, and the day that follows today."""

    anchor: DeadlineAnchor
    sitting: Sitting | None
    day: date | None


@dataclass(frozen=True)
class Waits:
    """Everything the deadline of a pledge waits for."""

    hangs: list[Hanging]
    recurring: Recurring | None

    @property
    def kinds(self) -> set[str]:
        return {each.anchor.kind.value for each in self.hangs}


def waits_of(pledge: Pledge, anchors: hanging.Anchors) -> Waits:
    """What the deadline of a pledge waits for today, by what it hangs on."""
    if not anchors:
        return Waits([], recurring_of(pledge))
    bound = AnchorKind.SITTING in anchors
    sittings, calendar = every_sitting() if bound else [], council.work_calendar()
    hangs = []
    for anchor in anchors.values():
        held = hanging.sitting_of(anchor, sittings) if anchor.kind is AnchorKind.SITTING else None
        day = hanging.anchored_day(pledge, anchor, sittings=sittings, calendar=calendar)
        hangs.append(Hanging(anchor, held, day))
    return Waits(hangs, recurring_of(pledge))
