"""Rows as JSON and back, by the type each database gives the column: what one wrote the other reads."""

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.core.database import db

VERSIONS = "alembic_version"
DERIVED = "search_"
"""Tables whose names begin so hold what is made anew from the others."""
_AT_ONCE = 500


def snapshot_options() -> dict[str, Any]:
    """For a connection whose transaction sees one moment and keeps nobody from writing."""
    if db.engine.dialect.name == "postgresql":
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {"only_reads": True}


def revisions_in(connection: Connection) -> list[str]:
    """The migrations the database is at; none where it has no tables yet."""
    if not sa.inspect(connection).has_table(VERSIONS):
        return []
    return sorted(
        connection.execute(sa.select(sa.column("version_num")).select_from(sa.table(VERSIONS))).scalars()
    )


def tables_of(connection: Connection) -> list[sa.Table]:
    """The tables as they are in the database, whatever release made them; those others refer to first; what is derived is left out."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=lambda name, _metadata: not name.startswith((VERSIONS, DERIVED)))
    tables = list(metadata.sorted_tables)
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, sa.JSON):
                column.type = sa.JSON(none_as_null=True)
    return tables


def rows_of(connection: Connection, table: sa.Table) -> Iterator[list[Any]]:
    """Every row, in the order of its key, as JSON can say it."""
    statement = sa.select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(statement, execution_options={"yield_per": _AT_ONCE}):
        yield [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    """Moments in UTC; decimal numbers as text, without the zeros one database adds."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def put_rows(
    connection: Connection, table: sa.Table, columns: Sequence[str], rows: Iterator[list[Any]]
) -> None:
    """Insert the rows. Raises `ValueError` for one that does not fit the columns."""
    readers = [_reader(table.columns[name].type) for name in columns]
    waiting: list[dict[str, Any]] = []
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            raise ValueError("a row of another shape")
        waiting.append(
            {
                name: None if value is None else read(value)
                for name, read, value in zip(columns, readers, row, strict=True)
            }
        )
        if len(waiting) == _AT_ONCE:
            connection.execute(table.insert(), waiting)
            waiting.clear()
    if waiting:
        connection.execute(table.insert(), waiting)


def _reader(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], Any]:
    readers: list[tuple[type[sa.types.TypeEngine[Any]], Callable[[Any], Any]]] = [
        (sa.JSON, _as_it_is),
        (sa.DateTime, datetime.fromisoformat),
        (sa.Date, date.fromisoformat),
        (sa.Boolean, _truth),
        (sa.Integer, _whole_number),
        (sa.Numeric, Decimal),
        (sa.LargeBinary, base64.b64decode),
        (sa.String, _text),
    ]
    return next((read for known, read in readers if isinstance(kind, known)), _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def _whole_number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


@contextmanager
def guards_lifted(connection: Connection, tables: Sequence[sa.Table]) -> Iterator[None]:
    """Let rows in that the triggers would refuse one by one, within this transaction; after that the guards stand as before.

    A row may name one of its own table that comes later, so such references are looked at once all rows are in.
    """
    if connection.dialect.name == "sqlite":
        triggers = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).all()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for name, _sql in triggers:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        yield
        for _name, statement in triggers:
            connection.exec_driver_sql(statement)
        return
    own = _references_within_a_table(connection)
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
    for table_name, name in own:
        connection.exec_driver_sql(
            f'ALTER TABLE {table_name} ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED'
        )
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table_name, name in own:
        connection.exec_driver_sql(f'ALTER TABLE {table_name} ALTER CONSTRAINT "{name}" NOT DEFERRABLE')
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')


def _references_within_a_table(connection: Connection) -> list[tuple[str, str]]:
    found = connection.exec_driver_sql(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid = confrelid AND connamespace = current_schema()::regnamespace"
    )
    return [(row[0], row[1]) for row in found]


def go_on_counting(connection: Connection, tables: Sequence[sa.Table]) -> None:
    """Let PostgreSQL number new rows after the ones brought in; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        key = list(table.primary_key.columns)
        if len(key) != 1 or not isinstance(key[0].type, sa.Integer):
            continue
        sequence = connection.execute(
            sa.select(sa.func.pg_get_serial_sequence(f'"{table.name}"', key[0].name))
        ).scalar()
        last = connection.execute(sa.select(sa.func.max(key[0]))).scalar()
        if sequence is not None and last is not None:
            connection.execute(sa.select(sa.func.setval(sequence, last)))
