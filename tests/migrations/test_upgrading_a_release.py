"""A register as an earlier release left it comes whole through every migration since, on both databases.

`releases/` holds the rows of each release's tables: the example council, adopted, with a round approved and its papers issued.
"""

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import downgrade, upgrade

from app.audit.queries import broken_lines
from app.core.database import db
from tests.conftest import DATABASES, database_address, make_app

RELEASES = Path(__file__).parent / "releases"
LAST_WITHOUT_GUARDS = "0008"
"""Rows of an approved round go in before the triggers that refuse them stand; 0009 of the release adds nothing else."""


def rows_of(release: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = json.loads(
        gzip.decompress((RELEASES / f"{release}.json.gz").read_bytes())
    )
    return rows


def as_stored(value: Any, column: sa.Column[Any]) -> Any:
    """A value of the file as the column takes it."""
    readers = (
        (sa.DateTime, lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC)),
        (sa.Date, date.fromisoformat),
        (sa.JSON, json.loads),
        (sa.Boolean, bool),
        (sa.Numeric, Decimal),
    )
    if value is None:
        return None
    return next((read(value) for kind, read in readers if isinstance(column.type, kind)), value)


def fill(rows: dict[str, list[dict[str, Any]]]) -> None:
    tables = sa.MetaData()
    tables.reflect(db.engine)
    with db.engine.begin() as connection:
        for table in tables.sorted_tables:
            for row in rows.get(table.name, []):
                values = {name: as_stored(value, table.c[name]) for name, value in row.items()}
                connection.execute(table.insert().values(values))


@pytest.fixture(scope="module", params=DATABASES)
def upgraded(request: pytest.FixtureRequest) -> Iterator[Flask]:
    app = make_app(database_address(request.param, f"release_{os.getpid()}"))
    with app.app_context():
        downgrade(revision="base")
        upgrade(revision=LAST_WITHOUT_GUARDS)
        fill(rows_of("0.1.0"))
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def count(statement: str) -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(sa.text(statement)).scalar_one())


@pytest.mark.usefixtures("upgraded")
def test_no_row_of_the_release_is_lost():
    for table, rows in rows_of("0.1.0").items():
        assert count(f"SELECT count(*) FROM {table}") == len(rows), table


@pytest.mark.usefixtures("upgraded")
def test_every_adopted_pledge_has_the_first_line_of_its_deadline():
    adopted = count("SELECT count(*) FROM pledges WHERE lifecycle <> 'draft'")
    told = count(
        "SELECT count(*) FROM pledges p JOIN deadline_changes d ON d.pledge_id = p.id AND d.from_day = p.adopted_on"
        " WHERE d.cause = 'adoption' AND (d.due_on = p.effective_due_on OR (d.due_on IS NULL AND p.effective_due_on IS NULL))"
    )
    assert told == adopted == 17


@pytest.mark.usefixtures("upgraded")
def test_every_approved_verdict_and_every_end_of_following_is_in_its_history():
    assert count("SELECT count(*) FROM verdict_changes") == 4
    assert count("SELECT count(*) FROM closing_decisions") == count(
        "SELECT count(*) FROM pledges WHERE lifecycle = 'closed'"
    )


@pytest.mark.usefixtures("upgraded")
def test_every_paper_of_the_release_has_a_code_of_its_own():
    assert count("SELECT count(DISTINCT code) FROM issued_documents WHERE length(code) = 10") == 2


@pytest.mark.usefixtures("upgraded")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issued_documents SET title = 'x'",
        "DELETE FROM issued_documents",
        "UPDATE resolutions SET title = 'x'",
        "UPDATE resolutions SET recipients = 'x'",
        "UPDATE pledges SET words = 'x'",
        "UPDATE pledges SET baseline = '1'",
        "UPDATE deadline_changes SET note = 'x'",
        "DELETE FROM verdict_changes",
        "UPDATE audit_entries SET subject_id = 1",
    ],
)
def test_what_was_frozen_is_still_frozen_after_the_upgrade(statement):
    with db.engine.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.text(statement))


@pytest.mark.usefixtures("upgraded")
def test_a_rebuilt_table_still_checks_its_codes():
    inspector = sa.inspect(db.engine)
    tables = ("resolutions", "issued_documents")
    assert {check["name"] for table in tables for check in inspector.get_check_constraints(table)} >= {
        "ck_resolutions_status",
        "ck_resolutions_signing_capacity",
        "ck_resolutions_adopted_has_day",
        "ck_issued_documents_document_kind",
    }


@pytest.mark.usefixtures("upgraded")
def test_the_log_of_the_release_is_still_whole():
    assert list(broken_lines()) == []
