"""What the delegates say of a pledge: whether they agree with the answer it was given in, who proposes to ask again."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Membership
from app.council.own import own_delegate_ids
from app.monitoring.models import RequestionProposal
from app.monitoring.requestion.domain import Proposed
from app.monitoring.requestion.proposals import find_own, proposed_of
from app.pledges.models import Pledge
from app.pledges.watching.queries import is_watched
from app.questions.models import AnswerOpinion
from app.questions.opinions.queries import opinions_on


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """What was said, and what of it is the reader's own."""

    watched: bool
    asked: bool
    """Whether the question was the reader's."""

    opinions: list[AnswerOpinion]
    proposals: tuple[Proposed, ...]
    own_proposal: RequestionProposal | None


def engagement_of(pledge: Pledge, *, user_id: int, memberships: Sequence[Membership]) -> Engagement:
    """As things stand today, in four or five statements."""
    mine = own_delegate_ids(memberships)
    proposals = proposed_of([pledge.id]).get(pledge.id, ())
    asked = {asker.delegate_id for asker in pledge.answer.question.askers}
    return Engagement(
        watched=is_watched(pledge_id=pledge.id, user_id=user_id),
        asked=not asked.isdisjoint(mine),
        opinions=opinions_on([pledge.answer_id]).get(pledge.answer_id, []),
        proposals=proposals,
        own_proposal=find_own(pledge_id=pledge.id, delegate_ids=mine, user_id=user_id) if proposals else None,
    )
