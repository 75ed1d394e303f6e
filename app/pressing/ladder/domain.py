"""The usual ladder, and which step is proposed next: pure rules. A person decides.

Luật 87/2015/QH13, art. 89.3 (to follow and urge; where it is done wrongly or not, to act or propose that somebody acts) and
art. 7.4 (to ask that responsibility be looked into). The order is the council's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from app.core.errors import N_, DomainError
from app.core.events import Event
from app.monitoring.domain import NextStep
from app.pledges.domain import Lifecycle, Verdict
from app.pressing.domain import StepKind

USUAL_LADDER = {
    StepKind.REMINDED: "Đôn đốc",
    StepKind.REMINDED_AGAIN: "Đôn đốc lần tiếp theo",
    StepKind.EXPLANATION_DEMANDED: "Yêu cầu giải trình",
    StepKind.REFERRED: "Kiến nghị cơ quan có thẩm quyền xem xét",
    StepKind.EXPLANATION_SESSION: "Đưa ra phiên giải trình",
    StepKind.REQUESTIONED: "Đưa vào tái chất vấn",
    StepKind.RE_MONITORED: "Giám sát lại",
    StepKind.REPORTED_TO_COUNCIL: "Báo cáo Hội đồng nhân dân",
}
"""The names are a council's data and Vietnamese: a council takes them over and words them as it does."""

OUTSIDE = {StepKind.REPORT_REQUESTED: "Đề nghị báo cáo trước kỳ họp"}
"""Logged on a pledge, but no rung: it is asked of everybody who has a commitment open."""

REMINDERS = frozenset({StepKind.REMINDED, StepKind.REMINDED_AGAIN})
FOUND_WANTING = frozenset({Verdict.BROKEN, Verdict.UNSATISFACTORY})
ASKED_FOR = {
    NextStep.REMIND: StepKind.REMINDED,
    NextStep.DEMAND_EXPLANATION: StepKind.EXPLANATION_DEMANDED,
    NextStep.REQUESTION: StepKind.REQUESTIONED,
    NextStep.RE_MONITOR: StepKind.RE_MONITORED,
    NextStep.PROPOSE_HANDLING: StepKind.REFERRED,
}
"""What an assessor may ask for, as a rung."""


