"""Writing, sending, returning and accepting the reports of agencies. Sent, triggers freeze one."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from typing import Any

from app.accounts.models import User
from app.core.clock import now, today
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import Event, publish
from app.core.records import about, lock, put, refuse_stale
from app.evidence.commands import keep_file
from app.evidence.domain import CheckedFile
from app.monitoring import queries as monitoring
from app.monitoring.commands import log_report
from app.monitoring.domain import Proof
from app.monitoring.models import AgencyReport
from app.monitoring.report_commands import check_proofs, enter_report
from app.pledges import history
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.reporting import queries
from app.reporting.domain import (
    AtSending,
    NewSubmission,
    SubmissionAccepted,
    SubmissionChanged,
    SubmissionDiscarded,
    SubmissionDrafted,
    SubmissionReturned,
    SubmissionSent,
    SubmissionStatus,
    check_move,
    check_sending,
)
from app.reporting.models import ReportSubmission, SubmissionEvidence
from app.reporting.seals import seal_of, seal_of_decision

CONTENT = tuple(field.name for field in fields(NewSubmission))


def save_draft(
    *,
    agency_id: int,
    pledge: Pledge,
    new: NewSubmission,
    expected_version: int | None,
    actor: User | None,
    proofs: Sequence[Proof] = (),
    removed: Collection[int] = (),
) -> ReportSubmission:
    """Keep what an agency typed of a pledge. It has one draft of it, on which both of its contacts write.

    `proofs` say what files handed in before prove; those of `removed` are taken off the draft.
    """
    draft, begun = _draft_of(agency_id, pledge, actor)
    columns = asdict(new)
    if not begun:
        refuse_stale(draft, columns, expected_version)
    put(draft, columns)
    changes = changes_of(draft)
    files_changed = _settle_files(draft, proofs, removed)
    if not begun and (changes or files_changed):
        db.session.flush()
        _tell(SubmissionChanged, draft, actor)
    db.session.flush()
    return draft


def attach_files(
    *, agency_id: int, pledge: Pledge, files: Sequence[CheckedFile], actor: User | None
) -> ReportSubmission:
    """Keep files that were checked with the agency's draft, whatever else is still wrong in it."""
    draft, _begun = _draft_of(agency_id, pledge, actor)
    for checked in files:
        kept = keep_file(checked=checked, actor=actor)
        draft.evidence.append(SubmissionEvidence(evidence_id=kept.id, file=kept))
    db.session.flush()
    _tell(SubmissionChanged, draft, actor, evidence=[each.name for each in files])
    return draft


def discard_draft(*, draft: ReportSubmission, actor: User | None) -> None:
    """Throw a draft away; nothing else can be."""
    _turn(draft)
    if draft.status is not SubmissionStatus.DRAFT:
        raise DomainError(N_("A report once sent stays."))
    _tell(SubmissionDiscarded, draft, actor)
    db.session.delete(draft)
    db.session.flush()


def send_report(*, draft: ReportSubmission, expected_version: int | None, actor: User | None) -> None:
    """Send a draft to the secretariat. From here on nobody edits it."""
    _turn(draft)
    check_move(draft.status, SubmissionStatus.SENT)
    refuse_stale(draft, {}, expected_version)
    check_before_sending(draft)
    leads = draft.agency_id == draft.pledge.acting_agency_id
    row = monitoring.find_open_row(draft.pledge_id) if leads else None
    put(
        draft,
        {
            "status": SubmissionStatus.SENT,
            "sent_at": now(),
            "sent_by_id": _id(actor),
            "round_id": row.round_id if row else None,
        },
    )
    db.session.flush()
    told = {name: json_ready(value) for name, value in asdict(content_of(draft)).items() if value}
    files = [each.evidence_id for each in draft.evidence]
    _tell(SubmissionSent, draft, actor, **told, evidence=files, digest=seal_of(draft))


def check_before_sending(draft: ReportSubmission) -> None:
    """Raise `DomainError` on the first field that keeps a draft from being sent."""
    _need_followed(draft.pledge)
    at = AtSending(
        promised_on=draft.pledge.session.held_on,
        due_on=getattr(history.deadline_on(draft.pledge_id, today()), "due_on", None),
        today=today(),
    )
    check_sending(content_of(draft), proofs_of(draft), at)


