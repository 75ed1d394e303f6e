"""A pledge, the history of its deadline, what came of it, and its parts."""

from app.pledges.models.acting import PledgeAssignment, PledgeWatch
from app.pledges.models.deadlines import DeadlineAnchor, DeadlineChange, ExtensionRequest, Ground
from app.pledges.models.following import ClosingDecision, PledgeLink, VerdictChange
from app.pledges.models.parts import PledgePart
from app.pledges.models.pledge import Pledge, PledgeCoordinator, PledgeFollower

__all__ = [
    "ClosingDecision",
    "DeadlineAnchor",
    "DeadlineChange",
    "ExtensionRequest",
    "Ground",
    "Pledge",
    "PledgeAssignment",
    "PledgeCoordinator",
    "PledgeFollower",
    "PledgeLink",
    "PledgePart",
    "PledgeWatch",
    "VerdictChange",
]
