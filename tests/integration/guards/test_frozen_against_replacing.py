"""What was decided cannot be replaced either, nor added to, from a connection that knows nothing of our settings."""

import sqlite3

import pytest

from app.core.database import db
from tests import factories
from tests.conftest import database_address, make_app
from tests.integration.guards.test_frozen_by_triggers import adopted, approved, refused  # noqa: F401 - fixtures


def test_an_assessment_cannot_be_moved_into_an_approved_round(approved):  # noqa: F811 - the fixture
    from app.monitoring.models import Assessment

    made, assessment = approved
    other = factories.make_round(assessment.council_id)
    pledge = factories.make_pledge(assessment.council_id)
    loose = Assessment(
        council_id=other.council_id, round_id=other.id, pledge_id=pledge.id, verdict="in_progress", reason=""
    )
    db.session.add(loose)
    db.session.flush()
    refused("UPDATE assessments SET round_id = :r WHERE id = :id", r=made.id, id=loose.id)


@pytest.mark.parametrize("table", ["pledges", "resolutions"])
def test_what_is_frozen_keeps_its_id(adopted, table):  # noqa: F811 - the fixture
    held = adopted.id if table == "pledges" else adopted.resolution_id
    if table == "pledges":
        refused("UPDATE pledges SET id = 987654 WHERE id = :id", id=held)
    else:
        refused("UPDATE resolutions SET id = 987654 WHERE id = :id", id=held)


def test_a_kept_file_is_not_taken_off_the_list(council):
    from app.evidence.models import EvidenceFile

    kept = EvidenceFile(
        council_id=council.id, sha256="0" * 64, size=1, media_type="application/pdf", name="a.pdf"
    )
    db.session.add(kept)
    db.session.flush()
    refused("DELETE FROM evidence_files WHERE id = :id", id=kept.id)


@pytest.fixture(scope="module")
def plain_connection():
    """SQLite as any tool opens it: its own REPLACE removes a row without asking a DELETE trigger."""
    app = make_app(database_address("sqlite", "replacing"))
    with app.app_context():
        council = factories.make_council()
        from app.core.tenancy import scoped_to

        with scoped_to(council.id):
            pledge = factories.make_pledge(council.id)
            factories.adopt(pledge)
            from app.audit.handlers import record
            from app.core.events import Event

            record(Event(actor_id=None, council_id=council.id, subject_type="Thử", subject_id=1))
            db.session.commit()
        file = db.engine.url.database
        db.session.remove()
        db.engine.dispose()
    connection = sqlite3.connect(file)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", ["audit_entries", "pledges", "resolutions"])
@pytest.mark.parametrize("verb", ["REPLACE INTO", "INSERT OR REPLACE INTO", "INSERT OR IGNORE INTO"])
def test_a_frozen_row_cannot_be_replaced(plain_connection, table, verb):
    before = plain_connection.execute(f"SELECT * FROM {table}").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        plain_connection.execute(f"{verb} {table} SELECT * FROM {table}")
    plain_connection.rollback()
    assert plain_connection.execute(f"SELECT * FROM {table}").fetchall() == before != []


def test_a_draft_cannot_be_put_in_the_place_of_an_adopted_pledge(plain_connection):
    plain_connection.execute("CREATE TEMP TABLE copy AS SELECT * FROM pledges WHERE lifecycle = 'adopted'")
    plain_connection.execute("UPDATE copy SET id = id + 1000, lifecycle = 'draft'")
    with pytest.raises(sqlite3.IntegrityError):
        plain_connection.execute("REPLACE INTO pledges SELECT * FROM copy")
    plain_connection.execute("UPDATE copy SET code = 'X', row_number = 77")
    plain_connection.execute("INSERT INTO pledges SELECT * FROM copy")
    with pytest.raises(sqlite3.IntegrityError):
        plain_connection.execute("UPDATE OR REPLACE pledges SET id = id - 1000 WHERE id > 1000")
    plain_connection.rollback()
