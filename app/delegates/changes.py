"""What happened since a moment to the questions and pledges a person follows, from the histories that only grow."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.audit.models import AuditEntry
from app.core.clock import local_day
from app.core.database import db
from app.core.tenancy import current_scope
from app.delegates.domain import News, Novelty
from app.delegates.whose import Whose
from app.monitoring.models import AgencyReport
from app.pledges.domain import DeadlineCause, RequestStatus
from app.pledges.models import ClosingDecision, DeadlineChange, ExtensionRequest, VerdictChange
from app.questions.domain import AnswerGiven
from app.questions.models import Answer

MOST = 30
"""As many things are told, the latest first."""


def news_since(since: datetime, who: Whose) -> list[News]:
    """Six statements, however much happened; at most `MOST` of each kind are looked at."""
    found = [
        *_of(VerdictChange, VerdictChange.recorded_at > since, who, lambda _each: Novelty.VERDICT),
        *_of(DeadlineChange, DeadlineChange.recorded_at > since, who, _moved),
        *_of(ClosingDecision, ClosingDecision.recorded_at > since, who, _ended),
        *_reports(since, who),
        *_refusals(since, who),
        *_answers(since, who),
    ]
    return sorted(found, key=lambda news: news.at, reverse=True)[:MOST]


def _of(
    history: Any, condition: sa.ColumnElement[bool], who: Whose, kind: Callable[[Any], Novelty]
) -> Iterable[News]:
    rows = db.session.scalars(
        _with_pledge(history, who).where(condition).order_by(history.id.desc()).limit(MOST)
    )
    return [News(kind=kind(each), at=each.recorded_at, record=each, pledge=each.pledge) for each in rows]


def _with_pledge(record: Any, who: Whose) -> Any:
    return sa.select(record).join(record.pledge).options(contains_eager(record.pledge)).where(who.follows)


def _moved(line: DeadlineChange) -> Novelty:
    if line.cause is DeadlineCause.ADOPTION:
        return Novelty.ADOPTED
    return Novelty.EXTENDED if line.cause is DeadlineCause.EXTENSION else Novelty.MOVED


def _ended(decision: ClosingDecision) -> Novelty:
    return Novelty.CLOSED if decision.reason else Novelty.REOPENED


def _reports(since: datetime, who: Whose) -> Iterable[News]:
    statement = _with_pledge(AgencyReport, who).where(AgencyReport.logged_at > since)
    rows = db.session.scalars(statement.order_by(AgencyReport.id.desc()).limit(MOST))
    return [News(kind=Novelty.REPORTED, at=each.logged_at, record=each, pledge=each.pledge) for each in rows]


def _refusals(since: datetime, who: Whose) -> Iterable[News]:
    """Requests for more time that were refused; one that was granted is told by the deadline it moved.

    Of a decision the day alone is kept: those of the day of the last visit are told once more.
    """
    statement = _with_pledge(ExtensionRequest, who).where(
        ExtensionRequest.status == RequestStatus.REFUSED, ExtensionRequest.decided_on >= local_day(since)
    )
    rows = db.session.scalars(statement.order_by(ExtensionRequest.id.desc()).limit(MOST))
    return [
        News(kind=Novelty.REFUSED, at=max(each.logged_at, since), record=each, pledge=each.pledge)
        for each in rows
    ]


def _answers(since: datetime, who: Whose) -> Iterable[News]:
    """Answers to the person's own questions; when they were put on record is known to the log alone."""
    if not who.delegate_ids:
        return []
    rows = db.session.execute(
        sa.select(Answer, AuditEntry.at)
        .join(
            AuditEntry,
            sa.and_(
                AuditEntry.subject_type == Answer.__name__,
                AuditEntry.subject_id == Answer.id,
                AuditEntry.event == AnswerGiven.__name__,
                AuditEntry.council_id == current_scope(),
            ),
        )
        .where(Answer.question_id.in_(who.questions), AuditEntry.at > since)
        .options(joinedload(Answer.question), joinedload(Answer.person), joinedload(Answer.office))
        .order_by(Answer.id.desc())
        .limit(MOST)
    )
    return [
        News(kind=Novelty.ANSWERED, at=at or since, record=answer, question=answer.question)
        for answer, at in rows
    ]
