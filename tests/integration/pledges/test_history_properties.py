"""Whatever is asked, decided, moved or found, in whatever order: the first deadline stands, and so does what an earlier day said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.council import commands as council_commands
from app.council.domain import DayKind, NewCalendarDay
from app.council.models import Council
from app.pledges import commands, extensions
from app.pledges.domain import (
    AnchorKind,
    ExtensionDecision,
    GroundKind,
    NewAnchor,
    NewDrop,
    NewExtensionRequest,
    Reopening,
    Verdict,
)
from app.pledges.models import Pledge
from app.pledges.standing import Standing, stands_now, stood_on
from app.sittings import commands as sitting_commands
from app.sittings.domain import NewSitting
from app.sittings.models import Sitting
from tests import factories

BEGUN = date(2026, 1, 20)
ADOPTED = date(2026, 1, 10)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """Something tried: after some days have passed, to one of the pledges, so many days back, with a number to choose by."""

    act: str
    after: int
    which: int
    back: int
    chance: int


class World:
    """Three pledges: one with a day, one bound to a sitting, one that depends on a condition."""

    def __init__(self, council: Any) -> None:
        self.council = db.session.get_one(Council, council.id)
        self.council.roll_to_working_day = True
        self.sitting = factories.make_sitting(
            council.id, opens_on=date(2026, 7, 7), closes_on=date(2026, 7, 9)
        )
        session = factories.make_session(council.id, held_on=date(2026, 1, 8))
        group = factories.make_topic_group(council.id, session=session)
        question = factories.make_question(council.id, topic_group=group)
        answer = factories.make_answer(council.id, question=question, answered_on=session.held_on)
        due = (date(2026, 3, 31), None, date(2026, 5, 30))
        self.pledges = [factories.make_pledge(council.id, answer=answer, due_on=day) for day in due]
        self.ground = commands.list_ground(kind=GroundKind.DROP, words="Không còn đối tượng", actor=None)
        factories.adopt(*self.pledges, adopted_on=ADOPTED)
        _dated, bound, conditional = self.pledges
        hung = NewAnchor(kind=AnchorKind.SITTING, sitting_id=self.sitting.id, words="tại kỳ họp giữa năm")
        commands.set_anchor(pledge=bound, new=hung, actor=None)
        unmet = NewAnchor(kind=AnchorKind.CONDITION, words="nếu có mặt bằng")
        commands.set_anchor(pledge=conditional, new=unmet, actor=None)
        self.first = [pledge.original_due_on for pledge in self.pledges]

    def on(self, day: date, at: Standing | None = None) -> list[tuple[Any, ...]]:
        at = at or stood_on(day)
        statement = at.joined(sa.select(Pledge.id, *at.columns).select_from(Pledge))
        return [tuple(row) for row in db.session.execute(statement.order_by(Pledge.id))]

    def try_step(self, step: Step) -> date:
        """Do it in a savepoint; the day from which it may count. What is refused changes nothing."""
        counts_from, act = _ACTS[step.act](self, self.pledges[step.which], step)
        try:
            with db.session.begin_nested():
                act()
        except DomainError as refused:
            event(f"{step.act}: refused, {refused.message[:40]}")
        else:
            event(f"{step.act}: done")
        return counts_from


Act = tuple[date, Callable[[], Any]]


def _ask(_world: World, pledge: Pledge, step: Step) -> Act:
    received = today() - timedelta(days=step.back)
    until = (pledge.effective_due_on or today()) + timedelta(days=step.chance - 5)
    new = NewExtensionRequest(new_due_on=until, reason="Chờ quy hoạch", received_on=received)
    return received, lambda: commands.request_extension(pledge=pledge, new=new, actor=None)


def _decide(_world: World, pledge: Pledge, step: Step) -> Act:
    decided = today() - timedelta(days=step.back)
    request = extensions.find_pending(pledge.id)
    new = ExtensionDecision(granted=step.chance % 3 > 0, decided_on=decided, document_number="12/TB")
    if request is not None:
        return decided, lambda: commands.decide_extension(request=request, decision=new, actor=None)

    def ask_and_decide() -> None:
        asked = _ask(_world, pledge, step)[1]()
        commands.decide_extension(request=asked, decision=new, actor=None)

    return decided, ask_and_decide


def _judge(_world: World, pledge: Pledge, step: Step) -> Act:
    seen = today() - timedelta(days=step.back)
    verdict = Verdict.KEPT if step.chance % 3 == 0 else Verdict.IN_PROGRESS
    found = {
        "verdict": verdict,
        "verdict_on": seen,
        "completed_on": seen if verdict is Verdict.KEPT else None,
    }
    return today(), lambda: commands.note_verdict(pledge=pledge, **found)


def _drop(world: World, pledge: Pledge, step: Step) -> Act:
    decided = today() - timedelta(days=step.back)
    new = NewDrop(ground_id=world.ground.id, decided_on=decided, document_number="3/TB")
    return decided, lambda: commands.drop_pledge(pledge=pledge, new=new, actor=None)


def _reopen(_world: World, pledge: Pledge, step: Step) -> Act:
    decided = today() - timedelta(days=step.back)
    new = Reopening(decided_on=decided, document_number="4/TB", reason="Việc lại phát sinh")
    return decided, lambda: commands.reopen_pledge(pledge=pledge, new=new, actor=None)


def _rest(world: World, pledge: Pledge, step: Step) -> Act:
    day = pledge.effective_due_on or today()
    kind = DayKind.WORK if day.weekday() > 4 else DayKind.REST
    new = NewCalendarDay(day=day, kind=kind, name="Nghỉ bù")
    return today(), lambda: council_commands.enter_days(council_id=world.council.id, new=[new], actor=None)


def _move_sitting(world: World, _pledge: Pledge, step: Step) -> Act:
    sitting = db.session.get_one(Sitting, world.sitting.id)
    opens = date(2026, 7, 7) + timedelta(days=step.chance)
    new = NewSitting(term_id=sitting.term_id, name=sitting.name, kind=sitting.kind, opens_on=opens)
    if step.chance % 4 == 0:
        new = replace(new, opens_on=None)
    return today(), lambda: sitting_commands.change_sitting(
        sitting=sitting, new=new, expected_version=None, actor=None
    )


_ACTS: dict[str, Callable[[World, Pledge, Step], Act]] = {
    "ask": _ask,
    "decide": _decide,
    "judge": _judge,
    "drop": _drop,
    "reopen": _reopen,
    "rest": _rest,
    "move the sitting": _move_sitting,
}
STEPS = st.lists(
    st.builds(
        Step,
        act=st.sampled_from(["ask", "decide", *_ACTS]),
        after=st.integers(0, 40),
        which=st.integers(0, 2),
        back=st.integers(0, 20),
        chance=st.integers(0, 60),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def committed(council) -> Iterator[Any]:
    """The council, behind a savepoint that each example goes back to."""
    db.session.commit()
    yield council
    db.session.rollback()


def noon(day: date) -> datetime:
    return datetime.combine(day, time(5), UTC)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_decisions_changes_a_first_deadline_or_what_an_earlier_day_said(
    app, committed, steps: list[Step]
) -> None:
    with time_machine.travel(noon(BEGUN), tick=False) as clock:
        world, now = World(committed), BEGUN
        for step in steps:
            now += timedelta(days=step.after)
            clock.move_to(noon(now))
            asked = {now - DAY * back for back in (0, 1, 3, 8, 15, 25, 60) if now - DAY * back >= ADOPTED}
            before = {day: world.on(day) for day in asked}
            counts_from = world.try_step(step)
            after = {day: world.on(day) for day in asked if day < counts_from}
            assert after == {day: before[day] for day in after}, step
            assert [pledge.original_due_on for pledge in world.pledges] == world.first
            assert world.on(now, stands_now(now)) == world.on(now), step
        db.session.rollback()
