"""Reading the register: a page of it, how many there are, and what the filters offer."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import vietnamese
from app.core.database import db, materialized
from app.core.paging import PAGE_SIZE, Page, after, decode_cursor, encode_cursor
from app.core.text import clean_line
from app.council.models import Agency, Council, Office, Person
from app.council.queries import terms
from app.dossier.acting import acting_columns
from app.dossier.conditions import conditions_of, sort_key
from app.dossier.domain import RegisterFilter, RegisterOrder
from app.pledges.domain import ClosingReason, Lifecycle, TimeRules, TimeStatus, Verdict
from app.pledges.models import Pledge
from app.pledges.standing import Standing, time_of
from app.sittings.models import QuestioningSession, Sitting, TopicGroup
from app.statistics.addresses import scope_in_address
from app.statistics.queries import scope_names

MOST_COUNTED = 1000
MOST_OFFERED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One pledge as the register shows it on a day."""

    id: int
    code: str
    words: str
    source: str
    held_on: date
    person: str
    office: str
    agency: str
    deadline_words: str
    original_due_on: date | None
    effective_due_on: date | None
    completed_on: date | None
    closed_on: date | None
    lifecycle: Lifecycle
    closing_reason: ClosingReason | None
    verdict: Verdict
    extensions: int
    asks_extension: bool
    asks_late: bool
    time: TimeStatus
    acting: str = ""
    """Who must act, where it is another agency than the one that promised."""

    answers: str = ""
    """Who answers for it, where it is another person than who spoke."""

    carried: str = ""
    """The term from which it was carried on."""


@dataclass(frozen=True, slots=True)
class RegisterChoices:
    """What the register can be narrowed to: (value, text) pairs of what its pledges have."""

    sessions: list[tuple[int, str]]
    agencies: list[tuple[int, str]]
    acting_agencies: list[tuple[int, str]]
    terms: list[tuple[int, str]]
    people: list[tuple[int, str]]
    topics: list[tuple[str, str]]


def rules_of(council: Council) -> TimeRules:
    """The council's settings for the time status."""
    return TimeRules(lead=council.due_soon_days, long_overdue=council.long_overdue_days)


def joined(*columns: Any, at: Standing | None = None, start: Any = None, holds: Any = None) -> sa.Select[Any]:
    """A select over pledges with their session, topic group, who answers for them, and what their state needs.

    With `start`, of the pledges found there alone, where `holds`.
    """
    select: Any = sa.select(*columns)
    pledges = select.select_from(Pledge) if start is None else select.select_from(start).join(Pledge, holds)
    statement = (
        pledges.join(QuestioningSession, QuestioningSession.id == Pledge.session_id)
        .join(TopicGroup, TopicGroup.id == Pledge.topic_group_id)
        .outerjoin(Person, Person.id == Pledge.person_id)
        .outerjoin(Office, Office.id == Pledge.office_id)
        .outerjoin(Agency, Agency.id == Pledge.lead_agency_id)
    )
    found: sa.Select[Any] = at.joined(statement) if at else statement
    return found


