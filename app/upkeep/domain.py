"""What a backup archive holds, how large it may grow, and what its parts are called."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.core.errors import N_, DomainError

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
LARGEST_FILE = 256 * 1024 * 1024
LONGEST_ROW = 64 * 1024 * 1024
SMALL_UNPACKED = 256 * 1024 * 1024
MOST_UNPACKED = 100
"""How many times its own size an archive beyond `SMALL_UNPACKED` may unpack to; rows of text pack about ten to one."""

STORED_FILES = {"evidence_files": "files", "issued_documents": "issued"}
"""The tables whose rows name a stored file by its `sha256`, and the area of the store it lies in."""

_TABLE = re.compile(r"tables/([a-z][a-z0-9_]{0,62})\.jsonl")
_FILE = re.compile(r"(files|issued)/([0-9a-f]{64})")


class UnfitArchiveError(DomainError):
    """The archive is damaged, not ours, or of a newer release; nothing was restored."""


@dataclass(frozen=True, kw_only=True)
class TablePart:
    """The rows of one table: its columns in the order of the values, how many rows, and their SHA-256."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What is in the archive. `files` has the size of each stored file by its name in the archive."""

    format: int
    made_at: str
    database: str
    revisions: list[str]
    tables: dict[str, TablePart]
    files: dict[str, int]
    last_line: list[Any]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def parts(self) -> set[str]:
        return {table_part(name) for name in self.tables} | set(self.files)


def manifest_of(found: Any) -> Manifest:
    """A manifest as read from JSON; raises `UnfitArchiveError` for anything else."""
    if isinstance(found, dict) and isinstance(found.get("format"), int) and found["format"] > FORMAT:
        raise UnfitArchiveError(
            N_("This backup was made by a newer release of the program. Install that release, then restore.")
        )
    try:
        tables = {name: TablePart(**part) for name, part in found["tables"].items()}
        manifest = Manifest(**{**found, "tables": tables})
    except (TypeError, KeyError, AttributeError) as other:
        raise not_ours() from other
    _check_shape(manifest)
    return manifest


def _check_shape(manifest: Manifest) -> None:
    sound = (
        manifest.format == FORMAT
        and _all(str, manifest.revisions)
        and _is_line(manifest.last_line)
        and isinstance(manifest.files, dict)
        and all(_FILE.fullmatch(name) and _is_count(size) for name, size in manifest.files.items())
        and all(_TABLE.fullmatch(table_part(name)) for name in manifest.tables)
        and all(_all(str, part.columns) and _is_count(part.rows) for part in manifest.tables.values())
    )
    if not sound:
        raise not_ours()


def _all(kind: type, values: Any) -> bool:
    return isinstance(values, list) and bool(values) and all(isinstance(value, kind) for value in values)


def _is_line(value: Any) -> bool:
    return isinstance(value, list) and [type(each) for each in value] == [int, str]


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def table_part(name: str) -> str:
    return f"tables/{name}.jsonl"


def file_part(area: str, digest: str) -> str:
    return f"{area}/{digest}"


def area_and_digest(part: str) -> tuple[str, str]:
    area, _, digest = part.partition("/")
    return area, digest


def not_ours() -> UnfitArchiveError:
    return UnfitArchiveError(N_("This file is not a backup of this program."))


def damaged(part: str) -> UnfitArchiveError:
    return UnfitArchiveError(N_("The backup is damaged at “%(part)s”. Take another one."), part=part[:100])


def check_sizes(unpacked: int, *, packed: int, free: int) -> None:
    """Refuse an archive that would unpack to more than it honestly can, or to more than the disk takes."""
    if unpacked > max(SMALL_UNPACKED, MOST_UNPACKED * packed):
        raise UnfitArchiveError(
            N_("This file unpacks to far more than a backup does; it was not made by this program.")
        )
    if unpacked > free:
        raise UnfitArchiveError(
            N_("The disk has no room for this backup: it needs %(needed)s MB, %(free)s MB are free."),
            needed=unpacked // 1_000_000 + 1,
            free=free // 1_000_000,
        )


def versions_to_drop(names: Mapping[str, float], *, keep: int) -> list[str]:
    """The dated archives beyond the `keep` latest."""
    return sorted(names, key=lambda name: names[name], reverse=True)[keep:]
