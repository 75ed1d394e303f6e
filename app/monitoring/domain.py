"""A round's way and what agencies report. A report never is a verdict."""

from dataclasses import dataclass

from app.core.enums import Coded
from app.core.events import Event


class RoundStatus(Coded):
    """preparing → collecting → assessing → approved → issued."""

    PREPARING = "preparing"
    COLLECTING = "collecting"
    ASSESSING = "assessing"
    APPROVED = "approved"
    ISSUED = "issued"


class ReportState(Coded):
    """What the agency says."""

    NOT_REPORTED = "not_reported"
    IN_PROGRESS = "in_progress"
    CLAIMS_DONE = "claims_done"
    BLOCKED = "blocked"
    ASKS_EXTENSION = "asks_extension"
    ASKS_DROP = "asks_drop"


class ResultForm(Coded):
    """The form of the result reported."""

    PRODUCT = "product"
    DOCUMENT = "document"
    EXPLANATION = "explanation"


class Cause(Coded):
    """The nature of a miss."""

    OBJECTIVE = "objective"
    SUBJECTIVE = "subjective"
    BOTH = "both"


class NextStep(Coded):
    """What should follow."""

    KEEP_MONITORING = "keep_monitoring"
    REMIND = "remind"
    DEMAND_EXPLANATION = "demand_explanation"
    REQUESTION = "requestion"
    RE_MONITOR = "re_monitor"
    PROPOSE_HANDLING = "propose_handling"
    CLOSE = "close"


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    """A monitoring round was opened over a set of pledges."""


@dataclass(frozen=True, kw_only=True)
class RoundMoved(Event):
    """A round went from one state to the next."""


@dataclass(frozen=True, kw_only=True)
class ReportLogged(Event):
    """An agency's report on a pledge was logged."""


@dataclass(frozen=True, kw_only=True)
class PledgeAssessed(Event):
    """A pledge got a verdict in a round (not yet approved)."""


@dataclass(frozen=True, kw_only=True)
class RoundApproved(Event):
    """The Standing Committee approved a round's assessments."""
