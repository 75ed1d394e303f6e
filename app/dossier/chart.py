"""A measure drawn: the line of its figures beside the straight line to the target, in the units of an SVG's view box."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.monitoring.figures import Figure, Progress

WIDTH, HEIGHT = 360, 210
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 26, 28


@dataclass(frozen=True)
class Dot:
    """A figure on the drawing."""

    x: float
    y: float
    accepted: bool


@dataclass(frozen=True)
class Level:
    """A height worth a line across: where it began, where it should end."""

    y: float
    value: Decimal


@dataclass(frozen=True)
class Chart:
    """Everything the template draws; the lines are points "x,y x,y"."""

    dots: tuple[Dot, ...]
    accepted: str
    line: str
    first_line: str
    """To the original deadline, where that is another; else empty."""

    target: Level
    start: Level
    from_day: date
    until: date
    width: int = WIDTH
    height: int = HEIGHT


def draw(progress: Progress) -> Chart | None:
    """The drawing; None where there is no line to the target, or no figure beside it."""
    measure, due_on = progress.measure, progress.effective_due_on
    start_on, start = measure.baseline_on, measure.baseline
    figures = [each for each in progress.figures if start_on is not None and each.on >= start_on]
    if not figures or due_on is None or start_on is None or start is None or due_on <= start_on:
        return None
    ends = [due_on, *(each for each in (progress.original_due_on,) if each is not None and each > start_on)]
    scale = _Scale(
        days=(start_on, max([*ends, *(each.on for each in figures)])),
        values=_span([start, measure.target, *(each.reached.value for each in figures)]),
    )
    lines = [scale.points([(start_on, start), (end, measure.target)]) for end in ends]
    return Chart(
        dots=tuple(_dot(scale, each) for each in figures),
        accepted=scale.points([(start_on, start), *_accepted(figures)]),
        line=lines[0],
        first_line=lines[-1] if progress.two_lines and len(lines) > 1 else "",
        target=Level(scale.y(measure.target), measure.target),
        start=Level(scale.y(start), start),
        from_day=scale.days[0],
        until=scale.days[1],
    )


@dataclass(frozen=True)
class _Scale:
    days: tuple[date, date]
    values: tuple[Decimal, Decimal]

    def x(self, day: date) -> float:
        whole = max((self.days[1] - self.days[0]).days, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.days[0]).days / whole, 1)

    def y(self, value: Decimal) -> float:
        least, most = self.values
        share = float((value - least) / (most - least)) if most > least else 0.0
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)

    def points(self, places: Iterable[tuple[date, Decimal]]) -> str:
        return " ".join(f"{self.x(day)},{self.y(value)}" for day, value in places)


def _span(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """From nought, where all figures lie above it, so that a height is a share."""
    return min([Decimal(0), *values]), max([Decimal(0), *values])


def _dot(scale: _Scale, figure: Figure) -> Dot:
    return Dot(scale.x(figure.on), scale.y(figure.reached.value), figure.round_number is not None)


def _accepted(figures: Iterable[Figure]) -> list[tuple[date, Decimal]]:
    return [(each.on, each.reached.value) for each in figures if each.round_number is not None]
