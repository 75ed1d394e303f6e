"""What a delegate says of the answer to their own question (Luật 87/2015/QH13, art. 60.4)."""

from dataclasses import dataclass

from app.core.errors import N_, DomainError
from app.core.events import Event
from app.questions.domain import Escalation


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
class OpinionStated(Event):
    """A delegate agreed or disagreed with an answer; what they said before stays on record."""
