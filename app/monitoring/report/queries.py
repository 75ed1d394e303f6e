"""Reading the report on a round."""

import sqlalchemy as sa

from app.core.database import db
from app.monitoring.models import RoundReport


def find_report(round_id: int) -> RoundReport | None:
    """The words written for a round; None where nobody wrote any."""
    return db.session.scalar(sa.select(RoundReport).where(RoundReport.round_id == round_id))
