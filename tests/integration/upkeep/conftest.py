"""Registers with real commits, and empty installations to restore into."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import storage
from app.core.database import db
from app.core.tenancy import enter_council
from app.council.queries import find_council
from app.upkeep.tables import rows_of, tables_of
from tests import factories
from tests.conftest import database_address
from tests.integration.imports.sheets import row, workbook
from tests.unit.evidence.test_checks import pdf

_count = itertools.count()


@pytest.fixture
def register(own_app: Flask, tmp_path: Path) -> Flask:
    """A register with an adopted pledge, evidence and an issued paper, committed."""
    sheet = tmp_path / "sổ.xlsx"
    sheet.write_bytes(workbook(row(), row(words="Xây xong cầu", resolution="95/NQ-HĐND")))
    done(own_app, "create-council", "--slug", "tinh-thu", "--name", "Hội đồng thử", "--place", "Thử")
    done(own_app, "import-register", sheet, "--council", "tinh-thu")
    with own_app.app_context():
        enter_council(find_council("tinh-thu").id)
        factories.keep_file("báo cáo.pdf", pdf())
        db.session.commit()
        db.session.remove()
    return own_app


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[str], Flask]]:
    """`empty("postgresql")` is an installation where nothing was ever done, not even a migration."""

    installed = []

    def install(kind: str) -> Flask:
        from app import create_app

        name = f"empty_{tmp_path.name[-30:].replace('-', '_')}_{next(_count)}"
        made = create_app(
            {
                "TESTING": True,
                "SQLALCHEMY_DATABASE_URI": database_address(kind, name),
                "FILES_DIR": tmp_path / f"files-{name}",
            }
        )
        installed.append(made)
        return made

    yield install
    for made in installed:
        with made.app_context():
            db.session.remove()
            db.engine.dispose()


def run(app: Flask, *arguments: object):
    with app.app_context():
        return app.test_cli_runner().invoke(args=[str(each) for each in arguments])


def done(app: Flask, *arguments: object) -> str:
    finished = run(app, *arguments)
    assert finished.exit_code == 0, finished.output + repr(finished.exception)
    return finished.stdout


def content_of(app: Flask) -> dict[str, list]:
    """Every row of every table."""
    with app.app_context(), db.engine.connect() as connection:
        return {table.name: list(rows_of(connection, table)) for table in tables_of(connection)}


def stored_files(app: Flask) -> dict[str, bytes]:
    with app.app_context(), db.engine.connect() as connection:
        digests = connection.execute(sa.text("SELECT sha256 FROM evidence_files")).scalars().all()
        return {digest: storage.load("files", digest) for digest in digests}
