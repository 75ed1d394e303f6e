"""Who must act for a pledge when agencies and offices change, and who watches it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Model, UtcDateTime
from app.core.tenancy import CouncilOwned
from app.council.models import Agency, Office, Succession
from app.pledges.models.pledge import Pledge


class PledgeAssignment(CouncilOwned, Model):
    """From a day on another agency or office must act. Append-only: the latest line by (`from_day`, `id`) holds on a day.

    `part_id` names a share that passes on; without it the whole pledge does.
    """

    __tablename__ = "pledge_assignments"
    __table_args__ = (
        CheckConstraint("agency_id IS NOT NULL OR office_id IS NOT NULL", name="someone_must_act"),
        Index(None, "pledge_id", "from_day", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    part_id: Mapped[int | None] = mapped_column(ForeignKey("pledge_parts.id"))
    from_day: Mapped[date]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    succession_id: Mapped[int | None] = mapped_column(ForeignKey("successions.id"), index=True)
    document_number: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql")
    office: Mapped[Office | None] = relationship(lazy="raise_on_sql")
    succession: Mapped[Succession | None] = relationship(lazy="raise_on_sql")


class PledgeWatch(CouncilOwned, Model):
    """A person who wants to hear what becomes of a pledge."""

    __tablename__ = "pledge_watches"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
