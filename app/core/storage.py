"""Files kept by their SHA-256, written once, never changed."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from flask import current_app

from app.core.errors import N_, DomainError

log = logging.getLogger("app")
AREAS = frozenset({"files", "issued", "results"})
"""Evidence, issued papers, and what long work made for whoever asked, which is kept for a while only."""


class MissingFileError(RuntimeError):
    """A file the register refers to is not in the store, or its bytes are not what they were."""


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def largest_upload() -> int:
    """How many bytes a file handed in may have, as the installation sets it."""
    return int(current_app.config["MAX_UPLOAD_BYTES"])


def store(area: str, content: bytes) -> str:
    """Write the bytes once under their SHA-256 in one of the `AREAS`; return the digest.

    A copy found damaged is put right by the same bytes. Raises `DomainError` where the disk takes no more; then nothing
    is left of it.
    """
    digest = sha256_of(content)
    target = path_of(area, digest)
    try:
        if not target.exists() or sha256_of(target.read_bytes()) != digest:
            make_folder(target.parent)
            with written_whole(target, mode=0o400) as file:
                file.write(content)
    except OSError as error:
        log.exception("a file could not be stored")
        raise DomainError(
            N_(
                "The file could not be stored: the server's disk is full or cannot be written. Nothing was saved. Please tell the administrator."
            )
        ) from error
    return digest


@contextmanager
def written_whole(target: Path, *, mode: int) -> Iterator[BinaryIO]:
    """A file that has its name only once all of it lies on the disk; where that fails, nothing of it is left."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".half-")
    half = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.chmod(mode)
        half.rename(target)
        _sync(target.parent)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """The folder for our eyes alone, and its name on the disk, so that a power cut takes no file with it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def path_of(area: str, digest: str) -> Path:
    if area not in AREAS or not (digest.isalnum() and len(digest) == 64):  # noqa: PLR2004 - the length of a SHA-256
        raise ValueError("not a stored file's name")
    return Path(current_app.config["FILES_DIR"]) / area / digest[:2] / digest


def load(area: str, digest: str) -> bytes:
    """The stored bytes, checked against their digest; raises `MissingFileError` with the file's name in the store."""
    try:
        content = path_of(area, digest).read_bytes()
    except (OSError, ValueError) as missing:
        raise MissingFileError(f"{area}/{digest}") from missing
    if sha256_of(content) != digest:
        raise MissingFileError(f"{area}/{digest}")
    return content


def is_whole(area: str, digest: str) -> bool:
    """Whether the bytes are there, and are what they were."""
    try:
        load(area, digest)
    except MissingFileError:
        return False
    return True
