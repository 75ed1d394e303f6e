"""A stored file is whole or not there, whatever the disk does."""

import resource
import stat
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core import storage
from app.core.errors import DomainError

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CONTENT = "Biên bản nghiệm thu".encode() * 5_000


@contextmanager
def disk_that_takes(most: int):
    """No file of this process may grow beyond that, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files_below(app) -> list[Path]:
    return [path for path in Path(app.config["FILES_DIR"]).rglob("*") if path.is_file()]


@pytest.fixture
def empty_store(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "FILES_DIR", tmp_path / "kho")
    return app


@on_sqlite
def test_a_file_is_kept_once_under_its_checksum_for_our_eyes_alone(empty_store):
    digest = storage.store("files", CONTENT)
    assert storage.store("files", CONTENT) == digest
    (kept,) = files_below(empty_store)
    assert storage.load("files", digest) == CONTENT
    assert stat.S_IMODE(kept.stat().st_mode) == 0o400
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


@on_sqlite
def test_a_full_disk_keeps_nothing_half_and_is_told(empty_store):
    with disk_that_takes(4096), pytest.raises(DomainError):
        storage.store("files", CONTENT)
    assert files_below(empty_store) == []
    assert storage.load("files", storage.store("files", CONTENT)) == CONTENT


@on_sqlite
def test_a_full_disk_leaves_the_copy_there_was(empty_store):
    digest = storage.store("files", CONTENT)
    damaged = storage.path_of("files", digest)
    damaged.chmod(0o600)
    damaged.write_bytes(b"x")
    with disk_that_takes(4096), pytest.raises(DomainError):
        storage.store("files", CONTENT)
    assert [path.read_bytes() for path in files_below(empty_store)] == [b"x"]


@on_sqlite
def test_bytes_and_name_are_on_the_disk_before_the_file_counts_as_kept(empty_store, monkeypatch):
    """A power cut after the answer must not take the file: its bytes are synced before it is renamed, its folder after."""
    done = []
    sync, rename = storage.os.fsync, Path.rename
    monkeypatch.setattr(storage.os, "fsync", lambda fd: (done.append("sync"), sync(fd))[1])
    monkeypatch.setattr(Path, "rename", lambda path, to: (done.append("rename"), rename(path, to))[1])
    storage.store("files", CONTENT)
    at = done.index("rename")
    assert "sync" in done[:at]
    assert done[at + 1 :] == ["sync"]


@on_sqlite
@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63 + "/", "", "A" * 64 + "\n", "é" * 64])
def test_nothing_but_a_checksum_names_a_file(empty_store, name):
    with pytest.raises(storage.MissingFileError):
        storage.load("files", name)


@on_sqlite
def test_a_full_disk_while_evidence_is_handed_in_is_a_sentence_and_leaves_no_row(
    empty_store, council, as_role
):
    import sqlalchemy as sa

    from app.core.database import db
    from app.evidence.models import EvidenceFile
    from tests.factories import keep_file
    from tests.unit.evidence.test_checks import image

    with disk_that_takes(64), pytest.raises(DomainError):
        keep_file("ảnh.png", image("PNG"))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(EvidenceFile)) == 0
    assert files_below(empty_store) == []
