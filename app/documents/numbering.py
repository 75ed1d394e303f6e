"""The numbers of papers: 01 on 1 January to the year's end, for each symbol of the council; none is given twice.

Nghị định 30/2020/NĐ-CP, art. 15 and 18.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from app.core.enums import Coded
from app.core.errors import N_, DomainError
from app.core.workdays import WorkCalendar

_TYPED = re.compile(r"(\d{1,5})\s*(?:/\s*([^\s/](?:[^\n]*[^\s/])?))?")
_WHOLE = re.compile(r"(\d{1,5})/(.+)")

Given = Mapping[int, date]
"""The numbers of one symbol given in one year, each with the day of its paper."""

Register = Callable[[str, int], Given]
"""Tells the numbers given elsewhere, asked with symbol and year."""

REGISTERS: list[Register] = []


class Doubt(Coded):
    """Why a free number should not be given without a second look."""

    GAP = "gap"  # numbers before it were never given
    BACKDATED = "backdated"  # a later number has an earlier day, or an earlier number a later day


def ask_also(register: Register) -> None:
    """Count numbers given elsewhere as taken, those of imported resolutions; `app.subscriptions` says whose."""
    if register not in REGISTERS:
        REGISTERS.append(register)


def full_number(typed: str, symbol: str) -> str:
    """The number with its symbol; a leading zero below 10 (Phụ lục I, II.3).

    >>> full_number("95", "NQ-HĐND"), full_number("5 / NQ-HĐND", "NQ-HĐND")
    ('95/NQ-HĐND', '05/NQ-HĐND')
    """
    match = _TYPED.fullmatch(typed.strip())
    if match is None or int(match[1]) == 0:
        raise DomainError(
            N_("Type the number alone (95) or with its symbol (95/%(symbol)s)."),
            symbol=symbol,
            field="number",
        )
    return f"{int(match[1]):02d}/{match[2] or symbol}"


def unnumbered(symbol: str) -> str:
    """How a paper stands on the list until its number is given after signature."""
    return f"/{symbol}"


def symbol_of(number: str) -> str:
    """What stands behind the stroke: "NQ-HĐND"."""
    return number.partition("/")[2]


def sequence_of(number: str) -> int | None:
    """The number before the stroke; None where it is still to come or is no number of ours."""
    match = _WHOLE.fullmatch(number)
    return int(match[1]) if match else None


def next_number(given: Given) -> int:
    """The number that follows the last one given."""
    return max(given, default=0) + 1


def offered(given: Given) -> str:
    """The next number to put into a form; nothing where none of this year is known here, for it may not be the first."""
    return f"{next_number(given):02d}" if given else ""


def doubt_about(sequence: int, day: date, given: Given) -> Doubt | None:
    """Whether a free number leaves a gap behind it, or stands against the order of the days; the first known is never doubted."""
    if not given:
        return None
    out_of_order = any((other < sequence) != (on <= day) for other, on in given.items() if on != day)
    if out_of_order or sequence < next_number(given):
        return Doubt.BACKDATED
    return Doubt.GAP if sequence > next_number(given) else None


def check_number(number: str, day: date, given: Given, *, confirmed: bool) -> None:
    """Raise `DomainError` for a number that was given in that year, and for a doubtful one that nobody confirmed."""
    sequence = sequence_of(number)
    if sequence is None:
        raise DomainError(N_("A paper needs its number before it is issued."), field="number")
    if sequence in given:
        raise DomainError(
            N_("The number %(number)s was already given in %(year)s."),
            number=number,
            year=day.year,
            field="number",
        )
    if doubt_about(sequence, day, given) is not None and not confirmed:
        raise DomainError(
            N_(
                "The next number would be %(next)s. If %(number)s is meant all the same, tick that it is right and try again."
            ),
            next=f"{next_number(given):02d}/{symbol_of(number)}",
            number=number,
            field="number_confirmed",
        )


def must_be_numbered_by(calendar: WorkCalendar) -> Callable[[date], date]:
    """The last day on which a paper signed that day gets its number: the next working day (art. 15 and 18)."""
    return partial(calendar.add_working_days, n=1)
