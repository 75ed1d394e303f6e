"""One archive of database and stored files, as they are at one moment, while the server writes on.

The rows come from one read transaction: a snapshot on SQLite (WAL) as on PostgreSQL (REPEATABLE READ). A stored file lies
in the store before the row that names it is committed, and never changes; so every file the snapshot names is there.
"""

import hashlib
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.core import storage
from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, DomainError
from app.upkeep.domain import (
    FORMAT,
    MANIFEST,
    STORED_FILES,
    Manifest,
    TablePart,
    file_part,
    table_part,
    versions_to_drop,
)
from app.upkeep.tables import revisions_in, rows_of, snapshot_options, tables_of

READABLE_BY_OWNER = 0o600
_NAME = "so-loi-hua-*.zip"
_NO_LINE = [0, "0" * 64]


def make_backup(target: Path) -> Manifest:
    """Write the archive; it has its name only once it is whole. Raises `DomainError`, and nothing is written then."""
    if target.exists() and target.stat().st_size and not zipfile.is_zipfile(target):
        raise DomainError(
            N_("“%(name)s” is there already and is no backup. Please choose another name."), name=target.name
        )
    try:
        with (
            db.engine.connect().execution_options(**snapshot_options()) as connection,
            storage.written_whole(target, mode=READABLE_BY_OWNER) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive,
        ):
            manifest = _write(archive, connection)
    except OSError as error:
        raise DomainError(
            N_("The backup could not be written: %(reason)s."), reason=error.strerror or str(error)
        ) from error
    except storage.MissingFileError as missing:
        raise DomainError(
            N_(
                "No backup was made, because a stored file is missing or damaged (%(file)s). Put it back from an earlier backup."
            ),
            file=str(missing),
        ) from missing
    except (ValueError, LookupError, sa.exc.SQLAlchemyError) as unreadable:
        raise DomainError(
            N_("No backup was made, because the database cannot be read: %(reason)s."),
            reason=str(unreadable)[:300],
        ) from unreadable
    return manifest


def make_dated_backup(folder: Path, *, keep: int) -> tuple[Path, Manifest]:
    """An archive named by its moment; of all so named, the `keep` latest stay."""
    try:
        storage.make_folder(folder)
    except OSError as error:
        raise DomainError(
            N_("The backup could not be written: %(reason)s."), reason=error.strerror or str(error)
        ) from error
    target = folder / f"so-loi-hua-{now():%Y%m%dT%H%M%S%fZ}.zip"
    manifest = make_backup(target)
    made = {path.name: _moment_in(path.name) for path in folder.glob(_NAME)}
    for name in versions_to_drop({name: at for name, at in made.items() if at is not None}, keep=keep):
        (folder / name).unlink(missing_ok=True)
    return target, manifest


def _moment_in(name: str) -> float | None:
    try:
        return datetime.strptime(name, "so-loi-hua-%Y%m%dT%H%M%S%fZ.zip").timestamp()  # noqa: DTZ007 - all are UTC, and only compared
    except ValueError:
        return None


def _write(archive: zipfile.ZipFile, connection: Connection) -> Manifest:
    revisions = revisions_in(connection)
    if not revisions:
        raise DomainError(N_("There is nothing to back up: the database has no tables yet."))
    tables = tables_of(connection)
    parts = {table.name: _write_table(archive, connection, table) for table in tables}
    files = dict(
        _write_file(archive, area, digest)
        for table in tables
        if (area := STORED_FILES.get(table.name))
        for digest in connection.execute(
            sa.select(table.c.sha256).distinct().order_by(table.c.sha256)
        ).scalars()
    )
    manifest = Manifest(
        format=FORMAT,
        made_at=now().isoformat(),
        database=connection.dialect.name,
        revisions=revisions,
        tables=parts,
        files=files,
        last_line=_last_line(connection),
    )
    archive.writestr(MANIFEST, json.dumps(manifest.to_json(), ensure_ascii=False, indent=1))
    return manifest


def _write_table(archive: zipfile.ZipFile, connection: Connection, table: sa.Table) -> TablePart:
    digest, count = hashlib.sha256(), 0
    with archive.open(table_part(table.name), "w", force_zip64=True) as part:
        for row in rows_of(connection, table):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            part.write(line)
            count += 1
    return TablePart(columns=[column.name for column in table.columns], rows=count, sha256=digest.hexdigest())


def _write_file(archive: zipfile.ZipFile, area: str, digest: str) -> tuple[str, int]:
    """Stored files are packed already."""
    content = storage.load(area, digest)
    name = file_part(area, digest)
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED)
    return name, len(content)


def _last_line(connection: Connection) -> list[Any]:
    last = connection.execute(
        sa.text("SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1")
    ).first()
    return list(last) if last else _NO_LINE
