"""What the selection does when questions and topic groups it refers to are taken out of a session."""

import sqlalchemy as sa

from app.core.database import db
from app.questions.domain import QuestionRemoved
from app.selection.models import RequestionedPledge, TopicCandidate
from app.sittings.domain import TopicGroupRemoved


def forget_question(event: QuestionRemoved) -> None:
    """A question that goes no longer asks about any pledge; where it stays after all, so does this."""
    db.session.execute(
        sa.delete(RequestionedPledge).where(RequestionedPledge.question_id == event.subject_id)
    )


def forget_group(event: TopicGroupRemoved) -> None:
    """The decision keeps its words; it leads to no group any more."""
    db.session.execute(
        sa.update(TopicCandidate)
        .where(TopicCandidate.topic_group_id == event.subject_id)
        .values(topic_group_id=None)
    )
