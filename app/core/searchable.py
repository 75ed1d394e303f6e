"""Rows found by words typed without diacritics: a folded column filled by Python on both databases."""

from typing import Any

from sqlalchemy import Text, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from app.core.text import fold


class Searchable:
    """A row with a folded column of what it is found by."""

    search_text: Mapped[str] = mapped_column(Text, default="")

    def search_source(self) -> str:
        """The words this row is found by."""
        raise NotImplementedError


def _fill(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    target.search_text = fold(target.search_source())


@event.listens_for(Searchable, "before_insert", propagate=True)
def _on_insert(mapper: Mapper[Any], connection: Any, target: Any) -> None:
    _fill(mapper, connection, target)


@event.listens_for(Searchable, "before_update", propagate=True)
def _on_update(mapper: Mapper[Any], connection: Any, target: Any) -> None:
    _fill(mapper, connection, target)


def matches(column: Any, tokens: list[str]) -> list[Any]:
    """One condition a token, so that words are found in any order. Tokens are folded: letters and digits only."""
    return [column.like(f"%{token}%") for token in tokens]
