"""Reading calls for topics, what was proposed, the shortlist and the opinions on it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.enums import Coded
from app.core.errors import N_, NotFoundError
from app.core.text import fold
from app.core.vietnamese import sort_key
from app.council.models import Delegate, Office
from app.council.queries import given_name_key
from app.selection.domain import CallStatus, Tally, tally
from app.selection.models import TopicCall, TopicCandidate, TopicOpinion, TopicProposal
from app.sittings.models import QuestioningSession, Sitting

_WITH_SITTING = joinedload(TopicCall.sitting).joinedload(Sitting.term)


class TallyBy(Coded):
    """What the proposals of a call are counted by."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    CRITERION = "criterion"


@dataclass(frozen=True)
class ProposalGroup:
    """Proposals of one title, to one office or of one criterion."""

    label: str
    proposals: list[TopicProposal]

    @property
    def delegates(self) -> int:
        """How many delegates are behind it; a delegate who proposes twice is one."""
        return len({each.delegate_id for each in self.proposals if each.delegate_id is not None})


def find_call(sitting_id: int) -> TopicCall | None:
    """The call of a sitting; there is one at most."""
    return db.session.scalar(
        sa.select(TopicCall).where(TopicCall.sitting_id == sitting_id).options(_WITH_SITTING)
    )


def get_call(call_id: int) -> TopicCall:
    found = db.session.scalar(
        sa.select(TopicCall)
        .where(TopicCall.id == call_id)
        .options(_WITH_SITTING, joinedload(TopicCall.session))
    )
    if found is None:
        raise NotFoundError(N_("There is no such selection of topics."))
    return found


def open_calls() -> list[TopicCall]:
    """The calls nobody has decided yet, the earliest last day first."""
    return list(
        db.session.scalars(
            sa.select(TopicCall)
            .where(TopicCall.status != CallStatus.DECIDED)
            .options(_WITH_SITTING)
            .order_by(TopicCall.closes_on, TopicCall.id)
        )
    )


def get_proposal(proposal_id: int) -> TopicProposal:
    found = db.session.scalar(
        sa.select(TopicProposal)
        .where(TopicProposal.id == proposal_id)
        .options(joinedload(TopicProposal.call))
    )
    if found is None:
        raise NotFoundError(N_("There is no such proposal."))
    return found


def proposals_of(call_id: int) -> list[TopicProposal]:
    """What stands of a call, as it came in; what was withdrawn is left out."""
    statement = (
        sa.select(TopicProposal)
        .where(TopicProposal.call_id == call_id, TopicProposal.withdrawn_at.is_(None))
        .options(
            joinedload(TopicProposal.delegate).options(
                joinedload(Delegate.person), joinedload(Delegate.group)
            ),
            joinedload(TopicProposal.office).joinedload(Office.agency),
            joinedload(TopicProposal.pledge),
            joinedload(TopicProposal.candidate),
        )
        .order_by(TopicProposal.id)
    )
    return list(db.session.scalars(statement))


def grouped(proposals: Sequence[TopicProposal], by: TallyBy) -> list[ProposalGroup]:
    """The proposals counted by title, addressee or criterion, the most delegates first, then in order of the words.

    Titles that differ in capitals or marks alone are one.
    """
    groups: dict[str, list[TopicProposal]] = defaultdict(list)
    for each in proposals:
        groups[fold(_label(each, by))].append(each)
    found = [ProposalGroup(_label(group[0], by), group) for group in groups.values()]
    return sorted(found, key=lambda each: (-each.delegates, -len(each.proposals), sort_key(each.label)))


def _label(proposal: TopicProposal, by: TallyBy) -> str:
    if by is TallyBy.TITLE:
        return proposal.title
    if by is TallyBy.CRITERION:
        return proposal.criterion.label
    return proposal.office.title if proposal.office else ""


def get_candidate(candidate_id: int) -> TopicCandidate:
    found = db.session.scalar(
        sa.select(TopicCandidate)
        .where(TopicCandidate.id == candidate_id)
        .options(
            joinedload(TopicCandidate.call).options(_WITH_SITTING),
            joinedload(TopicCandidate.office).joinedload(Office.agency),
        )
    )
    if found is None:
        raise NotFoundError(N_("There is no such group on the shortlist."))
    return found


def candidates_of(call_id: int) -> list[TopicCandidate]:
    """The shortlist in its order."""
    statement = (
        sa.select(TopicCandidate)
        .where(TopicCandidate.call_id == call_id)
        .options(
            joinedload(TopicCandidate.office).joinedload(Office.agency),
            joinedload(TopicCandidate.topic_group),
        )
        .order_by(TopicCandidate.position, TopicCandidate.id)
    )
    return list(db.session.scalars(statement))


def in_office(term_id: int, day: date) -> list[Delegate]:
    """The delegates of a term in office on a day, by given name."""
    statement = (
        sa.select(Delegate)
        .where(
            Delegate.term_id == term_id,
            sa.or_(Delegate.starts_on.is_(None), Delegate.starts_on <= day),
            sa.or_(Delegate.ends_on.is_(None), Delegate.ends_on >= day),
        )
        .options(joinedload(Delegate.person), joinedload(Delegate.group))
    )
    return sorted(db.session.scalars(statement), key=lambda each: given_name_key(each.person.full_name))


def delegate_of(term_id: int, delegate_ids: Collection[int]) -> Delegate | None:
    """Who somebody known as one of these delegates is in a term: who was elected again is the same person."""
    if not delegate_ids:
        return None
    people = sa.select(Delegate.person_id).where(Delegate.id.in_(delegate_ids)).scalar_subquery()
    statement = (
        sa.select(Delegate)
        .where(Delegate.term_id == term_id, Delegate.person_id.in_(people))
        .options(joinedload(Delegate.person))
        .order_by(Delegate.id)
    )
    return db.session.scalars(statement).first()


def opinions_of(call_id: int, delegate_id: int | None = None) -> list[TopicOpinion]:
    """Every opinion on the shortlist of a call, or one delegate's."""
    statement = (
        sa.select(TopicOpinion)
        .join(TopicOpinion.candidate)
        .where(TopicCandidate.call_id == call_id)
        .order_by(TopicOpinion.id)
    )
    if delegate_id is not None:
        statement = statement.where(TopicOpinion.delegate_id == delegate_id)
    return list(db.session.scalars(statement))


def tallies(
    candidates: Sequence[TopicCandidate], opinions: Sequence[TopicOpinion], delegates: Sequence[Delegate]
) -> dict[int, Tally]:
    """The opinions on each group, of the delegates in office."""
    ids = {each.id for each in delegates}
    given: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for opinion in opinions:
        given[opinion.candidate_id].append((opinion.delegate_id, opinion.agrees))
    return {each.id: tally(given[each.id], ids) for each in candidates}


def sessions_of(sitting_id: int) -> list[QuestioningSession]:
    """The questioning sessions of a sitting, by day."""
    return list(
        db.session.scalars(
            sa.select(QuestioningSession)
            .where(QuestioningSession.sitting_id == sitting_id)
            .order_by(QuestioningSession.held_on, QuestioningSession.id)
        )
    )
