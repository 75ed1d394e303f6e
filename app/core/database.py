"""The database: one SQLAlchemy object, the column types, and what SQLite needs to be trusted.

SQLite: WAL, foreign keys on, a busy timeout, transactions that begin at once (`BEGIN IMMEDIATE`) wherever something
may be written, so that a read that turns into a write never meets "database is locked" half-way.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMING)


LONGEST_WAIT = 30_000
"""Milliseconds one waits for another's writing; then it is a page that asks to try again."""

db = SQLAlchemy(model_class=Base)
View = TypeVar("View", bound=Callable[..., Any])

if TYPE_CHECKING:

    class Model(Base):
        """The base of every table."""

        __abstract__ = True
else:
    Model = db.Model


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC, aware on both databases."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactNumber(sa.types.TypeDecorator[Decimal]):
    """A decimal number that neither database rounds: text on SQLite, numeric on PostgreSQL."""

    impl = sa.String(40)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(sa.Numeric(24, 6))
        return dialect.type_descriptor(sa.String(40))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return format(value.normalize(), "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else Decimal(str(value)).normalize() + 0


def coded(enum: type[StrEnum], name: str) -> sa.Enum:
    """A column of codes, held by a CHECK named after the rule."""
    return sa.Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def materialized(statement: Any, name: str) -> sa.CTE:
    """A part of a select that is worked out once, before what is asked of it, on both databases."""
    found: sa.CTE = statement.cte(name).prefix_with("MATERIALIZED")
    return found


class Versioned:
    """Optimistic locking: a second save of the same version is refused by the database itself."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - the mapped class
        return {"version_id_col": cls.version}


def changes_of(record: Base) -> dict[str, list[Any]]:
    """The unsaved changes of a record as `{column: [old, new]}`, JSON-ready, for the audit line."""
    state = sa.inspect(record)
    changed = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes() and column.key not in {"version", "search_text"}:
            old = history.deleted[0] if history.deleted else None
            changed[column.key] = [json_ready(old), json_ready(history.added[0] if history.added else None)]
    return changed


def json_ready(value: Any) -> Any:
    """Dates in ISO form, decimals as text, enums as their code; the rest as it is."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    return value


def init_database(app: Flask) -> None:
    app.config.setdefault(
        "SQLALCHEMY_ENGINE_OPTIONS",
        {
            "json_serializer": lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True),
            "pool_pre_ping": True,
            "hide_parameters": True,
            "connect_args": _patience(app.config["SQLALCHEMY_DATABASE_URI"]),
        },
    )
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)


def _patience(address: str) -> dict[str, Any]:
    """How long PostgreSQL may take to take a call, and another's lock may be waited for; an address that says more keeps it."""
    url = sa.make_url(address)
    if url.get_backend_name() != "postgresql":
        return {}
    chosen = {"connect_timeout": 5, "options": f"-c lock_timeout={LONGEST_WAIT}"}
    return {name: value for name, value in chosen.items() if name not in url.query}


def prepare_sqlite(engine: Engine) -> None:
    """Register once, where the engine is made, what every SQLite connection needs."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={LONGEST_WAIT}",
            "recursive_triggers=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("only_reads") or _request_only_reads()
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def only_reads(view: View) -> View:
    """Say that a page writes nothing even where something is sent to it, so that it takes nobody's turn to write."""
    view.only_reads = True  # type: ignore[attr-defined] # read where a transaction begins
    return view


def _request_only_reads() -> bool:
    if not has_request_context():
        return False
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in {"GET", "HEAD", "OPTIONS"} or getattr(view, "only_reads", False)
