"""Taking turns at a round: whoever comes second looks at its state as the first one left it."""

from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.records import lock
from app.monitoring.domain import RoundStatus
from app.monitoring.models import Round


def lock_round(round_: Round) -> None:
    """Wait for whoever works on the round, then look at its state as it is now."""
    lock(round_)
    db.session.refresh(round_, ["status", "version"])


def lock_open(round_: Round, *states: RoundStatus) -> None:
    lock_round(round_)
    if round_.status not in states:
        raise DomainError(
            N_("The round is “%(status)s”: this can no longer, or not yet, be changed."), status=round_.status
        )
