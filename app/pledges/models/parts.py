"""The parts of a pledge, each with its own deadline and verdict."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Model, Versioned, coded
from app.core.tenancy import CouncilOwned
from app.council.models import Agency
from app.pledges.domain import PartKind, Verdict
from app.pledges.models.pledge import Pledge


class PledgePart(CouncilOwned, Versioned, Model):
    """A step of the roadmap, an agency's share, an occurrence. From adoption on its words and its deadline are frozen.

    `verdict`, `verdict_on` and `completed_on` repeat the last approved assessment of the part.
    """

    __tablename__ = "pledge_parts"
    __table_args__ = (
        CheckConstraint("kind <> 'share' OR agency_id IS NOT NULL", name="share_names_its_agency"),
        CheckConstraint("length(trim(words)) > 0", name="has_words"),
        Index(None, "pledge_id", "kind", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    kind: Mapped[PartKind] = mapped_column(coded(PartKind, "part_kind"))
    position: Mapped[int] = mapped_column(default=1)
    words: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    due_words: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    must_show: Mapped[str] = mapped_column(Text, default="")
    required: Mapped[bool] = mapped_column(default=True)
    decided_on: Mapped[date | None]  # of the decision that added it to an adopted pledge
    document_number: Mapped[str] = mapped_column(String(120), default="")
    verdict: Mapped[Verdict] = mapped_column(coded(Verdict, "part_verdict"), default=Verdict.NOT_ASSESSED)
    verdict_on: Mapped[date | None]
    completed_on: Mapped[date | None]

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql")
