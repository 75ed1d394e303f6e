"""Ticking who reported before a sitting. A tick made by mistake is withdrawn, never removed."""

from app.accounts.models import User
from app.core.clock import now, today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock
from app.core.tenancy import get_owned
from app.council.models import Agency, Office
from app.evidence.commands import keep_file
from app.evidence.domain import CheckedFile
from app.pressing.clock import queries
from app.pressing.clock.domain import (
    NewSittingReport,
    Respondent,
    SittingReportLogged,
    SittingReportWithdrawn,
    check_report,
)
from app.pressing.models import SittingReport
from app.sittings.models import Sitting


def log_report(
    *, sitting: Sitting, new: NewSittingReport, file: CheckedFile | None, actor: User | None
) -> SittingReport:
    """Log the report of an office or an agency; one stands for each."""
    check_report(new, today=today())
    lock(sitting)
    _check_there(new.respondent)
    if queries.find_report(sitting.id, new.respondent) is not None:
        raise DomainError(N_("This report is logged already."))
    kept = keep_file(checked=file, actor=actor) if file else None
    report = SittingReport(
        sitting_id=sitting.id,
        office_id=new.respondent.office_id,
        agency_id=new.respondent.agency_id,
        received_on=new.received_on,
        document_number=new.document_number,
        note=new.note,
        evidence_id=kept.id if kept else None,
        logged_by_id=actor.id if actor else None,
    )
    db.session.add(report)
    db.session.flush()
    told = ("sitting_id", "office_id", "agency_id", "received_on", "document_number", "note", "evidence_id")
    details = {name: json_ready(getattr(report, name)) for name in told if getattr(report, name)}
    publish(SittingReportLogged(**about(report, actor), details=details))
    return report


def withdraw_report(*, report: SittingReport, actor: User | None) -> None:
    """Take back a report logged by mistake."""
    if report.withdrawn_at is not None:
        raise DomainError(N_("This report was taken back already."))
    report.withdrawn_at = now()
    details = {"sitting_id": report.sitting_id, "office_id": report.office_id, "agency_id": report.agency_id}
    db.session.flush()
    publish(SittingReportWithdrawn(**about(report, actor), details=details))


def _check_there(respondent: Respondent) -> None:
    """The office or agency belongs to this council."""
    found = (
        get_owned(Office, respondent.office_id)
        if respondent.office_id
        else get_owned(Agency, respondent.agency_id or 0)
    )
    if found is None:
        raise DomainError(N_("Choose who reported."), field="respondent")
