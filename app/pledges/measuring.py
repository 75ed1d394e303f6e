"""How far a measure has come: from where it stood, to what was promised, and against the straight line between the two.

A percentage is never typed; it follows from the figures and stands beside them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from app.core import vietnamese
from app.core.enums import Coded

_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)
_MOST_DECIMALS = 2
_NARROW = "\u00a0"  # between a figure and its sign: never parted by a line's end


class Aim(Coded):
    """Which way a measure should go."""

    RAISE = "raise"
    REDUCE = "reduce"
    HOLD = "hold"


class Pace(Coded):
    """Where a figure stands against the straight line to the target."""

    AHEAD = "ahead"
    ON_LINE = "on_line"
    BEHIND = "behind"


class Measurable(Protocol):
    """What of a pledge is measured."""

    @property
    def target(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def baseline(self) -> Decimal | None: ...
    @property
    def baseline_on(self) -> date | None: ...


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was promised in figures. Without a baseline a target is counted from nought, and no line leads to it."""

    target: Decimal
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None

    @property
    def aim(self) -> Aim:
        if self.baseline is not None and self.target == self.baseline:
            return Aim.HOLD
        return Aim.RAISE if self.target > (self.baseline or 0) else Aim.REDUCE

    def expected(self, day: date, due_on: date | None) -> Decimal | None:
        """Where the straight line from the baseline to the target stands on a day; None where there is no line."""
        start = self.baseline_on
        if self.baseline is None or start is None or due_on is None or self.aim is Aim.HOLD:
            return None
        if day < start or due_on <= start:
            return None
        gone = min(Decimal((day - start).days) / (due_on - start).days, Decimal(1))
        return self.baseline + (self.target - self.baseline) * gone

    def said(self, value: Decimal) -> str:
        """A figure with its unit."""
        return f"{vietnamese.number(value)} {self.unit}".strip()


@dataclass(frozen=True)
class Ahead:
    """How far a figure is before or behind the line, in the unit of the measure."""

    pace: Pace
    by: Decimal


@dataclass(frozen=True)
class Reached:
    """A figure reached, held against its measure."""

    measure: Measure
    value: Decimal

    @property
    def done(self) -> Decimal:
        """How much of the way is behind: counted from nought upwards, from the baseline downwards."""
        return (self.measure.baseline or Decimal(0)) - self.value if self._falls else self.value

    @property
    def whole(self) -> Decimal:
        """The whole way, of which `done` is a part."""
        return (
            (self.measure.baseline or Decimal(0)) - self.measure.target
            if self._falls
            else self.measure.target
        )

    @property
    def left(self) -> Decimal:
        """What is still missing; nought where the target is reached."""
        return max(self._missing, Decimal(0))

    @property
    def beyond(self) -> Decimal:
        """How far the target was passed; nought where it was not."""
        return max(-self._missing, Decimal(0)) if self.measure.aim is not Aim.HOLD else Decimal(0)

    @property
    def reached(self) -> bool:
        return self._missing <= 0

    @property
    def lost(self) -> Decimal:
        """How far the figure went the wrong way from the baseline."""
        baseline = self.measure.baseline
        if baseline is None or self.measure.aim is Aim.HOLD:
            return Decimal(0)
        return max(self.value - baseline if self._falls else baseline - self.value, Decimal(0))

    @property
    def rate(self) -> str:
        """`done` of `whole` in per cent, one decimal, halves upwards; a dash where nothing can be divided.

        What is not reached never rounds up to a hundred.
        """
        if self.measure.aim is Aim.HOLD or self.whole <= 0 or self.done < 0:
            return vietnamese.NO_RATE
        exact = _HUNDRED * self.done / self.whole
        rounded = exact.quantize(_TENTH, ROUND_HALF_UP)
        if rounded >= _HUNDRED > exact:
            rounded = _HUNDRED - _TENTH
        return f"{vietnamese.number(rounded)}{_NARROW}%"

    def against(self, day: date, due_on: date | None) -> Ahead | None:
        """Before or behind the straight line to the deadline on a day; None where no line can be drawn."""
        expected = self.measure.expected(day, due_on)
        if expected is None:
            return None
        gap = self._round(expected - self.value if self._falls else self.value - expected)
        pace = Pace.ON_LINE if gap == 0 else Pace.AHEAD if gap > 0 else Pace.BEHIND
        return Ahead(pace, abs(gap))

    @property
    def _falls(self) -> bool:
        return self.measure.aim is Aim.REDUCE

    @property
    def _missing(self) -> Decimal:
        gap = self.measure.target - self.value
        if self.measure.aim is Aim.HOLD:
            return abs(gap)
        return -gap if self._falls else gap

    def _round(self, gap: Decimal) -> Decimal:
        """As many decimals as the figures have: there is no half project."""
        figures = (self.value, self.measure.target, self.measure.baseline or Decimal(0))
        decimals = max(max(-int(each.normalize().as_tuple().exponent), 0) for each in figures)
        return gap.quantize(Decimal(1).scaleb(-min(decimals, _MOST_DECIMALS)), ROUND_HALF_UP)


