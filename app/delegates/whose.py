"""Which questions and pledges are a person's own, as parts of other selects."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.pledges.models import Pledge
from app.pledges.watching.queries import watched_by
from app.questions.models import Answer, QuestionAsker


@dataclass(frozen=True)
class Whose:
    """A person: their account, and the delegate they are or were in each term."""

    user_id: int
    delegate_ids: Sequence[int]

    @property
    def questions(self) -> sa.Select[int]:
        """The ids of the questions they asked."""
        return sa.select(QuestionAsker.question_id).where(QuestionAsker.delegate_id.in_(self.delegate_ids))

    @property
    def answers(self) -> sa.Select[int]:
        """The ids of the answers to those."""
        return sa.select(Answer.id).where(Answer.question_id.in_(self.questions))

    @property
    def follows(self) -> sa.ColumnElement[bool]:
        """Whether a pledge was made in answer to one of their questions, or is one they follow."""
        watched = Pledge.id.in_(watched_by(self.user_id))
        return sa.or_(Pledge.answer_id.in_(self.answers), watched) if self.delegate_ids else watched
