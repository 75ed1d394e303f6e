"""Which pledges a measure holds, as conditions of a select: counted here, and filtered by the register with the same words.

A pledge is due once its last day has passed; on that day itself it is within time. The executed share counts only pledges
already due by the deadline in force, the share on time those due by the original one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.pledges.accountable import accountable_person
from app.pledges.domain import ClosingReason, DeadlineCause, Lifecycle, Verdict
from app.pledges.models import DeadlineChange, Pledge, PledgeFollower
from app.pledges.standing import Condition, Standing, stood_on
from app.questions.models import Answer, Question
from app.sittings.models import QuestioningSession, Sitting, TopicGroup
from app.statistics.domain import AGES, NOTHING, Change, Measure, Scope

_CLOSED_AS = {
    Measure.DROPPED: ClosingReason.DROPPED,
    Measure.REPLACED: ClosingReason.REPLACED,
    Measure.CARRIED_OVER: ClosingReason.CARRIED_OVER,
}


@dataclass(frozen=True)
class Facts:
    """What the measures ask of a pledge on a day, as columns."""

    day: date
    made: Any
    inside: Any
    waits: Any
    due_on: Any
    original_due_on: Any
    completed_on: Any
    closing_reason: Any
    verdict: Any


def facts_of(at: Standing) -> Facts:
    """The facts of a select over `Pledge` that is joined with what `at` needs."""
    return Facts(
        day=at.day,
        made=sa.and_(*at.in_register, at.lifecycle != Lifecycle.DRAFT),
        inside=sa.or_(at.closing_reason.is_(None), at.closing_reason == ClosingReason.KEPT),
        waits=sa.and_(at.unmet, _not_completed(at.completed_on, at.day)),
        due_on=at.due_on,
        original_due_on=Pledge.original_due_on,
        completed_on=at.completed_on,
        closing_reason=at.closing_reason,
        verdict=at.verdict,
    )


def is_counted(measure: Measure, at: Standing) -> Condition:
    """Whether a pledge is one of those the measure counts."""
    return counted(measure, facts_of(at))


def counted(measure: Measure, facts: Facts) -> Condition:
    """The measure as a condition; every adopted pledge is in one corner, without a day, waiting, or closed for a reason."""
    return sa.and_(facts.made, _WITHIN.get(measure, _standing_apart)(measure, facts))


def _everything(_measure: Measure, _facts: Facts) -> Condition:
    return sa.true()


def _standing_apart(measure: Measure, facts: Facts) -> Condition:
    """Dropped, replaced or carried over; else waiting for a condition of the promise."""
    if measure is Measure.CONDITION_UNMET:
        return sa.and_(facts.inside, facts.waits)
    condition: Condition = facts.closing_reason == _CLOSED_AS[measure]
    return condition


def _counts(facts: Facts) -> Condition:
    """Whether the pledge is looked at by its deadline at all."""
    return sa.and_(facts.inside, sa.not_(facts.waits))


def _in_force(measure: Measure, facts: Facts) -> Condition:
    return sa.and_(_counts(facts), _corner(measure, facts.due_on, facts))


def _original(measure: Measure, facts: Facts) -> Condition:
    same = Measure(measure.value.removeprefix("first_"))
    return sa.and_(_counts(facts), _corner(same, facts.original_due_on, facts))


def _corner(measure: Measure, due_on: Any, facts: Facts) -> Condition:
    """`pledges.domain.square_of` as a condition, by the deadline given."""
    if measure is Measure.UNDATED:
        condition: Condition = due_on.is_(None)
        return condition
    if measure in {Measure.DONE_ON_TIME, Measure.DONE_LATE}:
        late = facts.completed_on > due_on
        in_time = late if measure is Measure.DONE_LATE else facts.completed_on <= due_on
        return sa.and_(facts.completed_on.is_not(None), facts.completed_on <= facts.day, in_time)
    within = due_on < facts.day if measure is Measure.OPEN_OVERDUE else due_on >= facts.day
    return sa.and_(_not_completed(facts.completed_on, facts.day), within)


def _due(measure: Measure, facts: Facts) -> Condition:
    """Due by the deadline in force, and of those the ones that are done."""
    due = sa.and_(_counts(facts), facts.due_on < facts.day)
    if measure is Measure.DUE:
        return due
    return sa.and_(due, facts.completed_on.is_not(None), facts.completed_on <= facts.day)


def _due_originally(measure: Measure, facts: Facts) -> Condition:
    """Due by the original deadline, and of those the ones done by it."""
    due = sa.and_(_counts(facts), facts.original_due_on < facts.day)
    if measure is Measure.DUE_ORIGINALLY:
        return due
    return sa.and_(due, _corner(Measure.DONE_ON_TIME, facts.original_due_on, facts))


def _overdue(measure: Measure, facts: Facts) -> Condition:
    """Overdue by the deadline in force for so many days."""
    least, most = AGES[measure]
    found = [facts.due_on <= facts.day - timedelta(days=least)]
    if most is not None:
        found.append(facts.due_on >= facts.day - timedelta(days=most))
    return sa.and_(_in_force(Measure.OPEN_OVERDUE, facts), *found)


def _kept(measure: Measure, facts: Facts) -> Condition:
    """Kept, split by both deadlines: by the first one, by an extended one only, later ("done late"), or without any."""
    done = sa.and_(facts.inside, facts.completed_on <= facts.day)
    if measure is Measure.KEPT:
        return done
    if measure is Measure.KEPT_UNDATED:
        return sa.and_(done, facts.due_on.is_(None))
    in_time = sa.and_(done, facts.completed_on <= facts.due_on)
    if measure is Measure.KEPT_AFTER_EXTENSION:
        return sa.and_(in_time, facts.completed_on > facts.original_due_on)
    first = facts.original_due_on
    return sa.and_(in_time, sa.or_(first.is_(None), facts.completed_on <= first))


def _open(measure: Measure, facts: Facts) -> Condition:
    """Followed and not done yet; of those, the ones without a day that wait for no condition."""
    undone = sa.and_(facts.inside, _not_completed(facts.completed_on, facts.day))
    if measure is Measure.OPEN:
        return undone
    return sa.and_(undone, sa.not_(facts.waits), facts.due_on.is_(None))


def _broken(_measure: Measure, facts: Facts) -> Condition:
    return sa.and_(facts.inside, facts.verdict == Verdict.BROKEN)


def _not_completed(completed_on: Any, day: date) -> Condition:
    return sa.or_(completed_on.is_(None), completed_on > day)


_WITHIN = {
    Measure.MADE: _everything,
    Measure.DUE: _due,
    Measure.EXECUTED: _due,
    Measure.DUE_ORIGINALLY: _due_originally,
    Measure.ON_TIME: _due_originally,
    Measure.DONE_ON_TIME: _in_force,
    Measure.DONE_LATE: _in_force,
    Measure.OPEN_WITHIN_TIME: _in_force,
    Measure.OPEN_OVERDUE: _in_force,
    Measure.UNDATED: _in_force,
    Measure.FIRST_DONE_ON_TIME: _original,
    Measure.FIRST_DONE_LATE: _original,
    Measure.FIRST_OPEN_WITHIN_TIME: _original,
    Measure.FIRST_OPEN_OVERDUE: _original,
    Measure.FIRST_UNDATED: _original,
    **dict.fromkeys(AGES, _overdue),
    Measure.KEPT: _kept,
    Measure.KEPT_ON_TIME: _kept,
    Measure.KEPT_AFTER_EXTENSION: _kept,
    Measure.KEPT_UNDATED: _kept,
    Measure.OPEN: _open,
    Measure.OPEN_UNDATED: _open,
    Measure.BROKEN: _broken,
}


def has_changed(change: Change, *, since: date, at: Standing) -> Condition:
    """Whether this happened to a pledge after the end of `since` and by the end of the day of `at`."""
    facts = facts_of(at)
    return sa.and_(facts.made, *_HAPPENED[change](since, at, facts))


def _is_new(since: date, _at: Standing, _facts: Facts) -> list[Condition]:
    return [Pledge.adopted_on > since]


def _newly_kept(since: date, at: Standing, _facts: Facts) -> list[Condition]:
    was = stood_on(since)
    return [at.verdict == Verdict.KEPT, _was_not(was, was.verdict == Verdict.KEPT)]


def _newly_overdue(since: date, _at: Standing, facts: Facts) -> list[Condition]:
    was = stood_on(since)
    overdue = counted(Measure.OPEN_OVERDUE, facts_of(was))
    return [counted(Measure.OPEN_OVERDUE, facts), _was_not(was, overdue)]


def _extended(since: date, at: Standing, _facts: Facts) -> list[Condition]:
    granted = sa.exists().where(
        DeadlineChange.pledge_id == Pledge.id,
        DeadlineChange.cause == DeadlineCause.EXTENSION,
        DeadlineChange.from_day > since,
        DeadlineChange.from_day <= at.day,
    )
    return [granted]


def _newly_closed(since: date, at: Standing, _facts: Facts) -> list[Condition]:
    was = stood_on(since)
    return [at.lifecycle == Lifecycle.CLOSED, _was_not(was, was.lifecycle == Lifecycle.CLOSED)]


_HAPPENED: dict[Change, Callable[[date, Standing, Facts], list[Condition]]] = {
    Change.NEW: _is_new,
    Change.NEWLY_KEPT: _newly_kept,
    Change.NEWLY_OVERDUE: _newly_overdue,
    Change.EXTENDED: _extended,
    Change.CLOSED: _newly_closed,
}


def _was_not(was: Standing, condition: Condition) -> Condition:
    """Whether the pledge was not one of those on the earlier day."""
    then = was.joined(sa.select(Pledge.id).select_from(Pledge)).where(*was.in_register, condition)
    return Pledge.id.not_in(then.correlate(None))


def within(scope: Scope, at: Standing) -> Iterable[Condition]:
    """The conditions of a scope on the day of `at`; they name `Pledge`, its session and its topic group and what `at` needs."""
    columns = (
        (Pledge.session_id, scope.session_id),
        (Pledge.lead_agency_id, scope.agency_id),
        (Pledge.office_id, scope.office_id),
        (Pledge.person_id, scope.person_id),
        (term_of_session(), scope.term_id),
        (at.acting_agency_id, scope.acting_agency_id),
        (at.acting_office_id, scope.acting_office_id),
        (accountable_person(at), scope.answerer_id),
    )
    for column, value in columns:
        if value is not None:
            yield column.is_(None) if value == 0 else column == value
    if scope.topic:
        yield TopicGroup.title == scope.topic
    if scope.subject:
        yield subject_of_question() == ("" if scope.subject == NOTHING else scope.subject)
    if scope.body_id is not None:
        follows = sa.exists().where(PledgeFollower.pledge_id == Pledge.id)
        yield follows.where(PledgeFollower.body_id == scope.body_id) if scope.body_id else sa.not_(follows)


def term_of_session() -> Any:
    """The term of the sitting of a pledge's session."""
    term = sa.select(Sitting.term_id).where(Sitting.id == QuestioningSession.sitting_id)
    return term.correlate(QuestioningSession).scalar_subquery()


def subject_of_question() -> Any:
    """What the question was about that a pledge answers."""
    subject = sa.select(Question.topic).join(Answer, Answer.question_id == Question.id)
    return subject.where(Answer.id == Pledge.answer_id).correlate(Pledge).scalar_subquery()