def measure_of(pledge: Measurable) -> Measure | None:
    """The measure of a pledge; None where no target was named."""
    if pledge.target is None:
        return None
    return Measure(
        target=pledge.target, unit=pledge.unit, baseline=pledge.baseline, baseline_on=pledge.baseline_on
    )


def reached_words(figure: Reached) -> str:
    """As papers say it: "419/712 dự án (58,8 %), còn 293"; "còn 12 vụ, đã giảm 8/15 (53,3 %), còn phải giảm 7"."""
    measure, say = figure.measure, vietnamese.number
    if measure.aim is Aim.HOLD:
        aim = "đúng mức phải giữ" if figure.reached else f"mức phải giữ {say(measure.target)}"
        return f"{measure.said(figure.value)}, {aim}"
    if measure.aim is Aim.REDUCE:
        return _reduced(figure)
    told = f"{say(figure.value)}/{measure.said(measure.target)}"
    share = f" ({figure.rate})" if figure.rate != vietnamese.NO_RATE else ""
    return told + share + _rest(figure, "còn", f", giảm {say(figure.lost)} so với mốc đầu")


def _reduced(figure: Reached) -> str:
    measure, say = figure.measure, vietnamese.number
    if measure.baseline is None:
        target = "" if figure.reached else f", mục tiêu {say(measure.target)}"
        return f"còn {measure.said(figure.value)}{target}"
    way = f", đã giảm {say(figure.done)}/{say(figure.whole)} ({figure.rate})" if not figure.lost else ""
    worse = f", tăng {say(figure.lost)} so với mốc đầu"
    return f"còn {measure.said(figure.value)}{way}" + _rest(figure, "còn phải giảm", worse)


def _rest(figure: Reached, left: str, worse: str) -> str:
    said = worse if figure.lost else ""
    if figure.left:
        return f"{said}, {left} {vietnamese.number(figure.left)}"
    return f"{said}, vượt {vietnamese.number(figure.beyond)}" if figure.beyond else said


def pace_words(ahead: Ahead | None, unit: str) -> str:
    """As papers say it: "chậm 60 dự án so với tiến độ"; nothing where there is no line."""
    if ahead is None:
        return ""
    by = f"{vietnamese.number(ahead.by)} {unit}".strip()
    said = {Pace.AHEAD: f"nhanh {by} so với tiến độ", Pace.BEHIND: f"chậm {by} so với tiến độ"}
    return said.get(ahead.pace, "đúng tiến độ")


def paces_words(figure: Reached, *, day: date, original: date | None, effective: date | None) -> str:
    """The pace by the deadline in force, and by the first one where that is another."""
    unit = figure.measure.unit
    now = pace_words(figure.against(day, effective), unit)
    if original == effective:
        return now
    first = pace_words(figure.against(day, original), unit)
    told = [
        f"{said} {which}"
        for said, which in ((first, "(theo hạn ban đầu)"), (now, "(theo hạn hiện hành)"))
        if said
    ]
    return "; ".join(told)