class Rung(Protocol):
    """A step of the ladder in its order."""

    @property
    def kind(self) -> StepKind: ...
    @property
    def name(self) -> str: ...
    @property
    def position(self) -> int: ...
    @property
    def retired(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken, and what is awaited since."""

    kind: StepKind
    position: int
    on: date
    answer_due_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a pledge on a day."""

    day: date
    lifecycle: Lifecycle = Lifecycle.ADOPTED
    due_on: date | None = None
    completed_on: date | None = None
    verdict: Verdict = Verdict.NOT_ASSESSED
    asks_extension: bool = False
    next_step: NextStep | None = None
    """Asked for by the assessor of the latest approved round, on `asked_on`."""

    asked_on: date | None = None

    @property
    def days_overdue(self) -> int:
        late = self.due_on is not None and self.completed_on is None
        return max((self.day - self.due_on).days, 0) if late and self.due_on else 0

    @property
    def is_over(self) -> bool:
        """Nothing is pressed for any more."""
        return self.lifecycle is not Lifecycle.ADOPTED or self.verdict is Verdict.KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The step proposed next, none where nothing is to be pressed for; and why, in sentences."""

    step: Rung | None = None
    reasons: tuple[DomainError, ...] = field(default=())


def propose(ladder: Sequence[Rung], taken: Sequence[Taken], facts: Facts) -> Proposal:
    """The step that follows the last one taken, once there is something to press for and nothing is awaited.

    What an assessor asked for after that step comes first. Whoever was found not to carry it out is not merely reminded.
    """
    if facts.is_over:
        return Proposal()
    awaited = _awaited(taken, facts)
    if awaited is not None:
        return Proposal(reasons=(awaited,))
    rungs = sorted((rung for rung in ladder if _is_rung(rung)), key=lambda rung: rung.position)
    climbed = [each for each in taken if each.kind not in OUTSIDE]
    last = max(climbed, key=lambda each: each.on, default=None)
    asked = _asked(rungs, last, facts)
    if asked is not None:
        return asked
    grounds = _grounds(facts)
    return _following(rungs, last, facts, grounds) if grounds else Proposal()


def _is_rung(rung: Rung) -> bool:
    return not rung.retired and rung.kind not in OUTSIDE


def _awaited(taken: Sequence[Taken], facts: Facts) -> DomainError | None:
    """Why it is waited: an answer is due, or a request for more time is not decided."""
    if facts.asks_extension:
        return DomainError(N_("A request for more time waits to be decided."))
    due = [each.answer_due_on for each in taken if each.answer_due_on and each.answered_on is None]
    latest = max(due, default=None)
    if latest is not None and latest >= facts.day:
        return DomainError(N_("An answer is awaited until %(day)s."), day=latest)
    return None


def _asked(rungs: Sequence[Rung], last: Taken | None, facts: Facts) -> Proposal | None:
    kind = ASKED_FOR.get(facts.next_step) if facts.next_step else None
    if kind is None or facts.asked_on is None or (last is not None and last.on >= facts.asked_on):
        return None
    found = next((rung for rung in rungs if rung.kind is kind), None)
    said = N_("The round approved on %(day)s asks for it: %(step)s.")
    why = DomainError(said, day=facts.asked_on, step=facts.next_step)
    return Proposal(step=found, reasons=(why,)) if found else None


def _grounds(facts: Facts) -> tuple[DomainError, ...]:
    """What there is to press for."""
    grounds = []
    if facts.days_overdue:
        grounds.append(
            DomainError(
                N_("Overdue by %(days)s days, since %(day)s."), days=facts.days_overdue, day=facts.due_on
            )
        )
    if facts.verdict in FOUND_WANTING:
        grounds.append(DomainError(N_("The latest verdict is “%(verdict)s”."), verdict=facts.verdict))
    return tuple(grounds)


def _following(
    rungs: Sequence[Rung], last: Taken | None, facts: Facts, grounds: tuple[DomainError, ...]
) -> Proposal:
    higher = [rung for rung in rungs if last is None or rung.position > last.position]
    wanting = facts.verdict in FOUND_WANTING
    fitting = [rung for rung in higher if not (wanting and rung.kind in REMINDERS)]
    if not fitting:
        return Proposal(
            reasons=(*grounds, DomainError(N_("Every step of the ladder was taken; one may be repeated.")))
        )
    since = (
        DomainError(N_("No step was taken yet."))
        if last is None
        else DomainError(N_("The last step was taken on %(day)s."), day=last.on)
    )
    return Proposal(step=fitting[0], reasons=(*grounds, since))


@dataclass(frozen=True, kw_only=True)
class NewRung:
    """A step as the council words it."""

    name: str
    kind: StepKind = StepKind.OTHER
    retired: bool = False


@dataclass(frozen=True, kw_only=True)
class NewStep:
    """A step that was taken for a pledge."""

    taken_on: date
    document_number: str = ""
    recipient: str = ""
    note: str = ""


def check_step(new: NewStep, *, adopted_on: date | None, today: date) -> None:
    """A step is taken after adoption, and not tomorrow."""
    if new.taken_on > today or (adopted_on is not None and new.taken_on < adopted_on):
        raise DomainError(
            N_("The day must lie between the adoption (%(adopted_on)s) and today."),
            adopted_on=adopted_on,
            field="taken_on",
        )


@dataclass(frozen=True, kw_only=True)
class LadderStepAdded(Event):
    """A step was added to the council's ladder."""


@dataclass(frozen=True, kw_only=True)
class LadderStepChanged(Event):
    """A step of the ladder was renamed, moved, retired or taken up again."""


@dataclass(frozen=True, kw_only=True)
class StepTaken(Event):
    """A step of the ladder was taken for a pledge."""
