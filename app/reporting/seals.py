"""The digests of a report an agency sent: what it says, with its files, and how the secretariat decided on it."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.seals import Compared, compare
from app.core.database import db
from app.core.seals import sealed
from app.reporting.domain import (
    SubmissionAccepted,
    SubmissionReturned,
    SubmissionSent,
    SubmissionStatus,
)
from app.reporting.models import ReportSubmission, SubmissionEvidence

CONTENT = (
    "id", "council_id", "agency_id", "pledge_id", "round_id", "follows_id", "state", "result_form", "text", "figure",
    "value", "difficulties", "solution", "asked_words", "asked_due_on", "asked_ground_id", "document_number",
    "reported_on", "claimed_done_on", "created_at", "created_by_id", "sent_at", "sent_by_id",
)  # fmt: skip
DECISION = ("id", "council_id", "status", "remark", "decided_at", "decided_by_id", "report_id")
PROOF = ("evidence_id", "proves", "part_id")


def seal_of(submission: ReportSubmission) -> str:
    """Of a report just sent, whose files are loaded."""
    return _sealed(submission, submission.evidence)


def seal_of_decision(submission: ReportSubmission) -> str:
    """Of a report just returned or accepted."""
    return sealed(submission, DECISION)


def _sealed(submission: ReportSubmission, evidence: Sequence[SubmissionEvidence]) -> str:
    files = sorted(evidence, key=lambda each: each.evidence_id)
    return sealed(submission, CONTENT, evidence=[sealed(each, PROOF) for each in files])


def compare_submissions() -> Compared:
    """Every report that was sent with what the log says of its sending, and of what was decided on it."""
    evidence: defaultdict[int, list[SubmissionEvidence]] = defaultdict(list)
    for each in db.session.scalars(sa.select(SubmissionEvidence)):
        evidence[each.submission_id].append(each)
    sent: dict[int, str] = {}
    decided: dict[SubmissionStatus, dict[int, str]] = {
        SubmissionStatus.RETURNED: {},
        SubmissionStatus.ACCEPTED: {},
    }
    statement = sa.select(ReportSubmission).where(ReportSubmission.status != SubmissionStatus.DRAFT)
    for submission in db.session.scalars(
        statement.order_by(ReportSubmission.id).execution_options(yield_per=200)
    ):
        sent[submission.id] = _sealed(submission, evidence[submission.id])
        if submission.status in decided:
            decided[submission.status][submission.id] = seal_of_decision(submission)
    names = {each: str(each) for each in sent}
    found = (
        compare(event=SubmissionSent.__name__, what=_("Report of an agency"), digests=sent, names=names),
        compare(
            event=SubmissionReturned.__name__,
            what=_("Return of an agency's report"),
            digests=decided[SubmissionStatus.RETURNED],
            names=names,
        ),
        compare(
            event=SubmissionAccepted.__name__,
            what=_("Acceptance of an agency's report"),
            digests=decided[SubmissionStatus.ACCEPTED],
            names=names,
        ),
    )
    return Compared([fault for each in found for fault in each.faults], sum(each.uncovered for each in found))
