"""`./run` migrates by scripts/migrate.py: an embedded database with something in it is copied before it changes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import downgrade

from app.core.database import db
from scripts.migrate import migrate
from tests.conftest import make_app


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "register.db"
    with make_app(f"sqlite:///{path}").app_context():
        yield path
        db.session.remove()
        db.engine.dispose()


def revision_of(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    finally:
        connection.close()


def test_a_database_behind_the_newest_migration_is_copied_as_it_was_and_then_migrated(database):
    newest = revision_of(database)
    downgrade(revision="-1")
    older = revision_of(database)

    migrate()

    [copy] = (database.parent / "backups").iterdir()
    assert revision_of(database) == newest
    assert revision_of(copy) == older != newest
    assert copy.name.startswith(f"{older}-")
    assert copy.stat().st_mode & 0o077 == 0


def test_a_database_that_is_up_to_date_is_left_alone(database):
    migrate()
    assert not (database.parent / "backups").exists()
