"""From the names typed in a form to the records they mean; a name that is not there is answered with the nearest ones."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.core.errors import N_, DomainError
from app.council import picks
from app.council.picks import Answerable


class UnknownNameError(DomainError):
    """A name that stands in no list, or in several places of it."""

    def __init__(self, name: str, nearest: list[str], *, field: str) -> None:
        message = (
            N_("“%(name)s” was not found. Did you mean: %(nearest)s? Or add it below.")
            if nearest
            else N_("“%(name)s” was not found. Check the spelling, or add it below.")
        )
        super().__init__(message, field=field, name=name, nearest="; ".join(nearest))


Kept = Mapping[str, int]
"""Labels a record already carries, with their ids: they stay valid although their entries may have ended since."""


def delegate_ids(names: Iterable[str], *, on: date, field: str, kept: Kept) -> tuple[int, ...]:
    return tuple(_delegate_id(name, on=on, field=field, kept=kept) for name in names)


def _delegate_id(name: str, *, on: date, field: str, kept: Kept) -> int:
    if name in kept:
        return kept[name]
    found = picks.find_delegate(name, on)
    if found is None:
        raise UnknownNameError(name, picks.nearest_delegates(name, on), field=field)
    return found.id


def agency_ids(names: Iterable[str], *, on: date, field: str, kept: Kept) -> tuple[int, ...]:
    return tuple(_agency_id(name, on=on, field=field, kept=kept) for name in names)


def _agency_id(name: str, *, on: date, field: str, kept: Kept) -> int:
    if name in kept:
        return kept[name]
    found = picks.find_agency(name, on)
    if found is None:
        raise UnknownNameError(name, picks.nearest_agencies(name, on), field=field)
    return found.id


def body_ids(names: Iterable[str], *, on: date, field: str, kept: Kept) -> tuple[int, ...]:
    return tuple(_body_id(name, on=on, field=field, kept=kept) for name in names)


def _body_id(name: str, *, on: date, field: str, kept: Kept) -> int:
    if name in kept:
        return kept[name]
    found = picks.find_body(name, on)
    if found is None:
        raise UnknownNameError(name, picks.nearest_bodies(name, on), field=field)
    return found.id


def answerable(name: str, *, on: date, field: str) -> Answerable:
    """Who is meant by "Họ tên — Chức vụ", or by an office alone, on that day."""
    found = picks.find_answerable(name, on)
    if found is None:
        raise UnknownNameError(name, picks.nearest_office_holders(name, on), field=field)
    return found
