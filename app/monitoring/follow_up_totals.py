"""The totals of the follow-up appendix, counted from its rows so that they always add up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.core import vietnamese
from app.core.pdf import Row, cell
from app.monitoring import paper_words as words
from app.pledges.domain import ClosingReason, Square, Verdict, square_of


class Followed(Protocol):
    """What is counted: a pledge with its deadlines, its completion and its closing."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def previous_verdict(self) -> Verdict | None: ...
    @property
    def acts(self) -> str: ...
    @property
    def original_due_on(self) -> date | None: ...
    @property
    def effective_due_on(self) -> date | None: ...
    @property
    def completed_on(self) -> date | None: ...
    @property
    def closed_as(self) -> ClosingReason | None: ...
    @property
    def outside(self) -> bool: ...
    @property
    def unmet(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class SquareCounts:
    """The classic square, and the pledges that stand outside it with the ground."""

    done_on_time: int
    done_late: int
    open_within_time: int
    open_overdue: int
    undated: int
    unmet: int
    dropped: int
    replaced: int
    carried_over: int

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        return self.open_within_time + self.open_overdue

    @property
    def dated(self) -> int:
        return self.done + self.open

    @property
    def total(self) -> int:
        return self.dated + self.undated + self.unmet + self.dropped + self.replaced + self.carried_over


def corner(row: Followed, as_of: date, *, original: bool) -> Square:
    """Where the pledge stands in the square, by the original deadline or by the one in force."""
    due_on = row.original_due_on if original else row.effective_due_on
    return square_of(
        due_on=due_on, completed_on=row.completed_on, outside=row.outside, day=as_of, unmet=row.unmet
    )


def waits_for_condition(row: Followed, as_of: date) -> bool:
    """Whether the pledge stands outside the square because its condition is not met yet."""
    done = row.completed_on is not None and row.completed_on <= as_of
    return row.unmet and not done and not row.outside


def count_square(rows: Sequence[Followed], as_of: date, *, original: bool) -> SquareCounts:
    """Count every row once: in one of the four corners, or outside by its ground."""
    corners = Counter(corner(row, as_of, original=original) for row in rows)
    closed = Counter(row.closed_as for row in rows if row.outside)
    unmet = sum(waits_for_condition(row, as_of) for row in rows)
    return SquareCounts(
        done_on_time=corners[Square.DONE_ON_TIME],
        done_late=corners[Square.DONE_LATE],
        open_within_time=corners[Square.OPEN_WITHIN_TIME],
        open_overdue=corners[Square.OPEN_OVERDUE],
        undated=corners[Square.OUTSIDE] - closed.total() - unmet,
        unmet=unmet,
        dropped=closed[ClosingReason.DROPPED],
        replaced=closed[ClosingReason.REPLACED],
        carried_over=closed[ClosingReason.CARRIED_OVER],
    )


@dataclass(frozen=True)
class SquareLine:
    """A line of the square, figures by the deadline in force and by the original one.

    A side has as many figures as `SQUARE_PARTS`, or a single one that stands across them.
    """

    label: str
    sides: tuple[tuple[str, ...], ...]
    total: bool = False


@dataclass(frozen=True)
class SquareTable:
    """The square as it is printed: two sides of three columns each."""

    lines: tuple[SquareLine, ...]
    label: str = words.SQUARE_LABEL
    sides: tuple[str, ...] = words.SQUARE_SIDES
    parts: tuple[str, ...] = words.SQUARE_PARTS

    @property
    def shares(self) -> tuple[float, ...]:
        """Of the width of the text, column by column."""
        return (0.34, *(0.11,) * len(self.sides) * len(self.parts))


def square_table(effective: SquareCounts, original: SquareCounts) -> SquareTable:
    """The corners with their sums, the grounds outside that a pledge stands on, and the total."""
    both = (effective, original)
    corners = (
        _corners("Đã hoàn thành", *((side.done_on_time, side.done_late) for side in both)),
        _corners("Chưa hoàn thành", *((side.open_within_time, side.open_overdue) for side in both)),
        _corners(
            "Cộng các cam kết có thời hạn",
            *(
                (side.done_on_time + side.open_within_time, side.done_late + side.open_overdue)
                for side in both
            ),
            total=True,
        ),
    )
    outside = (
        (words.UNDATED_PLEDGES, effective.undated, original.undated),
        (words.UNMET, effective.unmet, original.unmet),
        (words.CLOSINGS[ClosingReason.DROPPED], effective.dropped, original.dropped),
        (words.CLOSINGS[ClosingReason.REPLACED], effective.replaced, original.replaced),
        (words.CLOSINGS[ClosingReason.CARRIED_OVER], effective.carried_over, original.carried_over),
    )
    grounds = (_across(*ground) for ground in outside if any(ground[1:]))
    total = _across(words.TOTAL, effective.total, original.total, total=True)
    return SquareTable((*corners, *grounds, total))


def _corners(label: str, *sides: tuple[int, int], total: bool = False) -> SquareLine:
    figures = (
        tuple(vietnamese.number(count) for count in (within, late, within + late)) for within, late in sides
    )
    return SquareLine(label, tuple(figures), total)


def _across(label: str, effective: int, original: int, *, total: bool = False) -> SquareLine:
    return SquareLine(label, ((vietnamese.number(effective),), (vietnamese.number(original),)), total)


def verdict_rows(rows: Sequence[Followed]) -> tuple[Row, ...]:
    """How many pledges have each verdict, in this round and, where there was one, in the round before."""
    now = Counter(row.verdict for row in rows)
    before = Counter(row.previous_verdict for row in rows)
    first_round = before[None] == len(rows)
    lines = [(words.VERDICTS[verdict], now[verdict], before[verdict]) for verdict in words.VERDICT_ORDER]
    lines.append((words.NOT_IN_ROUND_BEFORE, 0, 0 if first_round else before[None]))
    counted = [_counts(*line, first_round=first_round) for line in lines if line[1] or line[2]]
    return (*counted, _counts(words.TOTAL, len(rows), len(rows), first_round=first_round, total=True))


def _counts(label: str, now: int, before: int, *, first_round: bool, total: bool = False) -> Row:
    cells = {"verdict": cell(label), "now": cell(vietnamese.number(now))}
    if not first_round:
        cells["before"] = cell(vietnamese.number(before))
    return Row(cells, total=total)


def summary_rows(rows: Sequence[Followed], as_of: date) -> tuple[Row, ...]:
    """A line for each agency that must act in alphabetical order, and the line of sums."""
    by_agency: dict[str, list[Followed]] = {}
    for row in rows:
        by_agency.setdefault(row.acts or words.NO_AGENCY, []).append(row)
    agencies = sorted(by_agency, key=vietnamese.sort_key)
    lines = [_summary(agency, by_agency[agency], as_of) for agency in agencies]
    return (*lines, _summary(words.TOTAL, rows, as_of, total=True))


def _summary(label: str, rows: Sequence[Followed], as_of: date, *, total: bool = False) -> Row:
    """Counts by the deadline in force; the share on time, among the pledges already due, by the original one.

    A pledge is due once its last day has passed: on that day itself it is still within time.
    """
    square = count_square(rows, as_of, original=False)
    counted = [row for row in rows if not row.outside and not waits_for_condition(row, as_of)]
    due = sum(row.effective_due_on is not None and row.effective_due_on < as_of for row in counted)
    due_originally = [
        row for row in counted if row.original_due_on is not None and row.original_due_on < as_of
    ]
    on_time = sum(corner(row, as_of, original=True) is Square.DONE_ON_TIME for row in due_originally)
    outside = square.total - square.dated
    counts = {
        "total": square.total,
        "due": due,
        "done_on_time": square.done_on_time,
        "done_late": square.done_late,
        "open_within_time": square.open_within_time,
        "open_overdue": square.open_overdue,
    }
    cells = {key: (vietnamese.number(count),) for key, count in counts.items()}
    return Row(
        {
            "agency": (label,),
            **cells,
            "outside": (vietnamese.number(outside),),
            "rate": (vietnamese.share(on_time, len(due_originally)),),
        },
        total=total,
    )
