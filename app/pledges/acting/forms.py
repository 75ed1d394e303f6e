"""The table in which each pledge, or each office, is given to who takes it over."""

from collections.abc import Iterable, Mapping

from app.core.submit import EntryForm
from app.pledges.domain import Actor

_DIGITS = 9


class PassingOnForm(EntryForm):
    """Nothing but its token: the rows are read by `chosen_actors` and `chosen_offices`."""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


def actor_of(value: str) -> Actor | None:
    """An agency ("12") or an office of it ("12:7").

    >>> actor_of("12:7")
    Actor(agency_id=12, office_id=7)
    """
    agency, _colon, office = value.partition(":")
    agency_id, office_id = _number(agency), _number(office)
    return Actor(agency_id, office_id) if agency_id else None


def chosen_actors(sent: Mapping[str, str], pledge_ids: Iterable[int]) -> dict[int, Actor]:
    """Who takes over each pledge for which somebody was chosen."""
    found = ((pledge_id, actor_of(sent.get(f"to-{pledge_id}", ""))) for pledge_id in pledge_ids)
    return {pledge_id: to for pledge_id, to in found if to is not None}


def chosen_offices(sent: Mapping[str, str], office_ids: Iterable[int]) -> dict[int, int]:
    """Which office follows each office for which one was chosen."""
    found = ((office_id, _number(sent.get(f"office-{office_id}", ""))) for office_id in office_ids)
    return {old: new for old, new in found if new}
