"""What comes back is whole, of a release that is known, and goes only where nothing is; a bad archive changes nothing."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from app.core.database import db
from app.upkeep import archive as reading
from app.upkeep.domain import MANIFEST
from tests.integration.upkeep.conftest import content_of, done, run
from tests.integration.upkeep.test_verify import behind_the_guards

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """Write the archive anew with some of its parts changed."""
    with zipfile.ZipFile(archive) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def with_manifest(change: Callable[[dict], object]) -> Callable[[dict[str, bytes]], None]:
    def changed(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts[MANIFEST])
        change(manifest)
        parts[MANIFEST] = json.dumps(manifest).encode()

    return changed


def first(parts: dict[str, bytes], beginning: str) -> str:
    return next(name for name in parts if name.startswith(beginning))


def changed_part(beginning: str) -> Callable[[dict[str, bytes]], None]:
    def changed(parts: dict[str, bytes]) -> None:
        parts[first(parts, beginning)] += b"\n[]"

    return changed


BAD: dict[str, Callable[[dict[str, bytes]], object]] = {
    "a row more than was counted": changed_part("tables/pledges"),
    "another file than its name says": changed_part("files/"),
    "a table left out": lambda parts: parts.pop("tables/pledges.jsonl"),
    "a stored file left out": lambda parts: parts.pop(first(parts, "files/")),
    "a name that leads away": lambda parts: parts.update({"../../tmp/evil": b"x"}),
    "a name from the root": lambda parts: parts.update({"/etc/evil": b"x"}),
    "no manifest": lambda parts: parts.pop(MANIFEST),
    "a manifest that is no JSON": lambda parts: parts.update({MANIFEST: b"{"}),
    "a manifest of nested lists": lambda parts: parts.update({MANIFEST: b"[" * 100_000}),
    "a manifest that is a list": lambda parts: parts.update({MANIFEST: b"[1]"}),
    "a newer format": with_manifest(lambda manifest: manifest.update(format=2)),
    "an unknown migration": with_manifest(lambda manifest: manifest.update(revisions=["9999"])),
    "no migration": with_manifest(lambda manifest: manifest.update(revisions=[])),
    "another column": with_manifest(lambda manifest: manifest["tables"]["councils"]["columns"].append("evil")),
    "a path for a stored file": with_manifest(lambda manifest: manifest["files"].update({"files/../x": 1})),
    "a path for a table": with_manifest(
        lambda manifest: manifest["tables"].update({"../x": manifest["tables"]["councils"]})
    ),
}  # fmt: skip


def refused_and_untouched(app, archive: Path) -> str:
    answer = run(app, "restore", archive)
    assert answer.exit_code == 1, answer.output
    assert answer.stderr.strip()
    assert "Traceback" not in answer.output
    content = content_of(app)
    assert not any(content.get(table) for table in ("councils", "users", "audit_entries", "pledges"))
    return answer.stderr


@pytest.fixture
def archive(register, tmp_path) -> Path:
    made = tmp_path / "backup.zip"
    done(register, "backup", made)
    return made


@on_sqlite
@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_an_archive_that_is_not_as_it_was_made_is_refused(archive, empty, change):
    rewritten(archive, change)
    refused_and_untouched(empty("sqlite"), archive)


@on_sqlite
@pytest.mark.parametrize("kept", [0, 3, 0.5, -1])
def test_an_archive_cut_short_is_refused_by_name(archive, empty, kept):
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * kept) if isinstance(kept, float) else kept])
    refused_and_untouched(empty("sqlite"), archive)


@on_sqlite
def test_every_single_byte_counts(archive, empty):
    """One byte of a packed part turned over, as a failing disk does it."""
    content = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as package:
        entry = package.getinfo("tables/audit_entries.jsonl")
    content[entry.header_offset + 200] ^= 1
    archive.write_bytes(content)
    assert "audit_entries" in refused_and_untouched(empty("sqlite"), archive)


@on_sqlite
def test_an_archive_that_would_fill_the_disk_is_refused_before_anything_is_unpacked(
    archive, empty, monkeypatch
):
    little = shutil.disk_usage(archive.parent)._replace(free=1000)
    monkeypatch.setattr(reading.shutil, "disk_usage", lambda _path: little)
    refused_and_untouched(empty("sqlite"), archive)


@on_sqlite
def test_a_bomb_is_refused_before_it_goes_off(archive, empty):
    rewritten(archive, lambda parts: parts.update({"tables/bomb.jsonl": b"\0" * (300 << 20)}))
    assert archive.stat().st_size < 1 << 20
    refused_and_untouched(empty("sqlite"), archive)


@on_sqlite
@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\0" * 500, b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_refused(own_app, empty, tmp_path, content):
    other = tmp_path / "other.zip"
    other.write_bytes(content)
    refused_and_untouched(empty("sqlite"), other)


@on_sqlite
def test_a_backup_that_is_not_there_is_refused(own_app, empty, tmp_path):
    refused_and_untouched(empty("sqlite"), tmp_path / "nowhere.zip")


def test_nothing_is_restored_over_what_is_there(register, archive):
    before = content_of(register)
    answer = run(register, "restore", archive)
    assert answer.exit_code == 1
    assert "trống" in answer.stderr
    assert content_of(register) == before


@on_sqlite
def test_nothing_is_restored_among_the_tables_of_another_program(archive, empty):
    other = empty("sqlite")
    with other.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE invoices (id INTEGER PRIMARY KEY)"))
        connection.execute(sa.text("INSERT INTO invoices VALUES (1)"))
    assert run(other, "restore", archive).exit_code == 1
    assert content_of(other) == {"invoices": [[1]]}


def test_an_installation_that_was_only_started_is_empty(archive, own_app, empty, database):
    started = empty(database)
    with started.app_context():
        upgrade()
    done(started, "first-admin-link")
    done(started, "restore", archive)
    assert content_of(started) == content_of(own_app)


def test_a_register_that_was_changed_behind_the_guards_is_not_restored_unless_asked_for(
    register, empty, tmp_path, database
):
    behind_the_guards(register, "audit_entries", "UPDATE audit_entries SET event = 'Nothing' WHERE seq = 2")
    archive = tmp_path / "backup.zip"
    done(register, "backup", archive)
    restored = empty(database)
    assert "2" in refused_and_untouched(restored, archive)
    started = empty(database)
    with started.app_context():
        upgrade()
    assert {name: len(rows) for name, rows in content_of(restored).items()} == {
        name: len(rows) for name, rows in content_of(started).items()
    }
    kept = run(restored, "restore", archive, "--despite-faults")
    assert kept.exit_code == 0
    assert kept.stderr.strip()
    assert content_of(restored) == content_of(register)


def test_an_archive_of_an_older_release_is_brought_to_this_one(empty, tmp_path, database):
    older = empty(database)
    archive = tmp_path / "older.zip"
    with older.app_context():
        upgrade(revision="0009")
        with db.engine.begin() as connection:
            councils = sa.Table("councils", sa.MetaData(), autoload_with=connection)
            usual = {"String": "x", "Text": "", "Integer": 1, "Boolean": False, "JSON": []}
            row = {
                column.name: usual[type(column.type.as_generic()).__name__]
                for column in councils.columns
                if not column.nullable and column.name != "level"
            }
            connection.execute(councils.insert(), row | {"slug": "tinh-xua", "level": "province"})
    done(older, "backup", archive)
    restored = empty(database)
    with restored.app_context():
        upgrade()
    done(restored, "restore", archive)
    assert [row["slug"] for row in rows_as_told(restored, "councils")] == ["tinh-xua"]


def rows_as_told(app, table: str) -> list[dict]:
    with app.app_context(), db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(sa.text(f"SELECT * FROM {table}")).mappings()]
