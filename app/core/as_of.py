"""The day by which a page, a file or a count is answered: today, or an earlier day as it was answered then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core import vietnamese
from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.forms import parse_day

LONGEST = 10


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day asked for. `earlier` tells whether the histories must answer; `refused` why what was typed is not answered."""

    day: date
    earlier: bool = False
    typed: str = ""
    refused: DomainError | None = None

    @property
    def in_address(self) -> str | None:
        """As it stands in an address; None for today."""
        return vietnamese.day(self.day) if self.earlier else None


def as_of(day: date | None) -> AsOf:
    """The answer of a day; today's where none is given.

    Raises `DomainError` for a day that has not come: what will stand then is not known.
    """
    now = today()
    if day is not None and day > now:
        raise DomainError(
            N_("%(day)s has not come yet; the register answers for today and for earlier days."),
            field="as_of",
            day=vietnamese.day(day),
        )
    return AsOf(day or now, earlier=day is not None and day < now)


def read_as_of(asked: Mapping[str, str], name: str = "as_of") -> AsOf:
    """The day in an address. A day that cannot be answered gives today's answer with the refusal, never silently."""
    typed = asked.get(name, "").strip()[:LONGEST]
    try:
        found = as_of(parse_day(typed) if typed else None)
    except DomainError as refused:
        return AsOf(today(), typed=typed, refused=refused)
    except ValueError:
        return AsOf(today(), typed=typed, refused=DomainError(N_("Write the day as dd/mm/yyyy."), field=name))
    return AsOf(found.day, earlier=found.earlier, typed=typed)
