"""Reading a delegate's own page: the last visit, the questions with what came of them, what falls due, what they follow."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import UserSession
from app.core.database import db
from app.core.paging import Page, by_columns
from app.council.models import Council, Office
from app.delegates.domain import NextSitting
from app.delegates.whose import Whose
from app.monitoring.models import RequestionProposal
from app.monitoring.requestion.proposals import made_by
from app.pledges.domain import Lifecycle, TimeRules, TimeStatus, time_status
from app.pledges.models import Pledge
from app.pledges.standing import stands_now
from app.pledges.watching.queries import watched_by
from app.questions.domain import QuestionKind
from app.questions.models import Answer, AnswerOpinion, Question
from app.questions.opinions.queries import opinions_on
from app.questions.written.conditions import asked_day
from app.questions.written.queries import WrittenLine, lines_of
from app.sittings.models import QuestioningSession, Sitting, TopicGroup

CARDS = 10
"""Questions a page: few enough to read on a phone."""

SHOWN = 20
_FAR = date(9999, 12, 31)


@dataclass(frozen=True)
class PledgeCard:
    """A pledge as a card: where it stands today, and whether its reader proposes to ask again."""

    pledge: Pledge
    time: TimeStatus
    extensions: int = 0
    asks_extension: bool = False
    proposed: bool = False


@dataclass(frozen=True)
class AnswerCard:
    """An answer, what the reader said of it, and what was promised in it."""

    answer: Answer
    opinion: AnswerOpinion | None
    pledges: list[PledgeCard]


@dataclass(frozen=True)
class QuestionCard:
    """A question, from asking to where things stand now."""

    question: Question
    asked_on: date
    written: WrittenLine | None
    answers: list[AnswerCard]


def last_visit(user_id: int) -> datetime | None:
    """When the person signed in the time before this one."""
    statement = sa.select(UserSession.started_at).where(UserSession.user_id == user_id)
    return db.session.scalar(statement.order_by(UserSession.id.desc()).offset(1).limit(1))


def next_sitting(council: Council, day: date) -> NextSitting:
    """The next sitting that opens on that day or later."""
    row = db.session.execute(
        sa.select(Sitting.opens_on, Sitting.name)
        .where(Sitting.opens_on >= day)
        .order_by(Sitting.opens_on, Sitting.id)
        .limit(1)
    ).first()
    if row is None or row.opens_on is None:
        return NextSitting(day + timedelta(days=council.due_soon_days))
    return NextSitting(row.opens_on, row.name)


def due_before(until: date, who: Whose, *, day: date, rules: TimeRules) -> list[PledgeCard]:
    """The pledges the person follows whose deadline lies before the next sitting or has passed, the nearest first."""
    statement = _pledges().where(
        who.follows,
        Pledge.lifecycle == Lifecycle.ADOPTED,
        Pledge.completed_on.is_(None),
        Pledge.effective_due_on <= until,
    )
    late_last = sa.case((Pledge.effective_due_on < day, 1), else_=0)
    found = db.session.scalars(
        statement.order_by(late_last, Pledge.effective_due_on, Pledge.id).limit(SHOWN)
    ).all()
    return _cards(found, who, day=day, rules=rules)


def question_page(
    who: Whose, *, day: date, rules: TimeRules, cursor: str | None, size: int = CARDS
) -> Page[QuestionCard]:
    """The person's own questions with everything that came of them, the latest first."""
    statement = (
        sa.select(Question, asked_day().label("asked_on"))
        .join(Question.topic_group)
        .join(TopicGroup.session)
        .where(Question.id.in_(who.questions))
        .options(
            contains_eager(Question.topic_group)
            .contains_eager(TopicGroup.session)
            .joinedload(QuestioningSession.sitting),
            joinedload(Question.addressee_office).joinedload(Office.agency),
        )
    )
    found = by_columns(
        statement,
        (asked_day(), Question.id),
        (date.fromisoformat, int),
        cursor=cursor,
        fetch=db.session.execute,
        size=size,
        descending=True,
    )
    return replace(found, rows=_question_cards(found.rows, who, day=day, rules=rules))


