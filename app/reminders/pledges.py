"""Deadlines of pledges, and what was decided on them: each pledge goes to those who hear of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, DomainError
from app.council.models import Delegate
from app.pledges.domain import ClosingReason, DeadlineCause, Lifecycle
from app.pledges.models import (
    ClosingDecision,
    DeadlineChange,
    Pledge,
    PledgeFollower,
    PledgeWatch,
    VerdictChange,
)
from app.questions.models import Answer, QuestionAsker
from app.reminders.audience import NOBODY, Audience, Users
from app.reminders.domain import TOLD_FOR, Notice, ReminderReason, due_event

PAGE = "dossier.pledge_page"
OWN_PAGE = "reporting.show_pledge"
ACTING = sa.func.coalesce(Pledge.acting_agency_id, Pledge.lead_agency_id)
"""Who must act today."""


@dataclass(frozen=True)
class Followed:
    """An open pledge with its day, as a calendar or a digest names it."""

    id: int
    code: str
    words: str
    due_on: date
    heard_by: Users

    @property
    def named(self) -> str:
        return f"{self.code} · {self.words}"


def followed(audience: Audience, *, until: date | None = None) -> list[Followed]:
    """Pledges somebody of the audience hears of that are followed and have a deadline, the nearest first.

    A draft, one that was kept or closed, and one that waits for its condition or its day have none.
    """
    conditions = [
        Pledge.lifecycle == Lifecycle.ADOPTED,
        Pledge.completed_on.is_(None),
        Pledge.effective_due_on.is_not(None),
        _heard(audience),
    ]
    if until is not None:
        conditions.append(Pledge.effective_due_on <= until)
    columns = (Pledge.id, Pledge.code, Pledge.words, Pledge.effective_due_on, ACTING.label("acting"))
    rows = db.session.execute(
        sa.select(*columns).where(*conditions).order_by(Pledge.effective_due_on, Pledge.id)
    ).all()
    heard = hearers([(row.id, row.acting) for row in rows], audience)
    return [
        Followed(row.id, row.code, row.words, row.effective_due_on or date.max, heard[row.id]) for row in rows
    ]


def deadlines(audience: Audience, *, day: date, leads: tuple[int, ...]) -> Iterator[Notice]:
    """The event of each deadline that the day stands in."""
    for pledge in followed(audience, until=day + timedelta(days=max(leads, default=0))):
        due = due_event(pledge.due_on, day=day, leads=leads)
        if due is not None:
            yield Notice(
                key=f"pledge:{pledge.id}:{due.key}",
                reason=due.reason,
                words=pledge.named,
                endpoint=PAGE,
                own_endpoint=OWN_PAGE,
                values={"pledge_id": pledge.id},
                due_on=pledge.due_on,
                heard_by=pledge.heard_by,
            )


def changes(audience: Audience, *, day: date) -> Iterator[Notice]:
    """What was decided on a pledge in the last days: more time, a verdict, that it is followed no longer or again."""
    found = [*_extended(audience, day), *_judged(audience, day), *_ended(audience, day)]
    heard = hearers([(row.id, row.acting) for row, _key, _note in found], audience)
    for row, key, note in found:
        yield Notice(
            key=key,
            reason=ReminderReason.CHANGED,
            words=f"{row.code} · {row.words}",
            endpoint=PAGE,
            own_endpoint=OWN_PAGE,
            values={"pledge_id": row.id},
            note=note,
            heard_by=heard[row.id],
        )


Change = tuple[Any, str, DomainError]


def _extended(audience: Audience, day: date) -> Iterator[Change]:
    for row in _lately(audience, day, DeadlineChange, DeadlineChange.due_on, DeadlineChange.cause):
        if row.cause is DeadlineCause.EXTENSION and row.due_on:
            yield (
                row,
                f"extended:{row.change_id}",
                DomainError(N_("More time: until %(day)s."), day=row.due_on),
            )


def _judged(audience: Audience, day: date) -> Iterator[Change]:
    for row in _lately(audience, day, VerdictChange, VerdictChange.verdict.label("found")):
        yield row, f"verdict:{row.change_id}", DomainError(N_("Verdict: %(verdict)s."), verdict=row.found)


def _ended(audience: Audience, day: date) -> Iterator[Change]:
    """That a pledge was kept its verdict says already."""
    for row in _lately(audience, day, ClosingDecision, ClosingDecision.reason):
        if row.reason is None:
            yield row, f"closing:{row.change_id}", DomainError(N_("It is followed again."))
        elif row.reason is not ClosingReason.KEPT:
            said = DomainError(N_("It is followed no longer: %(reason)s."), reason=row.reason)
            yield row, f"closing:{row.change_id}", said


def _lately(audience: Audience, day: date, history: Any, *told: Any) -> Iterable[Any]:
    statement = (
        sa.select(
            Pledge.id,
            Pledge.code,
            Pledge.words,
            ACTING.label("acting"),
            history.id.label("change_id"),
            *told,
        )
        .join(history, history.pledge_id == Pledge.id)
        .where(history.from_day > day - TOLD_FOR, history.from_day <= day, _heard(audience))
        .order_by(history.from_day, history.id)
    )
    return db.session.execute(statement).all()


def _heard(audience: Audience) -> sa.ColumnElement[bool]:
    """Whether anybody of the audience hears of a pledge."""
    return sa.or_(
        ACTING.in_(audience.of_agency),
        Pledge.id.in_(sa.select(PledgeWatch.pledge_id).where(PledgeWatch.user_id.in_(audience.readers))),
        Pledge.id.in_(
            sa.select(PledgeFollower.pledge_id).where(PledgeFollower.body_id.in_(audience.of_body))
        ),
        Pledge.answer_id.in_(
            sa.select(Answer.id)
            .join(QuestionAsker, QuestionAsker.question_id == Answer.question_id)
            .join(Delegate, Delegate.id == QuestionAsker.delegate_id)
            .where(Delegate.person_id.in_(audience.of_person))
        ),
    )


def hearers(pledges: list[tuple[int, int | None]], audience: Audience) -> defaultdict[int, Users]:
    """Who hears of each of those pledges, given with the agency that must act: three statements."""
    heard: defaultdict[int, Users] = defaultdict(lambda: NOBODY)
    if not pledges:
        return heard
    ids = [pledge_id for pledge_id, _agency in pledges]
    for pledge_id, agency_id in pledges:
        heard[pledge_id] |= audience.contacts(agency_id)
    for part in (ids[start : start + 500] for start in range(0, len(ids), 500)):
        for pledge_id, user_id in db.session.execute(
            sa.select(PledgeWatch.pledge_id, PledgeWatch.user_id).where(
                PledgeWatch.pledge_id.in_(part), PledgeWatch.user_id.in_(audience.readers)
            )
        ):
            heard[pledge_id] |= {user_id}
        for pledge_id, body_id in db.session.execute(
            sa.select(PledgeFollower.pledge_id, PledgeFollower.body_id).where(
                PledgeFollower.pledge_id.in_(part), PledgeFollower.body_id.in_(audience.of_body)
            )
        ):
            heard[pledge_id] |= audience.of_body[body_id]
        for pledge_id, person_id in db.session.execute(_askers(part)):
            heard[pledge_id] |= audience.persons([person_id])
    return heard


def _askers(pledge_ids: list[int]) -> Any:
    return (
        sa.select(Pledge.id, Delegate.person_id)
        .join(Answer, Answer.id == Pledge.answer_id)
        .join(QuestionAsker, QuestionAsker.question_id == Answer.question_id)
        .join(Delegate, Delegate.id == QuestionAsker.delegate_id)
        .where(Pledge.id.in_(pledge_ids))
    )
