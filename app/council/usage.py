"""What refers to an entry of the directory: read from the foreign keys, so that no later table is forgotten."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.core.database import db
from app.council.domain import UsedBy


@dataclass(frozen=True)
class Usage:
    """How many rows of a table refer to the entry."""

    by: UsedBy
    count: int


def usages_of(record: Any) -> list[Usage]:
    """The tables that refer to the record, in one statement, with how many rows do."""
    target = sa.inspect(record).mapper.local_table
    referring = [
        (table.name, column)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table is target for key in column.foreign_keys)
    ]
    if not referring:
        return []
    counts = db.session.execute(
        sa.select(
            *[
                sa.select(sa.func.count()).where(column == record.id).scalar_subquery().label(f"n{place}")
                for place, (_name, column) in enumerate(referring)
            ]
        )
    ).one()
    totals: dict[str, int] = {}
    for (name, _column), count in zip(referring, counts, strict=True):
        totals[name] = totals.get(name, 0) + count
    return [Usage(UsedBy(name), count) for name, count in totals.items() if count]
