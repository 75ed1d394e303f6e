"""What waits for somebody to do it: reports that came back, rounds to judge or to approve, requests to decide."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app.accounts.domain import Role
from app.core.database import db
from app.core.errors import N_, DomainError
from app.monitoring.domain import RoundStatus
from app.monitoring.models import Assessment, Round
from app.pledges.domain import Lifecycle, Verdict
from app.pledges.extensions import pending_requests
from app.pledges.models import Pledge
from app.reminders.audience import Audience
from app.reminders.domain import Notice, ReminderReason
from app.reporting.domain import SubmissionStatus
from app.reporting.models import ReportSubmission


def tasks(audience: Audience) -> Iterator[Notice]:
    """Each is said once."""
    yield from _returned(audience)
    yield from _rounds(audience)
    yield from _requests(audience)


def _returned(audience: Audience) -> Iterator[Notice]:
    """Reports that are to be completed, as long as no other followed and the pledge is followed."""
    later = aliased(ReportSubmission)
    statement = (
        sa.select(ReportSubmission)
        .join(ReportSubmission.pledge)
        .where(
            ReportSubmission.status == SubmissionStatus.RETURNED,
            ReportSubmission.agency_id.in_(audience.of_agency),
            Pledge.lifecycle == Lifecycle.ADOPTED,
            ~sa.exists().where(later.follows_id == ReportSubmission.id),
        )
        .options(joinedload(ReportSubmission.pledge))
        .order_by(ReportSubmission.id)
    )
    for each in db.session.scalars(statement):
        yield Notice(
            key=f"returned:{each.id}",
            reason=ReminderReason.RETURNED,
            words=f"{each.pledge.code} · {each.pledge.words}",
            endpoint="",
            own_endpoint="reporting.show_own",
            values={"submission_id": each.id},
            note=DomainError(N_("To be completed: %(remark)s"), remark=each.remark),
            heard_by=audience.contacts(each.agency_id),
        )


def _rounds(audience: Audience) -> Iterator[Notice]:
    """A round that is judged: its committee's monitors while verdicts lack, the Standing Committee when none does."""
    unjudged = sa.func.sum(sa.case((Assessment.verdict == Verdict.NOT_ASSESSED, 1), else_=0))
    statement = (
        sa.select(Round, unjudged)
        .join(Assessment, Assessment.round_id == Round.id)
        .where(Round.status == RoundStatus.ASSESSING)
        .group_by(Round.id)
        .order_by(Round.number)
    )
    for round_, lacking in db.session.execute(statement):
        committee = audience.of_body.get(round_.assessing_body_id or 0)
        yield Notice(
            key=f"{'assess' if lacking else 'approve'}:{round_.id}",
            reason=ReminderReason.TO_ASSESS if lacking else ReminderReason.TO_DECIDE,
            words=round_.title,
            endpoint="monitoring.show_round",
            values={"round_id": round_.id},
            note=DomainError(N_("%(n)s pledges wait for a verdict."), n=lacking)
            if lacking
            else DomainError(N_("Every verdict is there; the round waits for approval.")),
            heard_by=(committee or audience.of(Role.MONITOR))
            if lacking
            else audience.of(Role.STANDING_COMMITTEE),
        )


def _requests(audience: Audience) -> Iterator[Notice]:
    if not audience.of(Role.STANDING_COMMITTEE):
        return
    for request in pending_requests():
        yield Notice(
            key=f"request:{request.id}",
            reason=ReminderReason.TO_DECIDE,
            words=f"{request.pledge.code} · {request.pledge.words}",
            endpoint="extensions.decide",
            values={"request_id": request.id},
            note=DomainError(N_("More time is asked for, until %(day)s."), day=request.new_due_on),
            heard_by=audience.of(Role.STANDING_COMMITTEE),
        )
