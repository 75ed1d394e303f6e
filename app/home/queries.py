"""What waits for whom: reads over all features, a handful of statements whatever roles one person has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership
from app.core.database import db
from app.council.domain import BodyKind
from app.council.models import Agency, Body, Council, Delegate, OfficeHolding, Term
from app.home.domain import RoundState, SessionState, SetupStep
from app.monitoring.domain import RoundStatus
from app.monitoring.models import AgencyReport, Assessment, Round
from app.pledges import extensions
from app.pledges.clarity import gaps, own_vague_words
from app.pledges.domain import Lifecycle, Verdict
from app.pledges.models import ExtensionRequest, Pledge
from app.questions.domain import QuestionKind
from app.questions.models import Answer, Question, QuestionAsker
from app.resolutions.domain import ResolutionStatus
from app.resolutions.models import Resolution
from app.sittings.domain import SessionKind
from app.sittings.models import QuestioningSession, TopicGroup

SHOWN = 8
_LOOKED_AT = 50
OF_QUESTIONING = (SessionKind.AT_SITTING, SessionKind.STANDING_COMMITTEE)


@dataclass(frozen=True)
class UnclearDraft:
    """A draft pledge and what it lacks."""

    pledge: Pledge
    lacking: tuple[str, ...]


def unclear_drafts(council: Council) -> list[UnclearDraft]:
    """Draft pledges that lack something, the newest first."""
    drafts = db.session.scalars(
        sa.select(Pledge)
        .where(Pledge.lifecycle == Lifecycle.DRAFT)
        .order_by(Pledge.id.desc())
        .limit(_LOOKED_AT)
    )
    own = own_vague_words(council.vague_words)
    looked_at = ((pledge, gaps(pledge, own)) for pledge in drafts)
    return [
        UnclearDraft(pledge, tuple(gap.label for gap in lacking)) for pledge, lacking in looked_at if lacking
    ][:SHOWN]


def sessions_without_resolution() -> list[SessionState]:
    """Questioning sessions that wait for a resolution, the latest first, with how many pledges they have.

    A resolution is adopted on what was asked and answered in the room (Luật 87/2015/QH13, art. 60.5, 69) and brings what
    was promised into force. Written questions are answered in 20 days (art. 60.4); an explanation ends with a conclusion
    of the Standing Committee (art. 72): without a pledge they wait for no resolution.
    """
    adopted = sa.exists().where(
        Resolution.session_id == QuestioningSession.id, Resolution.status == ResolutionStatus.ADOPTED
    )
    pledges = (
        sa.select(sa.func.count(Pledge.id))
        .where(Pledge.session_id == QuestioningSession.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(QuestioningSession, pledges)
        .where(~adopted, sa.or_(pledges > 0, _questioned_aloud()))
        .options(joinedload(QuestioningSession.sitting))
        .order_by(QuestioningSession.held_on.desc(), QuestioningSession.id.desc())
        .limit(SHOWN)
    )
    return [SessionState(session=session, pledges=count) for session, count in rows]


def _questioned_aloud() -> sa.ColumnElement[bool]:
    """Whether something was asked in the room of a session of questioning."""
    asked = (
        sa.exists()
        .where(Question.kind != QuestionKind.WRITTEN, Question.topic_group_id == TopicGroup.id)
        .where(TopicGroup.session_id == QuestioningSession.id)
    )
    return sa.and_(QuestioningSession.kind.in_(OF_QUESTIONING), asked)


def open_rounds() -> list[RoundState]:
    """Monitoring rounds not issued yet, with what is still missing in each."""
    reported = sa.exists().where(
        AgencyReport.round_id == Round.id, AgencyReport.pledge_id == Assessment.pledge_id
    )
    rows = db.session.execute(
        sa.select(
            Round,
            sa.func.count(Assessment.id),
            sa.func.sum(sa.case((Assessment.verdict == Verdict.NOT_ASSESSED, 1), else_=0)),
            sa.func.sum(sa.case((sa.and_(Assessment.id.is_not(None), ~reported), 1), else_=0)),
        )
        .outerjoin(Assessment, Assessment.round_id == Round.id)
        .where(Round.status != RoundStatus.ISSUED)
        .group_by(Round.id)
        .order_by(Round.as_of.desc(), Round.id.desc())
        .limit(SHOWN)
    )
    return [
        RoundState(round=each, pledges=total, unassessed=unassessed if total else 0, unreported=unreported)
        for each, total, unassessed, unreported in rows
    ]


def requests_to_decide() -> Sequence[ExtensionRequest]:
    """Requests for more time that wait for the Standing Committee, the oldest first."""
    return extensions.pending_requests(most=SHOWN)


def draft_resolutions() -> Sequence[Resolution]:
    """Resolutions prepared and not adopted yet, with their session."""
    return db.session.scalars(
        sa.select(Resolution)
        .where(Resolution.status == ResolutionStatus.DRAFT)
        .options(joinedload(Resolution.session))
        .order_by(Resolution.id.desc())
        .limit(SHOWN)
    ).all()


def pledges_to(memberships: Iterable[Membership]) -> Sequence[Pledge]:
    """Pledges given in answer to one's own questions, in any term, the nearest deadline first; closed ones are left out."""
    mine = [each.delegate_id for each in memberships if each.delegate_id is not None]
    if not mine:
        return []
    myself = sa.select(Delegate.person_id).where(Delegate.id.in_(mine))
    asked = (
        sa.select(Answer.id)
        .join(Question, Question.id == Answer.question_id)
        .join(QuestionAsker, QuestionAsker.question_id == Question.id)
        .join(Delegate, Delegate.id == QuestionAsker.delegate_id)
        .where(Delegate.person_id.in_(myself))
    )
    return db.session.scalars(
        sa.select(Pledge)
        .where(Pledge.answer_id.in_(asked), Pledge.lifecycle != Lifecycle.CLOSED)
        .options(joinedload(Pledge.person), joinedload(Pledge.office))
        .order_by(Pledge.effective_due_on.asc().nulls_last(), Pledge.id)
        .limit(2 * SHOWN)
    ).all()


def marks_of(pledges: Iterable[Pledge], *, day: date) -> dict[int, extensions.Marks]:
    """The marks beside those pledges' deadlines."""
    return extensions.marks_of([pledge.id for pledge in pledges], day=day)


def steps_to_do(council_id: int) -> list[SetupStep]:
    """The steps of setting a council up that have not been taken, in their order."""
    others = sa.select(sa.func.count(sa.distinct(Membership.user_id))).where(
        Membership.council_id == council_id, Membership.ended_at.is_(None)
    )
    taken = {
        SetupStep.TERM: sa.exists().where(Term.council_id == council_id),
        SetupStep.STANDING_COMMITTEE: sa.exists().where(
            Body.council_id == council_id, Body.kind == BodyKind.STANDING_COMMITTEE
        ),
        SetupStep.DELEGATES: sa.exists().where(Delegate.council_id == council_id),
        SetupStep.AGENCIES: sa.exists().where(Agency.council_id == council_id),
        SetupStep.OFFICE_HOLDERS: sa.exists().where(OfficeHolding.council_id == council_id),
        SetupStep.ACCOUNTS: others.scalar_subquery() > 1,
    }
    row = db.session.execute(
        sa.select(*[condition.label(step.name) for step, condition in taken.items()])
    ).one()
    return [step for step, is_taken in zip(taken, row, strict=True) if not is_taken]
