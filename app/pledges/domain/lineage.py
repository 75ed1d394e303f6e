"""How often something was promised, and how far it slipped since the first day named."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of time in whole months and the days over."""

    months: int
    days: int

    def __bool__(self) -> bool:
        return bool(self.months or self.days)


def slip(first: date, until: date) -> Slip:
    """From the first day named until another: whole months by the corresponding day (Civil Code 2015, article 148(3)), then days.

    A month without that day ends with its last one; nothing where the second day does not lie after the first.
    """
    if until <= first:
        return Slip(0, 0)
    months = (until.year - first.year) * MONTHS_OF_A_YEAR + until.month - first.month
    if _months_after(first, months) > until:
        months -= 1
    return Slip(months, (until - _months_after(first, months)).days)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 + months, MONTHS_OF_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def times_promised(links: Iterable[tuple[int, int]], pledge_id: int) -> int:
    """How many promises in a row lead to this one, itself counted; of several ways the longest.

    `links` are (older, newer) pairs without a cycle.
    """
    older: dict[int, set[int]] = defaultdict(set)
    for before, after in links:
        older[after].add(before)
    times, generation = 1, older[pledge_id]
    while generation:
        times += 1
        generation = set().union(*(older[each] for each in generation))
    return times


def would_circle(links: Iterable[tuple[int, int]], *, older_id: int, newer_id: int) -> bool:
    """Whether the older promise already follows from the newer one, over however many steps."""
    newer: dict[int, set[int]] = defaultdict(set)
    for before, after in links:
        newer[before].add(after)
    seen, generation = {newer_id}, {newer_id}
    while generation:
        generation = set().union(*(newer[each] for each in generation)) - seen
        seen |= generation
    return older_id in seen
