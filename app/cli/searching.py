"""What a search goes through, made anew."""

import click

from app.core.transaction import transaction
from app.search.commands import reindex_every_council


@click.command("reindex-search")
def reindex_search() -> None:
    """Enter every record of every council anew, for a search that does not find what is there."""
    with transaction():
        counts = reindex_every_council()
    for slug, count in counts.items():
        click.echo(f"{slug}: {count} mục")
