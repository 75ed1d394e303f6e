"""What must never change is recomputed, and every way to change it behind the program's back is named."""

import pytest
import sqlalchemy as sa

from app.audit.domain import GENESIS, line_hash
from app.audit.models import AuditEntry
from app.core import storage
from app.core.database import db
from app.core.tenancy import every_council
from tests.integration.upkeep.conftest import done, run, stored_files


def last_line(said: str) -> str:
    return said.splitlines()[-1].removeprefix("Dòng cuối: ").replace(" ", ":")


def test_the_last_line_of_the_log_is_printed_to_be_kept_elsewhere(register):
    with register.app_context(), db.engine.connect() as connection:
        last = connection.execute(
            sa.text("SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1")
        ).one()
    assert last_line(done(register, "verify")) == f"{last.seq}:{last.hash}"


def test_a_changed_or_missing_evidence_file_is_named(register):
    (digest,) = stored_files(register)
    with register.app_context():
        path = storage.path_of("files", digest)
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content + b" ")
    changed = run(register, "verify")
    assert (changed.exit_code, "báo cáo.pdf" in changed.stderr) == (1, True)
    path.unlink()
    missing = run(register, "verify")
    assert (missing.exit_code, digest in missing.stderr) == (1, True)


def test_a_log_cut_short_is_whole_in_itself_and_only_told_by_a_line_noted_before(register):
    done(register, "first-admin-link")
    done(register, "create-council", "--slug", "tinh-khac", "--name", "Hội đồng khác", "--place", "Khác")
    noted = last_line(done(register, "verify"))
    behind_the_guards(
        register,
        "audit_entries",
        "DELETE FROM audit_entries WHERE seq = (SELECT max(seq) FROM audit_entries)",
    )
    assert run(register, "verify").exit_code == 0
    assert run(register, "verify", "--expect", noted).exit_code == 1


@pytest.mark.parametrize("expected", ["7", "7:abc", "x:" + "0" * 64, ":" + "0" * 64])
def test_a_line_that_is_none_is_wrong_usage(register, expected):
    assert run(register, "verify", "--expect", expected).exit_code == 2


def behind_the_guards(app, table: str, statement: str, **values: object) -> None:
    """Change a row as someone would who may do anything with the database."""
    with app.app_context(), db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            names = connection.execute(
                sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"),
                {"table": table},
            ).scalars()
            for name in names.all():
                connection.execute(sa.text(f"DROP TRIGGER {name}"))
        assert connection.execute(sa.text(statement), values).rowcount


BEHIND_THE_GUARDS = {
    "the words of a pledge": ("pledges", "UPDATE pledges SET words = 'Làm ít hơn' WHERE lifecycle <> 'draft'"),
    "an original deadline": ("pledges", "UPDATE pledges SET original_due_on = '2099-12-31' WHERE lifecycle <> 'draft'"),
    "a target": ("pledges", "UPDATE pledges SET target = 94 WHERE lifecycle <> 'draft'"),
    "the agencies that co-ordinate": ("pledge_coordinators", "DELETE FROM pledge_coordinators"),
    "the day of a resolution": ("resolutions", "UPDATE resolutions SET adopted_on = '2020-01-01'"),
    "an evidence file's name": ("evidence_files", "UPDATE evidence_files SET name = 'khác.pdf'"),
    "an evidence file's row": ("evidence_files", "DELETE FROM evidence_files"),
    "an adopted pledge taken back": ("pledges", "UPDATE pledges SET lifecycle = 'draft'"),
    "a line of a deadline's history": ("deadline_changes", "UPDATE deadline_changes SET due_on = '2099-12-31'"),
    "a deadline in force": ("pledges", "UPDATE pledges SET effective_due_on = '2099-12-31' WHERE lifecycle <> 'draft'"),
    "a verdict": ("pledges", "UPDATE pledges SET verdict = 'kept', verdict_on = '2024-01-01' WHERE lifecycle <> 'draft'"),
    "a line's event": ("audit_entries", "UPDATE audit_entries SET event = 'Nothing' WHERE seq = 3"),
    "a line's day": ("audit_entries", "UPDATE audit_entries SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3"),
    "who acted": ("audit_entries", "UPDATE audit_entries SET council_id = NULL WHERE seq = 3"),
    "a line taken out": ("audit_entries", "DELETE FROM audit_entries WHERE seq = 3"),
    "a line moved": ("audit_entries", "UPDATE audit_entries SET seq = 100000 WHERE seq = 3"),
}  # fmt: skip
"""What was decided, and how somebody who may do anything with the database could change it: (table, statement)."""


@pytest.mark.parametrize("change", BEHIND_THE_GUARDS.values(), ids=BEHIND_THE_GUARDS)
def test_a_change_behind_the_guards_is_named(register, change):
    behind_the_guards(register, *change)
    answer = run(register, "verify")
    assert (answer.exit_code, "Traceback" in answer.output) == (1, False), answer.output
    assert answer.stderr.strip()


@pytest.mark.parametrize(
    "stored",
    ["{", "[1]", "null", '"text"', "", "[" * 100_000, b"\xff\xfe", 7],
    ids=["cut", "list", "null", "text", "empty", "nested", "bytes", "number"],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_line_that_cannot_be_read_is_a_sentence(register, stored):
    """PostgreSQL takes nothing but JSON there."""
    behind_the_guards(
        register,
        "audit_entries",
        "UPDATE audit_entries SET details = :stored WHERE event = 'PledgeAdopted'",
        stored=stored,
    )
    answer = run(register, "verify")
    assert (answer.exit_code, "Traceback" in answer.output) == (1, False), answer.output
    assert answer.exception is None or isinstance(answer.exception, SystemExit)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", ["at", "event", "hash", "subject_type", "previous_hash"])
@pytest.mark.parametrize("stored", [b"\xff\xfe", "hôm qua", "x" * 100_000])
def test_nothing_stored_in_a_line_brings_verify_down(register, column, stored):
    behind_the_guards(
        register, "audit_entries", f"UPDATE audit_entries SET {column} = :stored WHERE seq = 3", stored=stored
    )
    answer = run(register, "verify")
    assert answer.exit_code == 1
    assert isinstance(answer.exception, SystemExit)


def test_decisions_from_before_digests_were_logged_are_said_to_be_uncovered_and_are_no_fault(register):
    """The chain is written anew without them, as a release before this one wrote it."""
    without_digests(register)
    answer = run(register, "verify")
    assert answer.exit_code == 0, answer.stderr
    assert "Chưa được che phủ: 3 " in answer.stdout


def without_digests(app) -> None:
    with app.app_context(), every_council():
        lines = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq)).all()
        rewritten, previous = [], GENESIS
        for line in lines:
            kept = {
                name: getattr(line, name)
                for name in ("seq", "at", "council_id", "actor_id", "event", "subject_type", "subject_id")
            }
            kept["details"] = {key: value for key, value in line.details.items() if key != "digest"}
            previous_hash, previous = previous, line_hash(**kept, previous_hash=previous)
            rewritten.append({**kept, "previous_hash": previous_hash, "hash": previous})
        db.session.rollback()
    behind_the_guards(app, "audit_entries", "DELETE FROM audit_entries")
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(AuditEntry.__table__.insert(), rewritten)