def register_page(
    asked: RegisterFilter,
    *,
    at: Standing,
    rules: TimeRules,
    order: RegisterOrder = RegisterOrder.DUE_ON,
    descending: bool = False,
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[RegisterLine]:
    """A page of the register by keyset; a cursor that cannot be read begins at the first page."""
    key = sort_key(order, at)
    backwards, bound = _bound(cursor, order)
    downwards = descending != backwards
    direction = sa.desc if downwards else sa.asc
    found = joined(key.label("key"), Pledge.id, at=at).where(*conditions_of(asked, at=at, rules=rules))
    if bound is not None:
        found = found.where(after([key, Pledge.id], bound, descending=downwards))
    page = materialized(found.order_by(direction(key), direction(Pledge.id)).limit(size + 1), "page")
    lines = joined(*_shown(page.c.key, at), at=at, start=page, holds=page.c.id == Pledge.id)
    rows = list(db.session.execute(lines.order_by(direction(page.c.key), direction(page.c.id))))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return Page(
        rows=[_line(row, day=at.day, rules=rules) for row in rows],
        next_cursor=encode_cursor([rows[-1].key, rows[-1].id]) if rows and (more or backwards) else None,
        previous_cursor=encode_cursor([rows[0].key, rows[0].id], backwards=True)
        if rows and (bound is not None and (more or not backwards))
        else None,
    )


def _shown(key: Any, at: Standing) -> list[Any]:
    """The columns of a line; they are worked out for the lines of the page alone."""
    return [
        key.label("key"),
        Pledge.id,
        Pledge.code,
        Pledge.words,
        Pledge.source,
        QuestioningSession.held_on,
        sa.func.coalesce(Person.full_name, "").label("person"),
        sa.func.coalesce(Office.title, "").label("office"),
        sa.func.coalesce(Agency.name, "").label("agency"),
        Pledge.deadline_words,
        Pledge.original_due_on,
        *at.columns,
        *acting_columns(at),
    ]


def _bound(cursor: str | None, order: RegisterOrder) -> tuple[bool, list[Any] | None]:
    """The direction and the values a page begins after."""
    decoded = decode_cursor(cursor)
    if decoded is None:
        return False, None
    backwards, values = decoded
    try:
        key, row_id = values
        if order in {RegisterOrder.DUE_ON, RegisterOrder.SAID_ON}:
            key = date.fromisoformat(key)
        elif not isinstance(key, int if order is RegisterOrder.VERDICT else str):
            return False, None
        return backwards, [key, int(row_id)]
    except (TypeError, ValueError):
        return False, None


def _line(row: Any, *, day: date, rules: TimeRules) -> RegisterLine:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name of it
    told = {field.name for field in fields(RegisterLine)}
    return RegisterLine(
        time=time_of(row, day=day, rules=rules),
        **{name: value for name, value in values.items() if name in told},
    )


def count_register(asked: RegisterFilter, *, at: Standing, rules: TimeRules, most: int | None = None) -> int:
    """How many pledges match; `most` + 1 stands for "more than that"."""
    most = MOST_COUNTED if most is None else most
    found = (
        at.joined(
            sa.select(Pledge.id)
            .join(QuestioningSession, QuestioningSession.id == Pledge.session_id)
            .join(TopicGroup, TopicGroup.id == Pledge.topic_group_id)
        )
        .where(*conditions_of(asked, at=at, rules=rules))
        .limit(most + 1)
    )
    return db.session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0


def register_choices() -> RegisterChoices:
    """The sessions (latest first), agencies that promised and that must act, people and topics that have pledges; the terms."""
    sessions = db.session.execute(
        sa.select(QuestioningSession.id, QuestioningSession.held_on, QuestioningSession.title, Sitting.name)
        .outerjoin(Sitting, Sitting.id == QuestioningSession.sitting_id)
        .where(QuestioningSession.id.in_(sa.select(Pledge.session_id)))
        .order_by(QuestioningSession.held_on.desc(), QuestioningSession.id.desc())
        .limit(MOST_OFFERED)
    )
    topics = db.session.scalars(
        sa.select(TopicGroup.title)
        .where(TopicGroup.id.in_(sa.select(Pledge.topic_group_id)))
        .distinct()
        .order_by(TopicGroup.title)
        .limit(MOST_OFFERED)
    )
    return RegisterChoices(
        sessions=[
            (row.id, clean_line(f"{row.held_on:%d/%m/%Y} {row.title or row.name or ''}")) for row in sessions
        ],
        agencies=_named(Agency.id, Agency.name, Pledge.lead_agency_id),
        acting_agencies=_named(Agency.id, Agency.name, Pledge.acting_agency_id),
        terms=[(term.id, f"{term.number} ({term.years})") for term in terms()],
        people=_named(Person.id, Person.full_name, Pledge.person_id),
        topics=[(title, title) for title in topics],
    )


def narrowed_to(asked: RegisterFilter) -> list[tuple[str, str, str]]:
    """(parameter, value, what it says) of each filter that came with a link and has no list of its own on the page."""
    listed: dict[str, Any] = dict.fromkeys(("session_id", "agency_id", "acting_agency_id", "person_id"), None)
    listed["topic"] = ""
    scope = replace(asked.scope, **listed)
    values = scope_in_address(scope)
    found = [(grouping.value, values[grouping.value], name) for grouping, name in scope_names(scope)]
    if asked.counted is not None:
        found.append(("counted", asked.counted.value, asked.counted.label))
    if asked.change is not None and asked.since is not None:
        since = vietnamese.day(asked.since)
        found += [("change", asked.change.value, asked.change.label), ("since", since, since)]
    return found


def _named(key: Any, name: Any, used: Any) -> list[tuple[int, str]]:
    rows: Iterable[Any] = db.session.execute(
        sa.select(key, name)
        .where(key.in_(sa.select(used).where(used.is_not(None))))
        .order_by(name, key)
        .limit(MOST_OFFERED)
    )
    return [(row[0], row[1]) for row in rows]
