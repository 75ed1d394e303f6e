"""Putting an archive into an empty installation: checked before, verified after, and taken out again where that fails."""

import logging
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy.engine import Connection

from app.core import storage
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.transaction import transaction
from app.search.commands import fill_where_empty
from app.upkeep.archive import Archive, open_archive
from app.upkeep.domain import Manifest, UnfitArchiveError, area_and_digest, damaged, table_part
from app.upkeep.tables import go_on_counting, guards_lifted, put_rows, revisions_in, tables_of
from app.upkeep.verify import verify_all

log = logging.getLogger("app")
INHABITED = ("councils", "users")
"""The tables that tell whether anybody ever worked here; before them there are only links to make the first council."""


class FaultyRestoreError(DomainError):
    """What was restored is not whole; `faults` says what."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(
            N_("The backup was made of a register that is not whole; it was taken out again. What is wrong:")
        )
        self.faults = faults


def restore_backup(path: Path, *, despite_faults: bool = False) -> tuple[Manifest, list[str]]:
    """Bring the archive's content in and to the newest schema; what it holds, and the faults that were let pass.

    Raises `DomainError`: the installation is not empty, the archive is damaged or newer, or what came in is not whole.
    """
    files_dir = Path(current_app.config["FILES_DIR"])
    storage.make_folder(files_dir)
    with open_archive(path, room=files_dir) as archive:
        _need_known(archive.manifest.revisions)
        _need_empty()
        archive.check()
        _bring_schema_to(archive.manifest.revisions)
        for name in archive.manifest.files:
            storage.store(area_and_digest(name)[0], archive.file(name))
        _bring_rows_in(archive)
        upgrade()
        faults = verify_all().faults
        if faults and not despite_faults:
            _take_out_again()
            raise FaultyRestoreError(faults)
        db.session.rollback()  # what was read to verify was read in a transaction that may not write
        with transaction():
            fill_where_empty()
        return archive.manifest, faults


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def _need_known(revisions: list[str]) -> None:
    known = {each.revision for each in _script().walk_revisions()}
    if not set(revisions) <= known or len(revisions) != 1:
        raise UnfitArchiveError(
            N_("This backup was made by a newer release of the program. Install that release, then restore.")
        )


def _need_empty() -> None:
    with db.engine.connect().execution_options(only_reads=True) as connection:
        _refuse_work_of_others(connection, tables_of(connection))


def _refuse_work_of_others(connection: Connection, tables: Sequence[sa.Table]) -> None:
    strange = bool(tables) and not revisions_in(connection)
    for table in tables:
        told = table.name in INHABITED
        if strange or (told and connection.execute(sa.select(table).limit(1)).first() is not None):
            raise DomainError(
                N_(
                    "This installation is not empty; a backup is only restored into an empty one. Point DATABASE_URL and FILES_URL (or INSTANCE_DIR) to a new place and restore there."
                )
            )


def _bring_schema_to(revisions: list[str]) -> None:
    """The tables as the release that made the archive had them; there are no rows in them to lose."""
    (wanted,) = revisions
    with db.engine.connect().execution_options(only_reads=True) as connection:
        current = set(revisions_in(connection))
    if current == {wanted}:
        return
    older = {each.revision for each in _script().iterate_revisions(wanted, "base")}
    move = upgrade if current <= older else downgrade
    move(revision=wanted)


def _bring_rows_in(archive: Archive) -> None:
    """All rows in one transaction, which looks once more that nobody began to work here meanwhile."""
    with db.engine.begin() as connection:
        tables = tables_of(connection)
        if connection.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in tables)
            connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
        _refuse_work_of_others(connection, tables)
        _need_same_columns(archive.manifest, tables)
        with guards_lifted(connection, tables):
            for table in tables:
                connection.execute(table.delete())
            for table in tables:
                _put_table(connection, archive, table)
            go_on_counting(connection, tables)


def _need_same_columns(manifest: Manifest, tables: Sequence[sa.Table]) -> None:
    told = {name: sorted(part.columns) for name, part in manifest.tables.items()}
    if told != {table.name: sorted(column.name for column in table.columns) for table in tables}:
        raise UnfitArchiveError(
            N_("The backup has other tables or columns than the release it says it was made by.")
        )


def _put_table(connection: Connection, archive: Archive, table: sa.Table) -> None:
    try:
        put_rows(connection, table, archive.manifest.tables[table.name].columns, archive.rows(table.name))
    except (ValueError, TypeError, ArithmeticError, RecursionError, sa.exc.DBAPIError) as unfit:
        log.exception("rows of %s cannot be restored", table.name)
        raise damaged(table_part(table.name)) from unfit


def _take_out_again() -> None:
    """The tables as they were, anew. The files stay in the store, where nothing names them."""
    db.session.rollback()
    with db.engine.begin() as connection:
        tables = tables_of(connection)
        with guards_lifted(connection, tables):
            for table in reversed(tables):
                connection.execute(table.delete())
    downgrade(revision="base")
    upgrade()
