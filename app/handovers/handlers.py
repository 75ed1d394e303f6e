"""What handovers say when something below them is to be undone."""

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, DomainError
from app.council.successions.domain import SuccessionTakenBack
from app.handovers.models import Handover, HandoverPledge
from app.pledges.models import PledgeAssignment


def refuse_taking_back(event: SuccessionTakenBack) -> None:
    """A reorganisation stays once pledges that passed on with it were handed over."""
    rests = sa.select(Handover.id).where(
        Handover.confirmed_on.is_not(None),
        HandoverPledge.handover_id == Handover.id,
        PledgeAssignment.pledge_id == HandoverPledge.pledge_id,
        PledgeAssignment.office_id == Handover.office_id,
        PledgeAssignment.succession_id.in_(event.succession_ids),
    )
    if db.session.scalar(rests.limit(1)) is not None:
        raise DomainError(
            N_("Pledges that passed on with it were handed over by a confirmed sheet; this rests on it.")
        )
