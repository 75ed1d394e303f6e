"""Counting pledges: a handful of statements whatever their number."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa

from app.core.database import db, materialized
from app.core.text import clean_line
from app.core.vietnamese import sort_key
from app.council.models import Agency, Body, Office, Person, Term
from app.council.queries import given_name_key
from app.pledges.accountable import accountable_person
from app.pledges.models import Pledge, PledgeFollower
from app.pledges.standing import Standing
from app.sittings.models import QuestioningSession, Sitting, TopicGroup
from app.statistics.addresses import scope_in_address
from app.statistics.domain import NOTHING, TEXTS, Change, Counts, Grouping, Measure, Scope, Span
from app.statistics.measures import (
    Facts,
    counted,
    facts_of,
    has_changed,
    subject_of_question,
    term_of_session,
    within,
)

Names = dict[Any, tuple[str, Any]]  # by key: the name and what it is sorted by


def total(scope: Scope, at: Standing) -> Counts:
    """Every measure over the whole scope."""
    facts, _key = _facts(scope, at, sa.literal(0))
    row = db.session.execute(sa.select(*_sums(facts))).one()
    return Counts(0, "", _measured(row))


def totals(
    asked: Sequence[tuple[Scope, Standing]], measures: Collection[Measure] = tuple(Measure)
) -> list[Counts]:
    """Measures over several scopes, each on its own day, in the order asked; one statement."""
    parts = []
    for place, (scope, at) in enumerate(asked):
        facts, _key = _facts(scope, at, sa.literal(0), name=f"facts{place}")
        parts.append(sa.select(sa.literal(place).label("place"), *_sums(facts, measures)))
    rows = db.session.execute(sa.union_all(*parts).order_by("place")).all()
    return [Counts(row.place, "", _measured(row, measures)) for row in rows]


def counts_by(grouping: Grouping, scope: Scope, at: Standing) -> list[Counts]:
    """Every measure for each line of a grouping, by name; what names none comes last.

    A pledge that two bodies follow stands under both; everywhere else the lines add up to the total.
    """
    facts, key = _facts(scope, at, _KEYS[grouping](at), followed=grouping is Grouping.BODY)
    rows = db.session.execute(sa.select(key, *_sums(facts)).group_by(key)).all()
    names = _names(grouping, {row.key for row in rows})
    known = [row for row in rows if row.key in names]
    return [
        *(
            Counts(row.key, names[row.key][0], _measured(row))
            for row in sorted(known, key=lambda row: names[row.key][1])
        ),
        *(Counts(row.key, "", _measured(row)) for row in rows if row.key not in names),
    ]


def changes(scope: Scope, span: Span, at: Standing) -> dict[Change, int]:
    """What happened between two days; `at` is the standing on the later one."""
    happened = [_sum(has_changed(change, since=span.since, at=at)).label(change.value) for change in Change]
    row = db.session.execute(select_pledges(scope, at, *happened)).one()
    return {change: row._mapping[change.value] or 0 for change in Change}  # noqa: SLF001 - SQLAlchemy's public name of it


def scope_names(scope: Scope) -> list[tuple[Grouping, str]]:
    """By what the scope is narrowed, and to whose name; no name where none is named."""
    asked = scope_in_address(scope)
    found = [(grouping, asked[grouping.value]) for grouping in Grouping if grouping.value in asked]
    keys = [(grouping, key if grouping in TEXTS else int(key)) for grouping, key in found]
    return [(grouping, _names(grouping, {key}).get(key, ("", None))[0]) for grouping, key in keys]


def select_pledges(scope: Scope, at: Standing, *columns: Any, followed: bool = False) -> Any:
    """A select over the pledges of a scope, joined with all that conditions may name."""
    statement = (
        sa.select(*columns)
        .select_from(Pledge)
        .join(QuestioningSession, QuestioningSession.id == Pledge.session_id)
        .join(TopicGroup, TopicGroup.id == Pledge.topic_group_id)
    )
    if followed:
        statement = statement.outerjoin(PledgeFollower, PledgeFollower.pledge_id == Pledge.id)
    return at.joined(statement).where(*within(scope, at))


def _facts(
    scope: Scope, at: Standing, key: Any, *, followed: bool = False, name: str = "facts"
) -> tuple[Facts, Any]:
    """The facts of each pledge, looked up once, and what it is grouped by."""
    facts = facts_of(at)
    names = [field.name for field in fields(Facts) if field.name != "day"]
    columns = [getattr(facts, name).label(name) for name in names]
    pledges = select_pledges(scope, at, key.label("key"), *columns, followed=followed).where(facts.made)
    found = materialized(pledges, name)
    return Facts(day=at.day, **{name: found.c[name] for name in names}), found.c.key


def _sums(facts: Facts, measures: Iterable[Measure] = Measure) -> list[Any]:
    return [_sum(counted(measure, facts)).label(measure.value) for measure in measures]


def _sum(condition: Any) -> Any:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _measured(row: Any, measures: Iterable[Measure] = Measure) -> dict[Measure, int]:
    return {measure: row._mapping[measure.value] or 0 for measure in measures}  # noqa: SLF001 - SQLAlchemy's public name of it


_KEYS: dict[Grouping, Callable[[Standing], Any]] = {
    Grouping.SESSION: lambda _at: Pledge.session_id,
    Grouping.TOPIC: lambda _at: TopicGroup.title,
    Grouping.SUBJECT: lambda _at: sa.func.coalesce(sa.func.nullif(subject_of_question(), ""), NOTHING),
    Grouping.AGENCY: lambda _at: sa.func.coalesce(Pledge.lead_agency_id, 0),
    Grouping.ACTING_AGENCY: lambda at: sa.func.coalesce(at.acting_agency_id, 0),
    Grouping.OFFICE: lambda _at: sa.func.coalesce(Pledge.office_id, 0),
    Grouping.ACTING_OFFICE: lambda at: sa.func.coalesce(at.acting_office_id, 0),
    Grouping.PERSON: lambda _at: sa.func.coalesce(Pledge.person_id, 0),
    Grouping.ANSWERER: lambda at: sa.func.coalesce(accountable_person(at), 0),
    Grouping.BODY: lambda _at: sa.func.coalesce(PledgeFollower.body_id, 0),
    Grouping.TERM: lambda _at: sa.func.coalesce(term_of_session(), 0),
}


@dataclass(frozen=True)
class _Named:
    """Where the names of a grouping stand, and how its lines are sorted."""

    key: Any
    name: Any
    order: Callable[[str], Any] = sort_key


_NAMED = {
    Grouping.AGENCY: _Named(Agency.id, Agency.name),
    Grouping.OFFICE: _Named(Office.id, Office.title),
    Grouping.PERSON: _Named(Person.id, Person.full_name, given_name_key),
    Grouping.ACTING_AGENCY: _Named(Agency.id, Agency.name),
    Grouping.ACTING_OFFICE: _Named(Office.id, Office.title),
    Grouping.ANSWERER: _Named(Person.id, Person.full_name, given_name_key),
    Grouping.BODY: _Named(Body.id, Body.name),
}


def _names(grouping: Grouping, keys: Collection[Any]) -> Names:
    if grouping in TEXTS:
        return {key: (key, sort_key(key)) for key in keys if key != NOTHING}
    if grouping is Grouping.SESSION:
        return _session_names(keys)
    if grouping is Grouping.TERM:
        terms = db.session.execute(
            sa.select(Term.id, Term.number, Term.years, Term.starts_on).where(Term.id.in_(keys))
        )
        return {row.id: (f"{row.number} ({row.years})", row.years) for row in terms}
    named = _NAMED[grouping]
    rows = db.session.execute(sa.select(named.key, named.name).where(named.key.in_(keys)))
    return {row[0]: (row[1], (named.order(row[1]), row[0])) for row in rows}


def _session_names(keys: Collection[Any]) -> Names:
    """Sessions by day, the latest first."""
    rows = db.session.execute(
        sa.select(QuestioningSession.id, QuestioningSession.held_on, QuestioningSession.title, Sitting.name)
        .outerjoin(Sitting, Sitting.id == QuestioningSession.sitting_id)
        .where(QuestioningSession.id.in_(keys))
    )
    return {
        row.id: (
            clean_line(f"{row.held_on:%d/%m/%Y} {row.title or row.name or ''}"),
            (-row.held_on.toordinal(), -row.id),
        )
        for row in rows
    }
