"""Reading an archive that may be damaged or made to do harm: nothing in it names a path, and all of it is bounded."""

import hashlib
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from app.core.errors import N_, DomainError
from app.upkeep.domain import (
    LARGEST_FILE,
    LARGEST_MANIFEST,
    LONGEST_ROW,
    MANIFEST,
    Manifest,
    area_and_digest,
    check_sizes,
    damaged,
    manifest_of,
    not_ours,
    table_part,
)

_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    struct.error,
)
_ENCRYPTED = 1


class Archive:
    """An archive whose parts are exactly those its manifest names. Its content is trusted only after `check`."""

    def __init__(self, package: zipfile.ZipFile, manifest: Manifest) -> None:
        self._package = package
        self.manifest = manifest

    def check(self) -> None:
        """Read everything once. Raises `UnfitArchiveError` at the first part that is not what the manifest says."""
        for name, part in self.manifest.tables.items():
            digest, rows = hashlib.sha256(), 0
            for line in self._lines(table_part(name)):
                digest.update(line)
                rows += 1
            if (digest.hexdigest(), rows) != (part.sha256, part.rows):
                raise damaged(table_part(name))
        for name in self.manifest.files:
            self.file(name)

    def rows(self, table: str) -> Iterator[list[Any]]:
        for line in self._lines(table_part(table)):
            yield json.loads(line)

    def file(self, name: str) -> bytes:
        """The bytes of a stored file, which its name is the checksum of."""
        with self._part(name) as part:
            content = part.read(LARGEST_FILE + 1)
        sound = len(content) == self.manifest.files[name] <= LARGEST_FILE
        if not sound or hashlib.sha256(content).hexdigest() != area_and_digest(name)[1]:
            raise damaged(name)
        return content

    def _lines(self, name: str) -> Iterator[bytes]:
        with self._part(name) as part:
            while line := part.readline(LONGEST_ROW + 1):
                if len(line) > LONGEST_ROW:
                    raise damaged(name)
                yield line

    @contextmanager
    def _part(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._package.open(name) as part:
                yield part
        except _BROKEN as broken:
            raise damaged(name) from broken


@contextmanager
def open_archive(path: Path, *, room: Path) -> Iterator[Archive]:
    """The archive at that path, whose content has to find room in that folder."""
    try:
        package = zipfile.ZipFile(path)
    except zipfile.BadZipFile as broken:
        raise not_ours_or_cut(path) from broken
    except OSError as error:
        raise DomainError(
            N_("“%(name)s” cannot be opened: %(reason)s."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    with package:
        _check_entries(package.infolist(), packed=path.stat().st_size, free=shutil.disk_usage(room).free)
        manifest = _read_manifest(package)
        if {entry.filename for entry in package.infolist()} != manifest.parts | {MANIFEST}:
            raise damaged(MANIFEST)
        yield Archive(package, manifest)


def not_ours_or_cut(path: Path) -> DomainError:
    """A backup that was cut short has lost its table of contents, which stands at its end."""
    with path.open("rb") as file:
        return damaged(path.name) if file.read(4) == b"PK\x03\x04" else not_ours()


def _check_entries(entries: list[zipfile.ZipInfo], *, packed: int, free: int) -> None:
    plain = all(
        not entry.flag_bits & _ENCRYPTED and entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        for entry in entries
    )
    if not plain or len({entry.filename for entry in entries}) != len(entries):
        raise not_ours()
    check_sizes(sum(entry.file_size for entry in entries), packed=packed, free=free)


def _read_manifest(package: zipfile.ZipFile) -> Manifest:
    try:
        with package.open(MANIFEST) as part:
            content = part.read(LARGEST_MANIFEST + 1)
    except KeyError as missing:
        raise not_ours() from missing
    except _BROKEN as broken:
        raise damaged(MANIFEST) from broken
    try:
        return manifest_of(json.loads(content) if len(content) <= LARGEST_MANIFEST else None)
    except (ValueError, RecursionError) as unreadable:
        raise damaged(MANIFEST) from unreadable
