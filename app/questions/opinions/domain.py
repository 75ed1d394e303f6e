"""What a delegate says of the answer to their own question, and what is decided on it (Luật 87/2015/QH13, art. 60.4)."""

from dataclasses import dataclass
from datetime import date

from app.core.errors import N_, DomainError
from app.core.events import Event
from app.questions.domain import Escalation, OpinionOutcome


@dataclass(frozen=True, kw_only=True)
class NewOpinion:
    """Agreement or disagreement. Who disagrees says why, and may ask for a debate or for responsibility to be considered."""

    agrees: bool
    reason: str = ""
    escalation: Escalation | None = None


def check_opinion(new: NewOpinion) -> None:
    """Disagreement needs a reason; only who disagrees may ask for more (art. 60.4)."""
    if not new.agrees and not new.reason.strip():
        raise DomainError(N_("Say in a few words why you do not agree."), field="reason")
    if new.agrees and new.escalation is not None:
        raise DomainError(N_("Only a delegate who does not agree can ask for this."), field="escalation")


@dataclass(frozen=True, kw_only=True)
class NewDecision:
    """What the council, or its Standing Committee, did about a disagreement."""

    outcome: OpinionOutcome
    decided_on: date
    document_number: str = ""
    note: str = ""


def check_decision(new: NewDecision, *, stated_on: date, today: date) -> None:
    """It follows the disagreement, and what is not taken up says why (Luật 87/2015/QH13, art. 60.4)."""
    if new.decided_on < stated_on:
        raise DomainError(
            N_("The delegate disagreed on %(day)s; what was decided on it follows."),
            day=stated_on,
            field="decided_on",
        )
    if new.decided_on > today:
        raise DomainError(N_("This day has not come yet."), field="decided_on")
    if new.outcome is OpinionOutcome.NOT_TAKEN_UP and not new.note.strip():
        raise DomainError(N_("Say in a few words why it is not taken up."), field="note")


@dataclass(frozen=True, kw_only=True)
class OpinionDecided(Event):
    """It was put on record what was decided on a disagreement; the subject is the decision."""


@dataclass(frozen=True, kw_only=True)
class OpinionStated(Event):
    """A delegate agreed or disagreed with an answer; what they said before stays on record."""
