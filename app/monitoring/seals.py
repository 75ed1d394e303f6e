"""The digest of what approval freezes of a round: its day, who approved it, and every verdict with its grounds and files."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.seals import Compared, compare
from app.core.database import db
from app.core.seals import sealed
from app.monitoring.domain import ReportLogged, RoundApproved, RoundStatus
from app.monitoring.models import (
    AgencyReport,
    Assessment,
    AssessmentEvidence,
    PartAssessment,
    ReportEvidence,
    Round,
)

ROUND = ("id", "council_id", "number", "title", "as_of", "assessing_body_id", "approved_by_id", "approved_at")
ASSESSMENT = (
    "pledge_id", "previous_verdict", "report_id", "verdict", "reason", "remaining", "completed_on", "cause", "next_step",
    "value", "opinion", "assessed_by_id", "assessed_at",
)  # fmt: skip
REPORT = (
    "id", "council_id", "pledge_id", "round_id", "state", "result_form", "text", "figure", "value", "difficulties",
    "solution", "document_number", "reported_on", "claimed_done_on", "logged_at", "logged_by_id",
)  # fmt: skip
PART = ("part_id", "verdict", "completed_on", "reported_on", "note")
EVIDENCE = ("evidence_id", "proves")
PROOF = ("evidence_id", "proves", "part_id")
CLOSED = (RoundStatus.APPROVED, RoundStatus.ISSUED)


def seals_of(rounds: Sequence[Round]) -> dict[int, str]:
    """By the id of the round, in four statements however many there are."""
    ids = [each.id for each in rounds]
    ours = sa.select(Assessment.id).where(Assessment.round_id.in_(ids))
    evidence = _by_assessment(AssessmentEvidence, EVIDENCE, ours)
    parts = _by_assessment(PartAssessment, PART, ours)
    rows: dict[int, list[str]] = defaultdict(list)
    for row in db.session.scalars(
        sa.select(Assessment).where(Assessment.round_id.in_(ids)).order_by(Assessment.pledge_id)
    ):
        rows[row.round_id].append(
            sealed(row, ASSESSMENT, evidence=evidence.get(row.id, []), parts=parts.get(row.id, []))
        )
    return {each.id: sealed(each, ROUND, rows=rows[each.id]) for each in rounds}


def _by_assessment(model: Any, columns: tuple[str, ...], ours: sa.Select[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    statement = sa.select(model).where(model.assessment_id.in_(ours)).order_by(getattr(model, columns[0]))
    for record in db.session.scalars(statement):
        found[record.assessment_id].append(sealed(record, columns))
    return found


def seal_of_report(report: AgencyReport) -> str:
    """Of a report just entered, with the files that came along."""
    return _sealed_report(report, _evidence_of(ReportEvidence.report_id == report.id)[report.id])


def _sealed_report(report: AgencyReport, files: list[str]) -> str:
    """What reports of the first release had not is left out of theirs."""
    later: dict[str, Any] = {"evidence": files, "agency_id": report.agency_id}
    return sealed(report, REPORT, **{name: value for name, value in later.items() if value})


def _evidence_of(*conditions: sa.ColumnElement[bool]) -> defaultdict[int, list[str]]:
    """The sealed files of reports, by the id of the report."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    statement = sa.select(ReportEvidence).where(*conditions).order_by(ReportEvidence.evidence_id)
    for each in db.session.scalars(statement):
        found[each.report_id].append(sealed(each, PROOF))
    return found


def compare_rounds() -> Compared:
    """Every approved round with what the log says of its approval."""
    statement = sa.select(Round).where(Round.status.in_(CLOSED)).order_by(Round.id)
    rounds = db.session.scalars(statement).all()
    names = {each.id: str(each.number) for each in rounds}
    return compare(
        event=RoundApproved.__name__, what=_("Monitoring round"), digests=seals_of(rounds), names=names
    )


def compare_reports() -> Compared:
    """Every report of an agency with what the log says of its coming."""
    digests, names, files = {}, {}, _evidence_of()
    statement = sa.select(AgencyReport).order_by(AgencyReport.id)
    for report in db.session.scalars(statement.execution_options(yield_per=200)):
        digests[report.id] = _sealed_report(report, files[report.id])
        names[report.id] = str(report.id)
    return compare(event=ReportLogged.__name__, what=_("Agency report"), digests=digests, names=names)
