"""The digests of the steps taken for pledges: day, paper and recipient stand as they were logged."""

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.seals import Compared, compare
from app.core.database import db
from app.core.seals import sealed
from app.pledges.models import Pledge
from app.pressing.ladder.domain import StepTaken
from app.pressing.models import PledgeStep

STEP = (
    "id", "council_id", "pledge_id", "step_id", "taken_on", "document_number", "document_id", "recipient", "note",
    "recorded_at", "recorded_by_id",
)  # fmt: skip


def seal_of(step: PledgeStep) -> str:
    return sealed(step, STEP)


def compare_steps() -> Compared:
    """Every step with what the log says of it."""
    digests, names = {}, {}
    statement = (
        sa.select(PledgeStep, Pledge.code)
        .join(Pledge, Pledge.id == PledgeStep.pledge_id)
        .order_by(PledgeStep.id)
        .execution_options(yield_per=200)
    )
    for step, code in db.session.execute(statement):
        digests[step.id], names[step.id] = seal_of(step), code
    return compare(event=StepTaken.__name__, what=_("Step taken for pledge"), digests=digests, names=names)
