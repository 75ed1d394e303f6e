"""What refers to an entry of the directory: read from the foreign keys, so that no later table is forgotten."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.core.database import db
from app.council.domain import UsedBy
from app.council.models import OfficeHolding


@dataclass(frozen=True)
class Usage:
    """How many rows of a table refer to the entry."""

    by: UsedBy
    count: int


def usages_of(record: Any) -> list[Usage]:
    """The tables that refer to the record, in one statement, with how many rows do.

    A holding is referred to by whatever names its person in its office: an answer, a pledge.
    """
    conditions = (
        _same_person_in_office(record) if isinstance(record, OfficeHolding) else _foreign_keys_to(record)
    )
    if not conditions:
        return []
    counting = [
        sa.select(sa.func.count()).select_from(table).where(condition).scalar_subquery().label(f"n{place}")
        for place, (table, condition) in enumerate(conditions)
    ]
    totals: dict[str, int] = {}
    for (table, _condition), count in zip(
        conditions, db.session.execute(sa.select(*counting)).one(), strict=True
    ):
        totals[table.name] = totals.get(table.name, 0) + count
    return [Usage(UsedBy(name), count) for name, count in totals.items() if count]


def _foreign_keys_to(record: Any) -> list[tuple[sa.Table, sa.ColumnElement[bool]]]:
    target = sa.inspect(record).mapper.local_table
    return [
        (table, column == record.id)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table is target for key in column.foreign_keys)
    ]


def _same_person_in_office(holding: OfficeHolding) -> list[tuple[sa.Table, sa.ColumnElement[bool]]]:
    return [
        (table, sa.and_(table.c.person_id == holding.person_id, table.c.office_id == holding.office_id))
        for table in db.metadata.sorted_tables
        if {"person_id", "office_id"} <= set(table.columns.keys()) and table is not OfficeHolding.__table__
    ]
