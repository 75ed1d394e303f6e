"""Everything there is for each person today, over all councils."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from flask import current_app

from app.core.tenancy import scoped_to
from app.council.domain import leads_of
from app.council.models import Council
from app.council.queries import all_councils, councils_of
from app.reminders.audience import Audience, audience
from app.reminders.clocks import running_out
from app.reminders.domain import CouncilPart, Digest, Line, Notice
from app.reminders.pledges import changes, deadlines
from app.reminders.tasks import tasks


def digests(day: date) -> list[Digest]:
    """Of everyone for whom there is anything."""
    parts: defaultdict[int, list[CouncilPart]] = defaultdict(list)
    for council in all_councils():
        for user_id, part in _parts(council, day):
            parts[user_id].append(part)
    return [Digest(user_id=user_id, day=day, parts=tuple(own)) for user_id, own in sorted(parts.items())]


def digest_of(user_id: int, day: date) -> Digest:
    """Of one person."""
    own = [
        part
        for council in councils_of(user_id)
        for whose, part in _parts(council, day, only=user_id)
        if whose == user_id
    ]
    return Digest(user_id=user_id, day=day, parts=tuple(own))


def _parts(council: Council, day: date, *, only: int | None = None) -> Iterator[tuple[int, CouncilPart]]:
    with scoped_to(council.id):
        there = audience(only=only)
        if not there.everyone:
            return
        leads = leads_of(council.reminder_leads)
        found = list(
            chain(
                deadlines(there, day=day, leads=leads),
                running_out(there, day=day, leads=leads),
                tasks(there),
                changes(there, day=day),
            )
        )
    yield from _by_person(found, council, there)


def _by_person(
    found: Iterable[Notice], council: Council, there: Audience
) -> Iterator[tuple[int, CouncilPart]]:
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for notice in found:
        for user_id in notice.heard_by:
            endpoint = notice.endpoint if user_id in there.readers else notice.own_endpoint
            lines[user_id].append(
                Line(
                    key=notice.key,
                    reason=notice.reason,
                    words=notice.words,
                    address=_address(endpoint, council, notice),
                    due_on=notice.due_on,
                    note=notice.note,
                )
            )
    for user_id, own in lines.items():
        yield user_id, CouncilPart(council_id=council.id, name=council.name, lines=tuple(own))


def _address(endpoint: str, council: Council, notice: Notice) -> str:
    """The page of it, as a path; none where the person may open no page of it."""
    if not endpoint:
        return ""
    places = current_app.url_map.bind("localhost")
    rule = next(current_app.url_map.iter_rules(endpoint))
    values = {name: value for name, value in notice.values.items() if name in rule.arguments}
    return places.build(endpoint, {"council_slug": council.slug, **values})
