"""The figures of a measure through time: what agencies reported, what rounds accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from app.monitoring.models import AgencyReport, Assessment
from app.pledges.measuring import Ahead, Measurable, Measure, Reached, measure_of


class Followed(Measurable, Protocol):
    """A measured pledge with its deadlines, as they stand or as they stood on an earlier day."""

    @property
    def original_due_on(self) -> date | None: ...
    @property
    def effective_due_on(self) -> date | None: ...


@dataclass(frozen=True)
class Figure:
    """A figure reached by a day, before or behind the line to the first deadline and to the one in force."""

    on: date
    reached: Reached
    round_number: int | None
    """Of the round that accepted it; None where only the agency says so."""

    by_original: Ahead | None
    by_effective: Ahead | None


@dataclass(frozen=True)
class Progress:
    """A measure with its figures in the order of their days."""

    measure: Measure
    figures: tuple[Figure, ...]
    original_due_on: date | None
    effective_due_on: date | None

    @property
    def latest(self) -> Figure | None:
        """The last figure a round accepted; where none did, the last one reported."""
        accepted = [each for each in self.figures if each.round_number is not None]
        return max(accepted or self.figures, key=lambda each: each.on, default=None)

    @property
    def two_lines(self) -> bool:
        return self.original_due_on != self.effective_due_on


def progress_of(
    pledge: Followed, *, reports: Iterable[AgencyReport], assessments: Iterable[Assessment]
) -> Progress | None:
    """The measure of a pledge with every figure known of it; None where nothing is measured."""
    measure = measure_of(pledge)
    if measure is None:
        return None
    told: list[tuple[date, Decimal | None, int | None]] = [
        *((report.reported_on, report.value, None) for report in reports),
        *((row.round.as_of, row.value, row.round.number) for row in assessments),
    ]
    figures = [
        _figure(pledge, Reached(measure, value), on, number)
        for on, value, number in told
        if value is not None
    ]
    figures.sort(key=lambda each: (each.on, each.round_number is not None))
    return Progress(measure, tuple(figures), pledge.original_due_on, pledge.effective_due_on)


def _figure(pledge: Followed, reached: Reached, on: date, number: int | None) -> Figure:
    return Figure(
        on,
        reached,
        number,
        reached.against(on, pledge.original_due_on),
        reached.against(on, pledge.effective_due_on),
    )
