"""A file is what its content is, not what its name says: each kind is opened, and what hides in it is refused.

It is opened in a process of its own (`worker.py`), within bounds of memory and time.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from app.core.errors import N_, DomainError
from app.core.storage import sha256_of
from app.core.transaction import let_others_write
from app.evidence.domain import CheckedFile, FileKind, Upload, clean_name, kind_of, shown

WORKER = Path(__file__).with_name("worker.py")
WALL_SECONDS = 25
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")


class UnfitFileError(ValueError):
    """The content is broken, or is not what the name says, or takes too long to look at."""


def check_files(uploads: Iterable[Upload], *, most_bytes: int) -> list[CheckedFile]:
    """Every file looked at before anything is written: a look may take long, and must keep nobody from writing."""
    let_others_write()
    return [check_file(upload, most_bytes=most_bytes) for upload in uploads]


def check_file(upload: Upload, *, most_bytes: int) -> CheckedFile:
    """The file as it will be kept; raises `DomainError` with a sentence for the person who sent it."""
    kind = kind_of(upload.name)
    if not upload.content:
        raise DomainError(
            N_("“%(name)s” is empty. Please choose it again."), name=shown(upload.name), field="evidence"
        )
    if len(upload.content) > most_bytes:
        raise DomainError(
            N_("“%(name)s” is larger than %(most)s MB. Please make it smaller, for example by scanning at 200 dpi."),
            name=shown(upload.name), most=most_bytes // (1024 * 1024), field="evidence",
        )  # fmt: skip
    try:
        content, active = _looked_at(upload.content, kind)
    except UnfitFileError as unfit:
        raise DomainError(
            N_("“%(name)s” was not kept: its content is damaged, locked, holds macros, or is not a %(kind)s file."),
            name=shown(upload.name), kind=kind.value.upper(), field="evidence",
        ) from unfit  # fmt: skip
    return CheckedFile(kind, clean_name(upload.name), content, active, sha256_of(upload.content))


def _looked_at(content: bytes, kind: FileKind) -> tuple[bytes, bool]:
    """The bytes to keep, and whether something in them acts by itself."""
    environment = {name: value for name, value in os.environ.items() if name in KEPT_VARIABLES}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-I", str(WORKER), kind.value],
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=True,
            env=environment,
        )
        header, _, kept = done.stdout.partition(b"\n")
        answer = json.loads(header)
    except (subprocess.SubprocessError, ValueError) as failed:
        raise UnfitFileError("the check gave up") from failed
    if "unfit" in answer:
        raise UnfitFileError(answer["unfit"])
    return kept, bool(answer["has_active_content"])
