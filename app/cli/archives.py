"""Backing up and restoring at the console."""

from pathlib import Path

import click

from app.cli.console import refuse, refusing
from app.core.i18n import say
from app.upkeep.backup import make_backup, make_dated_backup
from app.upkeep.domain import Manifest
from app.upkeep.restore import FaultyRestoreError, restore_backup

A_FILE = click.Path(dir_okay=False, path_type=Path)
A_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=A_FILE, required=False)
@click.option("--directory", type=A_FOLDER, help="Write a file named by the moment into this folder.")
@click.option(
    "--keep", type=click.IntRange(min=1), help="With --directory: how many of those stay. 30 where left out."
)
def backup(file: Path | None, directory: Path | None, keep: int | None) -> None:
    """Write one consistent archive of database and files; the server may go on working."""
    if (file is None) == (directory is None) or (keep is not None and directory is None):
        raise click.UsageError("Give FILE, or --directory DIR with --keep N.")
    with refusing():
        if directory is not None:
            file, manifest = make_dated_backup(directory, keep=keep or 30)
        else:
            manifest = make_backup(file or Path())
    click.echo(f"{file}: {_told(manifest)}")
    click.echo("Dòng cuối: {} {}".format(*manifest.last_line))


@click.command("restore")
@click.argument("file", type=A_FILE)
@click.option(
    "--despite-faults", is_flag=True, help="Keep what was restored even where verify finds faults in it."
)
def restore(file: Path, *, despite_faults: bool) -> None:
    """Put an archive back into an empty installation, bring it to this release and verify it."""
    with refusing():
        try:
            manifest, faults = restore_backup(file, despite_faults=despite_faults)
        except FaultyRestoreError as faulty:
            refuse(say(faulty), *faulty.faults)
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"Đã khôi phục: {_told(manifest)}")
    click.echo("Dòng cuối: {} {}".format(*manifest.last_line))


def _told(manifest: Manifest) -> str:
    rows = sum(part.rows for part in manifest.tables.values())
    return f"{rows} dòng của {len(manifest.tables)} bảng, {len(manifest.files)} tệp"
