"""What came of a pledge through time: verdicts, decisions to stop or to take up again, and the chain of promises."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Body
from app.pledges.domain import ClosingReason, LinkKind, Verdict
from app.pledges.models.deadlines import Ground
from app.pledges.models.pledge import Pledge


class VerdictChange(CouncilOwned, Model):
    """An approved verdict, and the day from which it was known. Append-only, so that an earlier day can be asked for."""

    __tablename__ = "verdict_changes"
    __table_args__ = (Index(None, "pledge_id", "from_day", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    from_day: Mapped[date]
    verdict: Mapped[Verdict] = mapped_column(coded(Verdict, "known_verdict"))
    verdict_on: Mapped[date]
    completed_on: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")


class ClosingDecision(CouncilOwned, Model):
    """Following ended (`reason`) or was taken up again (no reason). Append-only: the latest line holds on a day."""

    __tablename__ = "closing_decisions"
    __table_args__ = (
        CheckConstraint(
            "reason IS NULL OR reason <> 'dropped' OR (ground_id IS NOT NULL AND length(trim(document_number)) > 0)",
            name="dropped_has_ground_and_number",
        ),
        Index(None, "pledge_id", "from_day", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    from_day: Mapped[date]
    reason: Mapped[ClosingReason | None] = mapped_column(coded(ClosingReason, "decision_reason"))
    closed_on: Mapped[date | None]
    ground_id: Mapped[int | None] = mapped_column(ForeignKey("grounds.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    document_number: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    ground: Mapped[Ground | None] = relationship(lazy="raise_on_sql")
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")


class PledgeLink(CouncilOwned, Model):
    """A later promise that follows an earlier one."""

    __tablename__ = "pledge_links"
    __table_args__ = (
        UniqueConstraint("older_id", "newer_id"),
        CheckConstraint("older_id <> newer_id", name="links_two_pledges"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    older_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    newer_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(coded(LinkKind, "link_kind"))
    decided_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")

    older: Mapped[Pledge] = relationship(lazy="raise_on_sql", foreign_keys=[older_id])
    newer: Mapped[Pledge] = relationship(lazy="raise_on_sql", foreign_keys=[newer_id])
