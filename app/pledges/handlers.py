"""What pledges do when something below them changes."""

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, DomainError
from app.council.models import Agency
from app.council.successions.domain import AgencyReorganised, SuccessionTakenBack
from app.pledges import commands
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.questions.domain import QuestionChanged
from app.questions.models import Answer


def follow_question(event: QuestionChanged) -> None:
    """Drafts go with their question into another topic group; adopted pledges hold it where it is."""
    if "topic_group_id" not in event.details:
        return
    answered = sa.select(Answer.id).where(Answer.question_id == event.subject_id)
    for pledge in db.session.scalars(
        sa.select(Pledge).where(Pledge.answer_id.in_(answered)).order_by(Pledge.id)
    ):
        if pledge.lifecycle is not Lifecycle.DRAFT:
            raise DomainError(
                N_("Pledge %(code)s under this question was adopted, so the question stays in its group."),
                field="topic_group_id",
                code=pledge.code,
            )
        pledge.topic_group_id = event.details["topic_group_id"][1]


def follow_succession(event: AgencyReorganised) -> None:
    """What an agency must do passes on with its work."""
    agency = db.session.get_one(Agency, event.subject_id)
    commands.pass_on(agency=agency, actor_id=event.actor_id)


def follow_taking_back(event: SuccessionTakenBack) -> None:
    """The agency must act again for what had passed on."""
    agency = db.session.get_one(Agency, event.subject_id)
    commands.hand_back(agency=agency, succession_ids=event.succession_ids, actor_id=event.actor_id)
