"""The history of a deadline in force, requests to extend it, and what a deadline without a day hangs on."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Agency, Body
from app.pledges.domain import AnchorKind, DeadlineCause, GroundKind, RequestStatus, SittingPoint, is_late
from app.pledges.models.pledge import Pledge
from app.sittings.domain import SittingKind
from app.sittings.models import Sitting


class Ground(CouncilOwned, Versioned, Model):
    """A ground of the council's list, for extending a deadline or for dropping a pledge."""

    __tablename__ = "grounds"
    __table_args__ = (UniqueConstraint("council_id", "kind", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[GroundKind] = mapped_column(coded(GroundKind, "ground_kind"))
    words: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(default=False)


class ExtensionRequest(CouncilOwned, Versioned, Model):
    """A request for more time. Decided, triggers freeze it."""

    __tablename__ = "extension_requests"
    __table_args__ = (
        CheckConstraint(
            "status NOT IN ('granted', 'refused') OR (decided_on IS NOT NULL AND length(trim(decision_number)) > 0)",
            name="decided_has_day_and_number",
        ),
        CheckConstraint("decided_on IS NULL OR decided_on >= received_on", name="decided_after_receipt"),
        Index(None, "pledge_id", "status"),
        Index(None, "council_id", "status", "received_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    new_words: Mapped[str] = mapped_column(Text, default="")
    new_due_on: Mapped[date]
    ground_id: Mapped[int | None] = mapped_column(ForeignKey("grounds.id"))
    reason: Mapped[str] = mapped_column(Text)
    paper_number: Mapped[str] = mapped_column(String(120), default="")
    received_on: Mapped[date]
    due_on_before: Mapped[date | None]  # in force when the request was received
    status: Mapped[RequestStatus] = mapped_column(
        coded(RequestStatus, "request_status"), default=RequestStatus.PENDING
    )
    decided_on: Mapped[date | None]
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    decision_note: Mapped[str] = mapped_column(Text, default="")
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    ground: Mapped[Ground | None] = relationship(lazy="raise_on_sql")
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline it wants to move."""
        return is_late(self.received_on, self.due_on_before)

    def waits_on(self, day: date) -> bool:
        """Whether it was still undecided on a day after its receipt."""
        return self.decided_on is None or self.decided_on > day


class DeadlineAnchor(CouncilOwned, Versioned, Model):
    """What a deadline hangs on. `happened_on` is the day the event came or the condition was met."""

    __tablename__ = "deadline_anchors"
    __table_args__ = (
        UniqueConstraint("pledge_id", "kind"),
        CheckConstraint(
            "kind <> 'sitting' OR sitting_id IS NOT NULL OR (sitting_kind IS NOT NULL AND sitting_year IS NOT NULL)",
            name="sitting_is_named",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    kind: Mapped[AnchorKind] = mapped_column(coded(AnchorKind, "anchor_kind"))
    words: Mapped[str] = mapped_column(Text, default="")
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), index=True)
    sitting_kind: Mapped[SittingKind | None] = mapped_column(coded(SittingKind, "anchor_sitting_kind"))
    sitting_year: Mapped[int | None]
    point: Mapped[SittingPoint] = mapped_column(
        coded(SittingPoint, "sitting_point"), default=SittingPoint.CLOSING
    )
    days_after: Mapped[int] = mapped_column(default=0)
    duty_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    happened_on: Mapped[date | None]
    document_number: Mapped[str] = mapped_column(String(120), default="")

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    sitting: Mapped[Sitting | None] = relationship(lazy="raise_on_sql")
    duty_agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql")


class DeadlineChange(CouncilOwned, Model):
    """A deadline in force, and the day from which it counts. Append-only: the latest line by (`from_day`, `id`) holds on a day.

    `due_on` is the day by which it must be done, rolled to a working day where the council's setting says so;
    `plain_on` the day before rolling. Both are empty where the deadline lost its day.
    """

    __tablename__ = "deadline_changes"
    __table_args__ = (Index(None, "pledge_id", "from_day", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    from_day: Mapped[date]
    due_on: Mapped[date | None]
    plain_on: Mapped[date | None]
    cause: Mapped[DeadlineCause] = mapped_column(coded(DeadlineCause, "deadline_cause"))
    extension_id: Mapped[int | None] = mapped_column(ForeignKey("extension_requests.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    extension: Mapped[ExtensionRequest | None] = relationship(lazy="raise_on_sql")
