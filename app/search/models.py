"""What a search goes through: one row a record, filled in the transaction that writes the record.

`folded` is what is compared, by FTS5 on SQLite and by `to_tsvector('simple', …)` on PostgreSQL. Everything here can be made
anew from the records (`reindex-search`), so backups leave it out.
"""

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, coded
from app.core.tenancy import CouncilOwned
from app.search.domain import SearchKind


class SearchEntry(CouncilOwned, Model):
    """A record as a search finds and shows it. `page_id` is the record whose page it stands on."""

    __tablename__ = "search_entries"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SearchKind] = mapped_column(coded(SearchKind, "search_kind"))
    record_id: Mapped[int]
    page_id: Mapped[int]
    day: Mapped[date | None]
    title: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)  # what else it is found by
    folded_title: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)  # title and words, and the other form of each abbreviation
