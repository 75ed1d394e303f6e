"""Evidence: the bytes lie in the store under their checksum; the row says what they are."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Model, UtcDateTime
from app.core.tenancy import CouncilOwned
from app.evidence.domain import shows_in_browser


class EvidenceFile(CouncilOwned, Model):
    """A file handed in as evidence; never changed, so its checksum stays true."""

    __tablename__ = "evidence_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(300))
    has_active_content: Mapped[bool] = mapped_column(
        default=False
    )  # a PDF with scripts, launch actions or files inside
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    @property
    def is_shown(self) -> bool:
        """Whether it may be looked at in a page of ours."""
        return shows_in_browser(self.media_type, has_active_content=self.has_active_content)

    @property
    def is_image(self) -> bool:
        return self.is_shown and self.media_type.startswith("image/")
