"""Reports as agencies send them. Accepted, one becomes an `AgencyReport` of the register. Sent, triggers freeze it."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import ExactNumber, Model, UtcDateTime, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Agency
from app.evidence.models import EvidenceFile
from app.monitoring.domain import ReportState, ResultForm
from app.monitoring.models import AgencyReport, Round
from app.pledges.models import Ground, Pledge, PledgePart
from app.reporting.domain import SubmissionStatus


class ReportSubmission(CouncilOwned, Versioned, Model):
    """What an agency wrote of a pledge; `follows_id` names the one that was returned."""

    __tablename__ = "report_submissions"
    __table_args__ = (
        CheckConstraint(
            "status = 'draft' OR (sent_at IS NOT NULL AND reported_on IS NOT NULL)", name="sent_has_its_day"
        ),
        CheckConstraint("status <> 'returned' OR length(trim(remark)) > 0", name="returned_has_its_remark"),
        CheckConstraint("(status = 'accepted') = (report_id IS NOT NULL)", name="accepted_is_a_report"),
        Index(None, "council_id", "agency_id", "status"),
        Index(None, "pledge_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("report_submissions.id"))
    status: Mapped[SubmissionStatus] = mapped_column(
        coded(SubmissionStatus, "submission_status"), default=SubmissionStatus.DRAFT
    )
    state: Mapped[ReportState] = mapped_column(
        coded(ReportState, "report_state"), default=ReportState.IN_PROGRESS
    )
    result_form: Mapped[ResultForm | None] = mapped_column(coded(ResultForm, "result_form"))
    text: Mapped[str] = mapped_column(Text, default="")
    figure: Mapped[str] = mapped_column(String(120), default="")
    value: Mapped[Decimal | None] = mapped_column(ExactNumber)
    difficulties: Mapped[str] = mapped_column(Text, default="")
    solution: Mapped[str] = mapped_column(Text, default="")
    asked_words: Mapped[str] = mapped_column(Text, default="")  # the new deadline asked for, as written
    asked_due_on: Mapped[date | None]
    asked_ground_id: Mapped[int | None] = mapped_column(ForeignKey("grounds.id"))
    document_number: Mapped[str] = mapped_column(String(120), default="")
    reported_on: Mapped[date | None]
    claimed_done_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    remark: Mapped[str] = mapped_column(Text, default="")  # what is to be completed
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("agency_reports.id"))

    agency: Mapped[Agency] = relationship(lazy="raise_on_sql")
    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    round: Mapped[Round | None] = relationship(lazy="raise_on_sql")
    report: Mapped[AgencyReport | None] = relationship(lazy="raise_on_sql")
    asked_ground: Mapped[Ground | None] = relationship(lazy="raise_on_sql")
    evidence: Mapped[list["SubmissionEvidence"]] = relationship(
        lazy="raise_on_sql",
        order_by="SubmissionEvidence.evidence_id",
        cascade="all, delete-orphan",
        back_populates="submission",
    )


class SubmissionEvidence(CouncilOwned, Model):
    """A file that goes with a report: what it proves, and of which part."""

    __tablename__ = "submission_evidence"

    submission_id: Mapped[int] = mapped_column(ForeignKey("report_submissions.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence_files.id"), primary_key=True)
    proves: Mapped[str] = mapped_column(String(300), default="")
    part_id: Mapped[int | None] = mapped_column(ForeignKey("pledge_parts.id"))

    submission: Mapped[ReportSubmission] = relationship(lazy="raise_on_sql", back_populates="evidence")
    file: Mapped[EvidenceFile] = relationship(lazy="raise_on_sql")
    part: Mapped[PledgePart | None] = relationship(lazy="raise_on_sql")
