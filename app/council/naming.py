"""From the names typed in a form to the records they mean; a name that is not there is answered with the nearest ones."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from app.core.errors import N_, DomainError
from app.council import picks
from app.council.models import Agency, Body, Delegate
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
    return _ids(names, picks.find_delegate, picks.nearest_delegates, on=on, field=field, kept=kept)


def agency_ids(names: Iterable[str], *, on: date, field: str, kept: Kept) -> tuple[int, ...]:
    return _ids(names, picks.find_agency, picks.nearest_agencies, on=on, field=field, kept=kept)


def body_ids(names: Iterable[str], *, on: date, field: str, kept: Kept) -> tuple[int, ...]:
    return _ids(names, picks.find_body, picks.nearest_bodies, on=on, field=field, kept=kept)


def _ids(
    names: Iterable[str],
    find: Callable[[str, date], Delegate | Agency | Body | None],
    nearest: Callable[[str, date], list[str]],
    *,
    on: date,
    field: str,
    kept: Kept,
) -> tuple[int, ...]:
    """The ids behind the labels; the first one that means nothing, or several, is answered with its nearest names."""
    ids = []
    for name in names:
        found = None if name in kept else find(name, on)
        if found is None and name not in kept:
            raise UnknownNameError(name, nearest(name, on), field=field)
        ids.append(kept[name] if found is None else found.id)
    return tuple(ids)


def answerable(name: str, *, on: date, field: str) -> Answerable:
    """Who is meant by "Họ tên — Chức vụ", or by an office alone, on that day."""
    found = picks.find_answerable(name, on)
    if found is None:
        raise UnknownNameError(name, picks.nearest_office_holders(name, on), field=field)
    return found
