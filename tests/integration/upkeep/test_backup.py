"""One archive of everything, taken while others write, put back into an empty installation on either database."""

import stat
import threading
import zipfile

import pytest
import sqlalchemy as sa

from app.core import storage
from app.core.database import db
from app.core.tenancy import scoped_to
from app.council.queries import find_council
from app.search.queries import search
from app.upkeep import backup as backing_up
from tests.conftest import DATABASES
from tests.integration.upkeep.conftest import content_of, done, run, stored_files


@pytest.mark.parametrize("to", DATABASES)
def test_what_was_backed_up_comes_back_row_for_row_and_file_for_file(register, empty, tmp_path, to):
    archive = tmp_path / "backup.zip"
    last_line = done(register, "backup", archive).splitlines()[-1]
    restored = empty(to)
    assert done(restored, "restore", archive).splitlines()[-1] == last_line
    assert content_of(restored) == content_of(register)
    assert stored_files(restored) == stored_files(register) != {}
    expected = last_line.removeprefix("Dòng cuối: ").replace(" ", ":")
    assert done(restored, "verify", "--expect", expected).splitlines()[-1] == last_line


def test_a_restored_register_goes_on_where_it_was_and_its_guards_stand(register, empty, tmp_path, database):
    archive = tmp_path / "backup.zip"
    done(register, "backup", archive)
    restored = empty(database)
    done(restored, "restore", archive)
    done(restored, "create-council", "--slug", "tinh-khac", "--name", "Hội đồng khác", "--place", "Khác")
    done(restored, "verify")
    with restored.app_context(), scoped_to(find_council("tinh-thu").id):
        assert search("xay xong cau").count == 1
    with restored.app_context(), pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.text("UPDATE pledges SET words = 'điều khác' WHERE lifecycle <> 'draft'"))


def test_a_backup_taken_while_others_write_holds_every_write_done_before_and_none_half(
    register, empty, tmp_path, database, monkeypatch
):
    """A write is two rows here: the setting of a council and its line in the log."""
    archive, going_on = tmp_path / "backup.zip", threading.Event()
    acknowledged: list[str] = []

    def write() -> None:
        while not going_on.is_set():
            slug = f"tinh-{len(acknowledged)}"
            done(register, "create-council", "--slug", slug, "--name", f"Hội đồng {slug}", "--place", "Thử")
            acknowledged.append(slug)

    written_before: list[str] = []
    real = backing_up.revisions_in

    def after_some_writes(connection):
        while len(acknowledged) < 3:
            going_on.wait(0.01)
        written_before.extend(acknowledged)
        found = real(connection)
        while len(acknowledged) < len(written_before) + 3:
            going_on.wait(0.01)
        return found

    monkeypatch.setattr(backing_up, "revisions_in", after_some_writes)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        done(register, "backup", archive)
    finally:
        going_on.set()
        writer.join()
    restored = empty(database)
    done(restored, "restore", archive)
    with restored.app_context():
        there = set(db.session.execute(sa.text("SELECT slug FROM councils")).scalars())
        told = db.session.execute(
            sa.text("SELECT subject_id FROM audit_entries WHERE event = 'CouncilCreated'")
        ).scalars()
        ids = db.session.execute(sa.text("SELECT id FROM councils")).scalars()
        assert set(told) == set(ids)
    assert set(written_before) <= there
    assert len(there) < len(acknowledged) + 1
    done(restored, "verify")


def test_the_example_with_its_issued_paper_is_whole_before_and_after(own_app, empty, tmp_path, database):
    archive = tmp_path / "backup.zip"
    done(own_app, "load-example")
    done(own_app, "verify")
    done(own_app, "backup", archive)
    restored = empty(database)
    done(restored, "restore", archive)
    output = tmp_path / "phu-luc.pdf"
    done(restored, "print-appendix", "--council", "ha-giang", "--resolution", "95", "--output", output)
    with zipfile.ZipFile(archive) as package:
        issued = [package.read(name) for name in package.namelist() if name.startswith("issued/")]
    assert output.read_bytes() in issued


def test_only_its_owner_may_read_an_archive(register, tmp_path):
    archive = tmp_path / "backup.zip"
    done(register, "backup", archive)
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_an_archive_that_cannot_be_finished_leaves_nothing_and_keeps_the_one_before(
    register, tmp_path, monkeypatch
):
    archive = tmp_path / "backups" / "backup.zip"
    archive.parent.mkdir()
    done(register, "backup", archive)
    before = archive.read_bytes()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up, "_write_file", full)
    refused = run(register, "backup", archive)
    assert refused.exit_code == 1
    assert "No space left" in refused.stderr
    assert [path.name for path in archive.parent.iterdir()] == ["backup.zip"]
    assert archive.read_bytes() == before


def test_no_archive_is_written_over_another_kind_of_file(register, tmp_path):
    register_itself = tmp_path / "so-loi-hua.db"
    register_itself.write_bytes(b"SQLite format 3\x00")
    assert run(register, "backup", register_itself).exit_code == 1
    assert register_itself.read_bytes() == b"SQLite format 3\x00"


def test_a_lost_stored_file_is_named_and_no_archive_without_it_is_made(register, tmp_path):
    (digest,) = stored_files(register)
    with register.app_context():
        storage.path_of("files", digest).unlink()
    refused = run(register, "backup", tmp_path / "backup.zip")
    assert refused.exit_code == 1
    assert digest in refused.stderr
    assert not (tmp_path / "backup.zip").exists()


def test_the_latest_dated_archives_are_kept_and_no_other_file_is_touched(register, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "so-loi-hua-ghi-chú.zip").write_text("của người khác")
    made = [done(register, "backup", "--directory", folder, "--keep", 2).split(": ")[0] for _ in range(3)]
    assert sorted(str(path) for path in folder.iterdir()) == sorted(
        [*made[1:], str(folder / "so-loi-hua-ghi-chú.zip")]
    )
    assert all(zipfile.is_zipfile(path) for path in made[1:])


@pytest.mark.parametrize(
    "arguments",
    [[], ["a.zip", "--directory", "b"], ["a.zip", "--keep", "3"], ["--directory", "b", "--keep", "0"]],
)
def test_backup_says_how_it_is_called(register, arguments):
    assert run(register, "backup", *arguments).exit_code == 2
