"""How migrations run: one transaction for all, foreign keys off on SQLite while tables are rebuilt, checked after."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import text

database = current_app.extensions["migrate"].db
arguments = dict(current_app.extensions["migrate"].configure_args)


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Write our column types as what they are, so that a migration imports nothing of the application."""
    name = type(item).__name__
    if kind == "type" and name == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    if kind == "type" and name == "ExactNumber":
        return 'sa.String(length=40).with_variant(sa.Numeric(24, 6), "postgresql")'
    return False


def run() -> None:
    with database.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SET lock_timeout = '15s'"))
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            transactional_ddl=True,
            **arguments,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"rows without their parent after migrating: {broken[:5]}")
        connection.commit()
        if sqlite:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run()
