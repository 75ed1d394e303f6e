"""How the topics of a questioning session are chosen."""

from app.core.enums import Coded


class CallStatus(Coded):
    """Proposals come in, delegates give their opinion on a shortlist, the topics are decided."""

    COLLECTING = "collecting"
    OPINIONS = "opinions"
    DECIDED = "decided"


class ProposalSource(Coded):
    """Where a proposal comes from (Luật 87/2015/QH13, art. 60.2)."""

    DELEGATE = "delegate"
    VOTERS = "voters"
    COMMITTEE = "committee"
    STANDING_COMMITTEE = "standing_committee"


class Criterion(Coded):
    """The four criteria for a group of issues (Nghị quyết 594/NQ-UBTVQH15)."""

    PRESSING = "pressing"
    BREACH_OF_LAW = "breach_of_law"
    ANSWER_NOT_ACCEPTED = "answer_not_accepted"
    BETTER_MANAGEMENT = "better_management"
