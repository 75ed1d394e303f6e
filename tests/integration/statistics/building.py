"""Pledges with a past, written straight into the histories; their own columns repeat what holds in the end."""

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Any

from app.core.database import db
from app.pledges.domain import AnchorKind, ClosingReason, DeadlineCause, GroundKind, Lifecycle, Verdict
from app.pledges.models import (
    ClosingDecision,
    DeadlineAnchor,
    DeadlineChange,
    Ground,
    Pledge,
    PledgeFollower,
    VerdictChange,
)
from tests import factories

SAID = date(2026, 1, 8)
ADOPTED = date(2026, 1, 10)
_rows = itertools.count(1)


class Past:
    """One session's resolution, and the pledges adopted in it."""

    def __init__(self, council: Any, *, said: date = SAID, adopted: date = ADOPTED, **session: Any) -> None:
        self.council, self.adopted = council, adopted
        sitting = factories.make_sitting(council.id, opens_on=said)
        self.session = factories.make_session(council.id, sitting=sitting, held_on=said, **session)
        self.group = factories.make_topic_group(council.id, session=self.session)
        self.resolution = factories.make_resolution(
            council.id,
            session=self.session,
            number=f"{next(_rows)}/NQ-HĐND",
            adopted_on=adopted,
            status="adopted",
        )
        self.ground: Any = None

    def answer(self) -> Any:
        """An answer by a person of an office of an agency of its own."""
        question = factories.make_question(self.council.id, topic_group=self.group)
        return factories.make_answer(self.council.id, question=question, answered_on=self.session.held_on)

    def pledge(
        self,
        answer: Any,
        *,
        due: date | None,
        extended: Iterable[tuple[date, date]] = (),
        verdicts: Iterable[tuple[date, Verdict, date | None]] = (),
        closings: Iterable[tuple[date, ClosingReason | None]] = (),
        condition: tuple[date | None] | None = None,
        followers: Iterable[Any] = (),
        **values: Any,
    ) -> Pledge:
        pledge = factories.make_pledge(self.council.id, answer=answer, due_on=due, **values)
        pledge.lifecycle, pledge.resolution_id = Lifecycle.ADOPTED, self.resolution.id
        pledge.row_number, pledge.adopted_on = next(_rows), self.adopted
        self._deadlines(pledge, due, extended, condition)
        for day, verdict, completed in verdicts:
            line = {"verdict": verdict, "verdict_on": day, "completed_on": completed}
            self._add(VerdictChange(pledge_id=pledge.id, from_day=day, **line), pledge, line)
        for day, reason in closings:
            self._close(pledge, day, reason)
        for body in followers:
            self._add(PledgeFollower(pledge_id=pledge.id, body_id=body.id))
        db.session.flush()
        return pledge

    def _deadlines(
        self,
        pledge: Pledge,
        due: date | None,
        extended: Iterable[tuple[date, date]],
        condition: tuple[date | None] | None,
    ) -> None:
        lines: list[tuple[date, date | None, DeadlineCause]] = [(self.adopted, due, DeadlineCause.ADOPTION)]
        lines += [(day, until, DeadlineCause.EXTENSION) for day, until in extended]
        if condition is not None:
            (met,) = condition
            anchor = {"kind": AnchorKind.CONDITION, "words": "nếu có mặt bằng", "happened_on": met}
            self._add(DeadlineAnchor(pledge_id=pledge.id, **anchor))
            lines.append((self.adopted, None, DeadlineCause.CONDITION))
            if met is not None:
                lines.append((met, due, DeadlineCause.CONDITION))
        for day, until, cause in lines:
            line = {"from_day": day, "due_on": until, "plain_on": until, "cause": cause}
            self._add(DeadlineChange(pledge_id=pledge.id, **line), pledge, {"effective_due_on": until})
            db.session.flush()

    def _close(self, pledge: Pledge, day: date, reason: ClosingReason | None) -> None:
        self.ground = self.ground or factories._save(
            Ground(kind=GroundKind.DROP, words=f"Căn cứ {next(_rows)}")
        )
        closed = {"closing_reason": reason, "closed_on": day if reason else None}
        decided = ClosingDecision(
            pledge_id=pledge.id,
            from_day=day,
            reason=reason,
            closed_on=closed["closed_on"],
            ground_id=self.ground.id,
            document_number="1/TB",
        )
        self._add(decided, pledge, {"lifecycle": Lifecycle.CLOSED if reason else Lifecycle.ADOPTED, **closed})

    @staticmethod
    def _add(line: Any, pledge: Pledge | None = None, columns: dict[str, Any] | None = None) -> None:
        db.session.add(line)
        for name, value in (columns or {}).items():
            setattr(pledge, name, value)
