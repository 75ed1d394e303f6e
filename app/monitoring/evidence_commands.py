"""Files under an assessment: handed in with it, taken over from a report, taken off."""

from collections.abc import Iterable, Sequence

from app.accounts.models import User
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about
from app.evidence.commands import keep_file
from app.evidence.domain import CheckedFile
from app.monitoring import queries
from app.monitoring.domain import EvidenceAttached, EvidenceDetached, RoundStatus
from app.monitoring.models import Assessment, AssessmentEvidence
from app.monitoring.turns import lock_open
from app.pledges.domain import Verdict


def attach_evidence(*, assessment: Assessment, files: Sequence[CheckedFile], actor: User | None) -> None:
    """Keep files that were checked, and attach them to the row."""
    lock_open(assessment.round, RoundStatus.COLLECTING, RoundStatus.ASSESSING)
    for checked in files:
        kept = keep_file(checked=checked, actor=actor)
        assessment.evidence.append(AssessmentEvidence(evidence_id=kept.id, file=kept))
        db.session.flush()
        publish(
            EvidenceAttached(**about(assessment, actor), details={"evidence_id": kept.id, "name": kept.name})
        )


def take_over_evidence(*, assessment: Assessment, evidence_ids: Iterable[int], actor: User | None) -> None:
    """Let files that came with reports of this pledge support the verdict too, with what they were said to prove."""
    lock_open(assessment.round, RoundStatus.COLLECTING, RoundStatus.ASSESSING)
    came = {each.evidence_id: each for each in queries.evidence_of_reports(assessment.pledge_id)}
    held = {each.evidence_id for each in assessment.evidence}
    for evidence_id in dict.fromkeys(evidence_ids):
        if evidence_id not in came:
            raise DomainError(
                N_("Choose among the files that came with reports of this pledge."), field="taken"
            )
        if evidence_id in held:
            continue
        file, proves = came[evidence_id].file, came[evidence_id].proves
        assessment.evidence.append(AssessmentEvidence(evidence_id=evidence_id, file=file, proves=proves))
        db.session.flush()
        details = {"evidence_id": evidence_id, "name": file.name, "proves": proves}
        publish(EvidenceAttached(**about(assessment, actor), details=details))


def detach_evidence(*, assessment: Assessment, evidence_id: int, actor: User | None) -> None:
    """Take a file off the row, as long as the verdict does not rest on it; the file itself is kept."""
    lock_open(assessment.round, RoundStatus.COLLECTING, RoundStatus.ASSESSING)
    attached = next((each for each in assessment.evidence if each.evidence_id == evidence_id), None)
    if attached is None:
        return
    if assessment.verdict is Verdict.KEPT and len(assessment.evidence) == 1:
        raise DomainError(N_("“Kept” needs a file that shows the result."), field="evidence")
    assessment.evidence.remove(attached)
    db.session.flush()
    publish(EvidenceDetached(**about(assessment, actor), details={"evidence_id": evidence_id}))