def watched_page(
    who: Whose, *, day: date, rules: TimeRules, cursor: str | None, size: int = SHOWN
) -> Page[PledgeCard]:
    """The pledges the person follows by their own choice, the nearest deadline first."""
    found = by_columns(
        _pledges().where(Pledge.id.in_(watched_by(who.user_id))),
        (sa.func.coalesce(Pledge.effective_due_on, sa.literal(_FAR, sa.Date()), type_=sa.Date()), Pledge.id),
        (date.fromisoformat, int),
        cursor=cursor,
        fetch=db.session.execute,
        size=size,
    )
    return replace(found, rows=_cards([row.Pledge for row in found.rows], who, day=day, rules=rules))


def _pledges() -> Any:
    return sa.select(Pledge).options(
        joinedload(Pledge.person), joinedload(Pledge.office), joinedload(Pledge.lead_agency)
    )


def _question_cards(rows: Sequence[Any], who: Whose, *, day: date, rules: TimeRules) -> list[QuestionCard]:
    questions = [row.Question for row in rows]
    answers = _answers([each.id for each in questions])
    ids = [each.id for under in answers.values() for each in under]
    written = {line.question.id: line for line in lines_of(questions, day=day)}
    opinions, promised = opinions_on(ids), _promised(ids, who, day=day, rules=rules)
    return [
        QuestionCard(
            question=row.Question,
            asked_on=row.asked_on,
            written=written.get(row.Question.id) if row.Question.kind is QuestionKind.WRITTEN else None,
            answers=[
                AnswerCard(each, _own(opinions.get(each.id, []), who), promised[each.id])
                for each in answers[row.Question.id]
            ],
        )
        for row in rows
    ]


def _answers(question_ids: Collection[int]) -> dict[int, list[Answer]]:
    statement = (
        sa.select(Answer)
        .where(Answer.question_id.in_(question_ids))
        .options(joinedload(Answer.person), joinedload(Answer.office))
        .order_by(Answer.position, Answer.id)
    )
    found: dict[int, list[Answer]] = defaultdict(list)
    for answer in db.session.scalars(statement):
        found[answer.question_id].append(answer)
    return found


def _own(opinions: Sequence[AnswerOpinion], who: Whose) -> AnswerOpinion | None:
    return next((each for each in opinions if each.delegate_id in who.delegate_ids), None)


def _promised(
    answer_ids: Collection[int], who: Whose, *, day: date, rules: TimeRules
) -> dict[int, list[PledgeCard]]:
    statement = _pledges().where(Pledge.answer_id.in_(answer_ids)).order_by(Pledge.position, Pledge.id)
    found: dict[int, list[PledgeCard]] = defaultdict(list)
    for card in _cards(db.session.scalars(statement).all(), who, day=day, rules=rules):
        found[card.pledge.answer_id].append(card)
    return found


def _cards(pledges: Sequence[Pledge], who: Whose, *, day: date, rules: TimeRules) -> list[PledgeCard]:
    """What a card needs beside the pledge itself: two statements, however many there are."""
    ids, at = [each.id for each in pledges], stands_now(day)
    state = {
        row.id: row
        for row in db.session.execute(
            sa.select(
                Pledge.id,
                at.unmet.label("unmet"),
                at.extensions.label("extensions"),
                at.asks_extension.label("asks_extension"),
            ).where(Pledge.id.in_(ids))
        )
    }
    proposed = set(
        db.session.scalars(
            sa.select(RequestionProposal.pledge_id).where(
                RequestionProposal.pledge_id.in_(ids),
                RequestionProposal.withdrawn_at.is_(None),
                made_by(delegate_ids=who.delegate_ids, user_id=who.user_id),
            )
        )
    )
    return [
        PledgeCard(
            pledge=each,
            time=time_status(
                lifecycle=each.lifecycle,
                due_on=each.effective_due_on,
                completed_on=each.completed_on,
                closed_on=each.closed_on,
                unmet=state[each.id].unmet,
                day=day,
                rules=rules,
            ),
            extensions=state[each.id].extensions,
            asks_extension=state[each.id].asks_extension,
            proposed=each.id in proposed,
        )
        for each in pledges
    ]
