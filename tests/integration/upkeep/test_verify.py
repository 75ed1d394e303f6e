"""What must never change is recomputed, and every way to change it behind the program's back is named."""

import pytest
import sqlalchemy as sa

from app.core import storage
from app.core.database import db
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
