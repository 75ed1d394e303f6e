"""A round's way, what agencies report, what is typed of both, and the news of it. A report never is a verdict."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.enums import Coded
from app.core.events import Event
from app.core.pdf import Plain
from app.pledges.domain import Verdict


class RoundStatus(Coded):
    """preparing → collecting → assessing → approved → issued."""

    PREPARING = "preparing"
    COLLECTING = "collecting"
    ASSESSING = "assessing"
    APPROVED = "approved"
    ISSUED = "issued"


NEXT_STATUS = {
    RoundStatus.PREPARING: RoundStatus.COLLECTING,
    RoundStatus.COLLECTING: RoundStatus.ASSESSING,
    RoundStatus.ASSESSING: RoundStatus.APPROVED,
    RoundStatus.APPROVED: RoundStatus.ISSUED,
}
"""The only way through a round; nothing goes back."""

FROZEN = frozenset({RoundStatus.APPROVED, RoundStatus.ISSUED})
TAKES_REPORTS = frozenset({RoundStatus.COLLECTING, RoundStatus.ASSESSING})


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


class ReportStanding(Coded):
    """How far a report is that a round waits for."""

    REPORTED = "reported"
    WAITING = "waiting"  # sent, and not accepted yet
    RETURNED = "returned"  # to be completed
    MISSING = "missing"


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


class MainPaper(Coded):
    """The paper the follow-up appendix is enclosed with."""

    REPORT = "report"
    CONCLUSION = "conclusion"
    NOTICE = "notice"
    RESOLUTION = "resolution"


@dataclass(frozen=True, kw_only=True)
class NewIssue(Plain):
    """Number and day of the paper the follow-up appendix goes out with."""

    paper: MainPaper
    number: str
    issued_on: date
    number_confirmed: bool = False
    """That the number is right although it is not the next one."""


@dataclass(frozen=True, kw_only=True)
class NewRound:
    """What is typed of a round, and the pledges it looks at."""

    number: int
    title: str
    as_of: date
    assessing_body_id: int | None = None
    pledge_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewReport:
    """What an agency reported on one pledge."""

    state: ReportState
    reported_on: date
    result_form: ResultForm | None = None
    text: str = ""
    figure: str = ""
    value: Decimal | None = None
    difficulties: str = ""
    solution: str = ""
    document_number: str = ""
    claimed_done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A kept file that goes with a report: what it shows, and of which part."""

    evidence_id: int
    proves: str = ""
    part_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewAssessment:
    """A verdict with what its kind needs."""

    verdict: Verdict
    reason: str = ""
    remaining: str = ""
    completed_on: date | None = None
    value: Decimal | None = None
    opinion: str = ""
    cause: Cause | None = None
    next_step: NextStep | None = None


@dataclass(frozen=True, kw_only=True)
class PartVerdict:
    """What the round finds of one step, share or occurrence."""

    part_id: int
    verdict: Verdict
    completed_on: date | None = None
    reported_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What a verdict is measured by: the days of the pledge, what its agency declared, what was handed in."""

    promised_on: date
    due_on: date | None
    as_of: date
    today: date
    report_state: ReportState | None
    evidence: int
    owing: tuple[str, ...] = ()
    """The required parts that are not kept, by what they are called."""

    missed: str = ""
    """The accepted figure and what is left of it, where the target is not reached."""


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


@dataclass(frozen=True, kw_only=True)
class EvidenceAttached(Event):
    """A file was attached to an assessment."""


@dataclass(frozen=True, kw_only=True)
class EvidenceDetached(Event):
    """A file was taken off an assessment before approval; the file itself stays."""


@dataclass(frozen=True, kw_only=True)
class FollowUpIssued(Event):
    """The follow-up appendix was issued; nothing of the round can change any more."""
