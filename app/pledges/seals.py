"""The digest of what adoption freezes of a pledge (Luật 87/2015/QH13, art. 60.5: the promise is followed as it was made)."""

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from app.audit.seals import Compared, compare
from app.core.database import db
from app.core.seals import sealed
from app.pledges.domain import Lifecycle, PledgeAdopted
from app.pledges.models import Pledge, PledgeCoordinator

FROZEN = (
    "id", "council_id", "code", "answer_id", "session_id", "topic_group_id", "words", "expected_result", "measure", "target",
    "unit", "baseline", "baseline_on", "source", "deadline_words", "deadline_kind", "deadline_rule", "deadline_basis",
    "deadline_condition", "deadline_tentative", "due_on_override_reason", "starts_on", "original_due_on", "resolution_id",
    "row_number", "adopted_on",
)  # fmt: skip


def seal_of(pledge: Pledge) -> str:
    """Over the frozen columns and the co-ordinating agencies in their order."""
    coordinators = sorted((each.position, each.agency_id) for each in _coordinators(pledge))
    return sealed(pledge, FROZEN, coordinators=[agency_id for _position, agency_id in coordinators])


def _coordinators(pledge: Pledge) -> list[PledgeCoordinator]:
    if "coordinators" not in sa.inspect(pledge).unloaded:
        return pledge.coordinators
    return list(
        db.session.scalars(sa.select(PledgeCoordinator).where(PledgeCoordinator.pledge_id == pledge.id))
    )


def compare_pledges() -> Compared:
    """Every adopted pledge with what the log says of its adoption."""
    digests, names = {}, {}
    statement = (
        sa.select(Pledge)
        .where(Pledge.lifecycle != Lifecycle.DRAFT)
        .options(selectinload(Pledge.coordinators))
        .order_by(Pledge.id)
        .execution_options(yield_per=200)
    )
    for pledge in db.session.scalars(statement):
        digests[pledge.id], names[pledge.id] = seal_of(pledge), pledge.code
    return compare(event=PledgeAdopted.__name__, what=_("Pledge"), digests=digests, names=names)
