"""Bring the database to the newest migration. An embedded database that is about to change is copied first."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from app import create_app
from app.core.database import db
from app.core.transaction import transaction
from app.search.commands import fill_where_empty


def migrate() -> None:
    config = current_app.extensions["migrate"].migrate.get_config()
    newest = ScriptDirectory.from_config(config).get_heads()
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    if set(current) != set(newest):
        _upgrade(current)
    with transaction():
        fill_where_empty()


def _upgrade(current: Sequence[str]) -> None:
    if current and db.engine.dialect.name == "sqlite":
        print(f"The database was copied to {copy_of_the_database('-'.join(current))} before its migration.")
    upgrade()


def copy_of_the_database(revision: str) -> Path:
    """A consistent copy beside the database, named by the revision it holds and the moment."""
    database = Path(db.engine.url.database or "")
    copy = database.parent / "backups" / f"{revision}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    connection = sqlite3.connect(database)
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        connection.close()
    copy.chmod(0o600)
    return copy


if __name__ == "__main__":
    with create_app().app_context():
        migrate()
