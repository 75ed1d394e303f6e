"""Files kept by their SHA-256, written once, never changed."""

import hashlib
import os
import tempfile
from pathlib import Path

from flask import current_app


class MissingFileError(RuntimeError):
    """A file the register refers to is not in the store, or its bytes are not what they were."""


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def largest_upload() -> int:
    """How many bytes a file handed in may have, as the installation sets it."""
    return int(current_app.config["MAX_UPLOAD_BYTES"])


def store(area: str, content: bytes) -> str:
    """Write the bytes once under their SHA-256 in `area` ("files" or "issued"); return the digest.

    A copy found damaged is put right by the same bytes.
    """
    digest = sha256_of(content)
    target = path_of(area, digest)
    if target.exists() and sha256_of(target.read_bytes()) == digest:
        return digest
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o400)
        Path(temporary).rename(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest


def path_of(area: str, digest: str) -> Path:
    if area not in {"files", "issued"} or not (digest.isalnum() and len(digest) == 64):  # noqa: PLR2004 - the length of a SHA-256
        raise ValueError("not a stored file's name")
    return Path(current_app.config["FILES_DIR"]) / area / digest[:2] / digest


def load(area: str, digest: str) -> bytes:
    """The stored bytes, checked against their digest."""
    try:
        content = path_of(area, digest).read_bytes()
    except (FileNotFoundError, ValueError) as missing:
        raise MissingFileError(f"{area}/{digest} is missing") from missing
    if sha256_of(content) != digest:
        raise MissingFileError(f"{area}/{digest} was changed on disk")
    return content
