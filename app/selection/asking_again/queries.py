"""The pledges to question again with what speaks for it, and which questions ask again about which pledges."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.core.as_of import as_of
from app.core.clock import today
from app.core.database import db
from app.core.enums import Coded
from app.core.paging import PAGE_SIZE, Page, after, decode_cursor, encode_cursor
from app.council.models import Agency, Council
from app.monitoring.models import RequestionProposal
from app.monitoring.requestion.queries import Candidate, candidates, speaks_for_it
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge, PledgeLink
from app.pledges.standing import Standing, standing
from app.questions.models import Answer, Question
from app.selection.models import RequestionedPledge
from app.sittings.models import QuestioningSession, Sitting, TopicGroup

FAR = date(9999, 12, 31)
OFFERED_SINCE = timedelta(days=60)
"""How far back a session may lie that is offered: its minutes are sometimes written up later."""


class AgainOrder(Coded):
    """What the list is sorted by."""

    OVERDUE = "overdue"
    PROPOSALS = "proposals"
    EXTENSIONS = "extensions"


@dataclass(frozen=True, kw_only=True)
class AgainFilter:
    """What the list is narrowed to."""

    agency_id: int | None = None
    topic: str = ""
    min_days: int | None = None
    """Of being overdue."""


@dataclass(frozen=True)
class Asked:
    """A question that asks again about a pledge, and where."""

    pledge_id: int
    question: Question
    session: QuestioningSession


def again_page(
    council: Council, asked: AgainFilter, *, order: AgainOrder, cursor: str | None, size: int = PAGE_SIZE
) -> Page[Candidate]:
    """A page of the pledges to look at, what weighs most first; the same number of statements however many there are."""
    at = standing(as_of(None))
    key = _key(order, at)
    backwards, bound = _bound(cursor, order)
    direction = sa.desc if backwards else sa.asc
    found = _narrowed(sa.select(key.label("key"), Pledge.id), asked, at)
    if bound is not None:
        found = found.where(after([key, Pledge.id], bound, descending=backwards))
    rows = db.session.execute(found.order_by(direction(key), direction(Pledge.id)).limit(size + 1)).all()
    more, shown = len(rows) > size, list(rows[:size])
    if backwards:
        shown.reverse()
    known = {each.pledge.id: each for each in candidates(council, among=[row.id for row in shown])}
    earlier, later = bound is not None and (more or not backwards), more or backwards
    return Page(
        rows=[known[row.id] for row in shown if row.id in known],
        next_cursor=encode_cursor([shown[-1].key, shown[-1].id]) if shown and later else None,
        previous_cursor=encode_cursor([shown[0].key, shown[0].id], backwards=True)
        if shown and earlier
        else None,
    )


def count_again(asked: AgainFilter) -> int:
    """How many pledges there are to look at."""
    found = _narrowed(sa.select(Pledge.id), asked, standing(as_of(None)))
    return db.session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0


def _narrowed(statement: Any, asked: AgainFilter, at: Standing) -> Any:
    statement = statement.where(at.lifecycle == Lifecycle.ADOPTED, speaks_for_it(at))
    if asked.agency_id is not None:
        statement = statement.where(at.acting_agency_id == asked.agency_id)
    if asked.topic:
        statement = statement.join(TopicGroup, TopicGroup.id == Pledge.topic_group_id).where(
            TopicGroup.title == asked.topic
        )
    if asked.min_days:
        since = at.day - timedelta(days=asked.min_days)
        statement = statement.where(at.due_on <= since, Pledge.completed_on.is_(None))
    return statement


def _key(order: AgainOrder, at: Standing) -> Any:
    """Ascending, what weighs most first."""
    if order is AgainOrder.EXTENSIONS:
        return -at.extensions
    if order is AgainOrder.PROPOSALS:
        return -(
            sa.select(sa.func.count(RequestionProposal.id))
            .where(RequestionProposal.pledge_id == Pledge.id, RequestionProposal.withdrawn_at.is_(None))
            .correlate(Pledge)
            .scalar_subquery()
        )
    return sa.func.coalesce(at.due_on, sa.literal(FAR, sa.Date()), type_=sa.Date())


def _bound(cursor: str | None, order: AgainOrder) -> tuple[bool, list[Any] | None]:
    decoded = decode_cursor(cursor)
    if decoded is None or len(decoded[1]) != 2:  # noqa: PLR2004 - the key and the id
        return False, None
    backwards, (key, row_id) = decoded
    try:
        key = date.fromisoformat(key) if order is AgainOrder.OVERDUE else int(key)
        return backwards, [key, int(row_id)]
    except (TypeError, ValueError):
        return False, None


def proposals_on(pledge_ids: Collection[int]) -> dict[int, list[RequestionProposal]]:
    """By pledge, who proposed to question again about it."""
    statement = (
        sa.select(RequestionProposal)
        .where(RequestionProposal.pledge_id.in_(pledge_ids), RequestionProposal.withdrawn_at.is_(None))
        .order_by(RequestionProposal.id)
    )
    found: dict[int, list[RequestionProposal]] = defaultdict(list)
    for each in db.session.scalars(statement):
        found[each.pledge_id].append(each)
    return dict(found)


def agencies_to_ask() -> list[tuple[int, str]]:
    """The agencies that must act for pledges still followed."""
    used = sa.select(Pledge.acting_agency_id).where(Pledge.lifecycle == Lifecycle.ADOPTED)
    rows = db.session.execute(
        sa.select(Agency.id, Agency.name).where(Agency.id.in_(used)).order_by(Agency.name)
    )
    return [(row[0], row[1]) for row in rows]


def topics_to_ask() -> list[str]:
    """The topics in which pledges still followed were made."""
    used = sa.select(Pledge.topic_group_id).where(Pledge.lifecycle == Lifecycle.ADOPTED)
    statement = sa.select(TopicGroup.title).where(TopicGroup.id.in_(used)).distinct()
    return list(db.session.scalars(statement.order_by(TopicGroup.title)))


def pledges_to_ask(pledge_ids: Collection[int]) -> dict[int, Pledge]:
    """Pledges with who answers for them and where they were made."""
    statement = (
        sa.select(Pledge)
        .where(Pledge.id.in_(pledge_ids))
        .options(
            joinedload(Pledge.person),
            joinedload(Pledge.office),
            joinedload(Pledge.acting_office),
            joinedload(Pledge.acting_agency),
            joinedload(Pledge.session).joinedload(QuestioningSession.sitting).joinedload(Sitting.term),
        )
    )
    return {each.id: each for each in db.session.scalars(statement)}


def sessions_offered() -> Sequence[QuestioningSession]:
    """The sessions to come and those held lately, the next first."""
    since = today() - OFFERED_SINCE
    statement = (
        sa.select(QuestioningSession)
        .where(QuestioningSession.held_on >= since)
        .options(joinedload(QuestioningSession.sitting))
        .order_by(QuestioningSession.held_on, QuestioningSession.id)
    )
    found = db.session.scalars(statement).all()
    return [each for each in found if each.held_on >= today()] + [
        each for each in reversed(found) if each.held_on < today()
    ]


# Which questions ask again about which pledges


def _asked(*conditions: Any) -> list[Asked]:
    statement = (
        sa.select(RequestionedPledge)
        .join(RequestionedPledge.question)
        .join(Question.topic_group)
        .join(TopicGroup.session)
        .options(
            contains_eager(RequestionedPledge.question)
            .contains_eager(Question.topic_group)
            .contains_eager(TopicGroup.session)
            .joinedload(QuestioningSession.sitting)
        )
        .where(*conditions)
        .order_by(QuestioningSession.held_on, Question.id)
    )
    return [
        Asked(each.pledge_id, each.question, each.question.topic_group.session)
        for each in db.session.scalars(statement)
    ]


def asked_again(pledge_ids: Collection[int]) -> dict[int, list[Asked]]:
    """By pledge, the questions that ask again about it, in order of time."""
    found: dict[int, list[Asked]] = defaultdict(list)
    for each in _asked(RequestionedPledge.pledge_id.in_(pledge_ids)):
        found[each.pledge_id].append(each)
    return dict(found)


def asked_in_session(session_id: int) -> frozenset[int]:
    """The pledges questioned again in a session."""
    return frozenset(each.pledge_id for each in _asked(QuestioningSession.id == session_id))


def pledges_asked_about(question_ids: Collection[int]) -> Mapping[int, list[Pledge]]:
    """By question, the pledges it asks about again."""
    statement = (
        sa.select(RequestionedPledge)
        .where(RequestionedPledge.question_id.in_(question_ids))
        .options(joinedload(RequestionedPledge.pledge))
        .order_by(RequestionedPledge.pledge_id)
    )
    found: dict[int, list[Pledge]] = defaultdict(list)
    for each in db.session.scalars(statement):
        found[each.question_id].append(each.pledge)
    return dict(found)


def answers_about(pledge: Pledge) -> list[Pledge]:
    """The earlier pledges the question asked about again to which this one was given in answer, without those linked to it."""
    question = sa.select(Answer.question_id).where(Answer.id == pledge.answer_id).scalar_subquery()
    linked = sa.select(PledgeLink.older_id).where(PledgeLink.newer_id == pledge.id)
    statement = (
        sa.select(Pledge)
        .join(RequestionedPledge, RequestionedPledge.pledge_id == Pledge.id)
        .where(RequestionedPledge.question_id == question, Pledge.id != pledge.id, Pledge.id.not_in(linked))
        .order_by(Pledge.id)
    )
    return list(db.session.scalars(statement))


def asks_about(newer: Pledge, older_id: int) -> bool:
    """Whether a pledge was given in answer to a question that asks again about the other."""
    return any(each.id == older_id for each in answers_about(newer))


def to_be_linked(*, most: int = PAGE_SIZE) -> list[Pledge]:
    """The adopted pledges given in answer to such questions that nobody linked to an earlier one yet, the latest first."""
    linked = sa.exists().where(PledgeLink.newer_id == Pledge.id)
    asked = sa.exists().where(
        Answer.id == Pledge.answer_id,
        RequestionedPledge.question_id == Answer.question_id,
        RequestionedPledge.pledge_id != Pledge.id,
    )
    statement = (
        sa.select(Pledge)
        .where(Pledge.lifecycle == Lifecycle.ADOPTED, asked, ~linked)
        .options(joinedload(Pledge.session))
        .order_by(Pledge.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(statement))
