"""Rounds, the agencies' reports, and the assessments. Approved, triggers freeze a round's assessments."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import ExactNumber, Model, UtcDateTime, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Agency, Body, Delegate
from app.evidence.models import EvidenceFile
from app.monitoring.domain import Cause, NextStep, ReportState, ResultForm, RoundStatus
from app.pledges.domain import Verdict
from app.pledges.models import Pledge, PledgePart


class Round(CouncilOwned, Versioned, Model):
    """A monitoring round (đợt giám sát) with the day it looks at things as of."""

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("council_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    as_of: Mapped[date]
    status: Mapped[RoundStatus] = mapped_column(
        coded(RoundStatus, "round_status"), default=RoundStatus.PREPARING
    )
    assessing_body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    assessing_body: Mapped[Body | None] = relationship(lazy="raise_on_sql")


class AgencyReport(CouncilOwned, Model):
    """What an agency said of a pledge, with its paper. Never edited: a later report follows it."""

    __tablename__ = "agency_reports"
    __table_args__ = (Index(None, "pledge_id", "reported_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    state: Mapped[ReportState] = mapped_column(coded(ReportState, "report_state"))
    result_form: Mapped[ResultForm | None] = mapped_column(coded(ResultForm, "result_form"))
    text: Mapped[str] = mapped_column(Text, default="")
    figure: Mapped[str] = mapped_column(String(120), default="")
    value: Mapped[Decimal | None] = mapped_column(ExactNumber)  # of the pledge's measure
    difficulties: Mapped[str] = mapped_column(Text, default="")
    solution: Mapped[str] = mapped_column(Text, default="")  # and the new time proposed
    document_number: Mapped[str] = mapped_column(String(120), default="")
    reported_on: Mapped[date]
    claimed_done_on: Mapped[date | None]
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    agency_id: Mapped[int | None] = mapped_column(
        ForeignKey("agencies.id")
    )  # whose report it is; none in the oldest: of who had to act

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql")


class Assessment(CouncilOwned, Versioned, Model):
    """The verdict on one pledge in one round, with what its kind needs."""

    __tablename__ = "assessments"
    __table_args__ = (
        UniqueConstraint("round_id", "pledge_id"),
        CheckConstraint("verdict <> 'kept' OR completed_on IS NOT NULL", name="kept_has_its_day"),
        CheckConstraint(
            "verdict NOT IN ('broken', 'unsatisfactory') OR length(trim(reason)) > 0",
            name="blame_has_its_reason",
        ),
        CheckConstraint(
            "verdict <> 'partly_kept' OR length(trim(remaining)) > 0", name="partly_kept_names_the_rest"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), index=True)
    previous_verdict: Mapped[Verdict | None] = mapped_column(
        coded(Verdict, "previous_verdict")
    )  # of the round before
    report_id: Mapped[int | None] = mapped_column(ForeignKey("agency_reports.id"))  # the report it rests on
    verdict: Mapped[Verdict] = mapped_column(coded(Verdict, "verdict"), default=Verdict.NOT_ASSESSED)
    reason: Mapped[str] = mapped_column(Text, default="")
    remaining: Mapped[str] = mapped_column(Text, default="")
    completed_on: Mapped[date | None]
    value: Mapped[Decimal | None] = mapped_column(ExactNumber)  # of the measure, as the round found it
    opinion: Mapped[str] = mapped_column(Text, default="")  # of the committee
    cause: Mapped[Cause | None] = mapped_column(coded(Cause, "cause"))
    next_step: Mapped[NextStep | None] = mapped_column(coded(NextStep, "next_step"))
    assessed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    assessed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    round: Mapped[Round] = relationship(lazy="raise_on_sql")
    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    report: Mapped[AgencyReport | None] = relationship(lazy="raise_on_sql")
    evidence: Mapped[list["AssessmentEvidence"]] = relationship(
        lazy="raise_on_sql",
        order_by="AssessmentEvidence.evidence_id",
        cascade="all, delete-orphan",
        back_populates="assessment",
    )


class AssessmentEvidence(CouncilOwned, Model):
    """A file that supports an assessment, and what it proves."""

    __tablename__ = "assessment_evidence"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence_files.id"), primary_key=True)
    proves: Mapped[str] = mapped_column(String(300), default="")

    assessment: Mapped[Assessment] = relationship(lazy="raise_on_sql", back_populates="evidence")
    file: Mapped[EvidenceFile] = relationship(lazy="raise_on_sql")


class PartAssessment(CouncilOwned, Model):
    """The verdict on one part of a pledge, within the assessment of the whole."""

    __tablename__ = "part_assessments"
    __table_args__ = (
        UniqueConstraint("assessment_id", "part_id"),
        CheckConstraint("verdict <> 'kept' OR completed_on IS NOT NULL", name="kept_has_its_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("pledge_parts.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(coded(Verdict, "part_verdict"), default=Verdict.NOT_ASSESSED)
    completed_on: Mapped[date | None]
    reported_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")

    assessment: Mapped[Assessment] = relationship(lazy="raise_on_sql")
    part: Mapped[PledgePart] = relationship(lazy="raise_on_sql")


class RoundReport(CouncilOwned, Versioned, Model):
    """The words of the report (báo cáo) on a round; its figures come from the round itself."""

    __tablename__ = "round_reports"
    __table_args__ = (UniqueConstraint("round_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    addressee: Mapped[str] = mapped_column(Text, default="")
    results: Mapped[str] = mapped_column(Text, default="")
    shortcomings: Mapped[str] = mapped_column(Text, default="")
    causes: Mapped[str] = mapped_column(Text, default="")
    solutions: Mapped[str] = mapped_column(Text, default="")
    proposals: Mapped[str] = mapped_column(Text, default="")
    recipients: Mapped[str] = mapped_column(Text, default="")

    round: Mapped[Round] = relationship(lazy="raise_on_sql")


class ReportEvidence(CouncilOwned, Model):
    """A file that came with an agency's report: what it proves, and of which part."""

    __tablename__ = "report_evidence"

    report_id: Mapped[int] = mapped_column(ForeignKey("agency_reports.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence_files.id"), primary_key=True)
    proves: Mapped[str] = mapped_column(String(300), default="")
    part_id: Mapped[int | None] = mapped_column(ForeignKey("pledge_parts.id"))

    report: Mapped[AgencyReport] = relationship(lazy="raise_on_sql")
    file: Mapped[EvidenceFile] = relationship(lazy="raise_on_sql")
    part: Mapped[PledgePart | None] = relationship(lazy="raise_on_sql")


class RequestionProposal(CouncilOwned, Model):
    """Someone's proposal to question again about a pledge, and why."""

    __tablename__ = "requestion_proposals"
    __table_args__ = (Index(None, "pledge_id", "proposed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegates.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    delegate: Mapped[Delegate | None] = relationship(lazy="raise_on_sql")
