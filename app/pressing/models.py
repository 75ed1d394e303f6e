"""Letters and their recipients, the council's ladder and the steps taken, and who reported before a sitting."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime, Versioned, coded
from app.core.jobs.models import Job
from app.core.tenancy import CouncilOwned
from app.council.models import Agency, Office
from app.documents.models import IssuedDocument
from app.evidence.models import EvidenceFile
from app.monitoring.models import Round
from app.pledges.models import Pledge
from app.pressing.domain import LetterKind, StepKind
from app.sittings.models import Sitting


class LadderStep(CouncilOwned, Versioned, Model):
    """A step of the council's ladder, in its order."""

    __tablename__ = "ladder_steps"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[StepKind] = mapped_column(coded(StepKind, "step_kind"))
    name: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(default=False)


class LetterRun(CouncilOwned, Versioned, Model):
    """Letters of one kind made together, one an agency. `words` is what was chosen for all of them."""

    __tablename__ = "letter_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[LetterKind] = mapped_column(coded(LetterKind, "letter_kind"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), index=True)
    signed_on: Mapped[date]
    answer_due_on: Mapped[date | None]
    words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    round: Mapped[Round | None] = relationship(lazy="raise_on_sql")
    sitting: Mapped[Sitting | None] = relationship(lazy="raise_on_sql")
    job: Mapped[Job | None] = relationship(lazy="raise_on_sql")


class Letter(CouncilOwned, Versioned, Model):
    """The letter of a run to one agency; issued once `document_id` is there."""

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("run_id", "agency_id"),
        UniqueConstraint("document_id"),
        Index(None, "council_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("letter_runs.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    position: Mapped[int] = mapped_column(default=0)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_documents.id"))
    answered_on: Mapped[date | None]  # the explanation or report asked for came
    answer_number: Mapped[str] = mapped_column(String(120), default="")
    answer_note: Mapped[str] = mapped_column(Text, default="")

    run: Mapped[LetterRun] = relationship(lazy="raise_on_sql")
    agency: Mapped[Agency] = relationship(lazy="raise_on_sql")
    document: Mapped[IssuedDocument | None] = relationship(lazy="raise_on_sql")
    pledges: Mapped[list["LetterPledge"]] = relationship(
        lazy="raise_on_sql",
        order_by="LetterPledge.position",
        cascade="all, delete-orphan",
        back_populates="letter",
    )


class LetterPledge(CouncilOwned, Model):
    """A pledge a letter speaks of."""

    __tablename__ = "letter_pledges"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    letter: Mapped[Letter] = relationship(lazy="raise_on_sql", back_populates="pledges")
    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")


class PledgeStep(CouncilOwned, Model):
    """A step of the ladder taken for a pledge. Append-only; repeats are allowed."""

    __tablename__ = "pledge_steps"
    __table_args__ = (Index(None, "pledge_id", "taken_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("ladder_steps.id"), index=True)
    taken_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(String(120), default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_documents.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    step: Mapped[LadderStep] = relationship(lazy="raise_on_sql")
    document: Mapped[IssuedDocument | None] = relationship(lazy="raise_on_sql")


class SittingReport(CouncilOwned, Model):
    """A report on the resolution and on what was promised that came before a sitting (Luật 87/2015/QH13, art. 60.7)."""

    __tablename__ = "sitting_reports"
    __table_args__ = (
        CheckConstraint("office_id IS NOT NULL OR agency_id IS NOT NULL", name="someone_reported"),
        Index(None, "sitting_id", "office_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    received_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_files.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # ticked by mistake
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    sitting: Mapped[Sitting] = relationship(lazy="raise_on_sql")
    office: Mapped[Office | None] = relationship(lazy="raise_on_sql")
    agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql")
    file: Mapped[EvidenceFile | None] = relationship(lazy="raise_on_sql")
