"""The digest of what adoption freezes of a resolution."""

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.seals import Compared, compare
from app.core.database import db
from app.core.seals import sealed
from app.resolutions.domain import ResolutionAdopted, ResolutionNumbered, ResolutionStatus
from app.resolutions.models import Resolution

FROZEN = (
    "id", "council_id", "session_id", "status", "number", "title", "adopted_on", "signer_name", "signer_title",
    "signing_capacity", "gaps_confirmation", "adopted_at", "adopted_by_id", "legal_bases", "assessment", "tasks",
    "responsibilities", "closing_words", "recipients", "appendix_inside",
)  # fmt: skip


def seal_of(resolution: Resolution) -> str:
    return sealed(resolution, FROZEN)


def compare_resolutions() -> Compared:
    """Every adopted resolution with what the log says of its adoption."""
    digests, names = {}, {}
    statement = (
        sa.select(Resolution).where(Resolution.status == ResolutionStatus.ADOPTED).order_by(Resolution.id)
    )
    for resolution in db.session.scalars(statement):
        digests[resolution.id], names[resolution.id] = seal_of(resolution), resolution.number or ""
    return compare(
        event=ResolutionAdopted.__name__,
        later=ResolutionNumbered.__name__,
        what=_("Resolution"),
        digests=digests,
        names=names,
    )