def complete_report(*, returned: ReportSubmission, actor: User | None) -> ReportSubmission:
    """Begin the report that follows a returned one, with its words and its files; nothing of the returned one changes."""
    _turn(returned)
    if returned.status is not SubmissionStatus.RETURNED:
        raise DomainError(N_("Only a report that was returned is completed."))
    if queries.find_draft(agency_id=returned.agency_id, pledge_id=returned.pledge_id) is not None:
        raise DomainError(
            N_("A draft of this pledge is at hand already. Go on with it, or throw it away first.")
        )
    draft, _begun = _draft_of(returned.agency_id, returned.pledge, actor)
    put(draft, {"follows_id": returned.id, **asdict(content_of(returned))})
    for each in returned.evidence:
        draft.evidence.append(
            SubmissionEvidence(
                evidence_id=each.evidence_id, file=each.file, proves=each.proves, part_id=each.part_id
            )
        )
    db.session.flush()
    return draft


def return_report(*, submission: ReportSubmission, remark: str, actor: User | None) -> None:
    """Return a report for completion, saying what is missing."""
    _turn(submission)
    check_move(submission.status, SubmissionStatus.RETURNED)
    if not remark.strip():
        raise DomainError(N_("Write what the agency has to complete."), field="remark")
    _decide(submission, SubmissionStatus.RETURNED, actor, remark=remark)
    _tell(SubmissionReturned, submission, actor, remark=remark, digest=seal_of_decision(submission))


def accept_report(*, submission: ReportSubmission, actor: User | None) -> AgencyReport:
    """Take a report into the register as the agency sent it, files and all.

    That of who must act is the report of the round that takes reports; any other stands with the pledge alone.
    """
    _turn(submission)
    check_move(submission.status, SubmissionStatus.ACCEPTED)
    new, proofs = content_of(submission).as_report(), proofs_of(submission)
    pledge, agency_id = submission.pledge, submission.agency_id
    row = monitoring.find_open_row(pledge.id) if agency_id == pledge.acting_agency_id else None
    if row is None:
        report = enter_report(pledge=pledge, agency_id=agency_id, new=new, proofs=proofs, actor=actor)
    else:
        assessment = monitoring.get_assessment(row.id)
        report = log_report(assessment=assessment, new=new, proofs=proofs, actor=actor)
    _decide(submission, SubmissionStatus.ACCEPTED, actor, report_id=report.id)
    _tell(SubmissionAccepted, submission, actor, report_id=report.id, digest=seal_of_decision(submission))
    return report


def content_of(submission: ReportSubmission) -> NewSubmission:
    return NewSubmission(**{name: getattr(submission, name) for name in CONTENT})


def proofs_of(submission: ReportSubmission) -> list[Proof]:
    return [
        Proof(evidence_id=each.evidence_id, proves=each.proves, part_id=each.part_id)
        for each in submission.evidence
    ]


def _draft_of(agency_id: int, pledge: Pledge, actor: User | None) -> tuple[ReportSubmission, bool]:
    """The agency's draft of the pledge, and whether it was begun just now."""
    lock(pledge)
    db.session.refresh(pledge, ["lifecycle", "version"])
    _need_followed(pledge)
    draft = queries.find_draft(agency_id=agency_id, pledge_id=pledge.id)
    if draft is not None:
        return draft, False
    draft = ReportSubmission(
        agency_id=agency_id, pledge_id=pledge.id, pledge=pledge, created_by_id=_id(actor), evidence=[]
    )
    db.session.add(draft)
    db.session.flush()
    _tell(SubmissionDrafted, draft, actor)
    return draft, True


def _need_followed(pledge: Pledge) -> None:
    if pledge.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Only an adopted pledge that is still followed is reported on."))


def _settle_files(draft: ReportSubmission, proofs: Sequence[Proof], removed: Collection[int]) -> bool:
    """Write beside each file what it proves, take off what is removed. Whether anything changed."""
    check_proofs(draft.pledge_id, proofs)
    said = {each.evidence_id: each for each in proofs}
    before = proofs_of(draft)
    for each in list(draft.evidence):
        proof = said.get(each.evidence_id)
        if each.evidence_id in removed:
            draft.evidence.remove(each)
        elif proof is not None:
            put(each, {"proves": proof.proves, "part_id": proof.part_id})
    return before != proofs_of(draft)


def _turn(submission: ReportSubmission) -> None:
    """Wait for whoever works on the report, then look at its state as it is now."""
    lock(submission)
    db.session.refresh(submission, ["status", "version"])


def _decide(
    submission: ReportSubmission, status: SubmissionStatus, actor: User | None, **columns: Any
) -> None:
    decided = {"status": status, "decided_at": now(), "decided_by_id": _id(actor)}
    put(submission, {**decided, **columns})
    db.session.flush()


def _tell(event: type[Event], submission: ReportSubmission, actor: User | None, **details: Any) -> None:
    told = {"pledge": submission.pledge.code, "agency_id": submission.agency_id, **details}
    publish(event(**about(submission, actor), details=told))


def _id(actor: User | None) -> int | None:
    return actor.id if actor else None
