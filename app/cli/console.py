"""What every command does the same way: complain, refuse, say for which council it works."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from app.core.errors import N_, DomainError
from app.core.i18n import say
from app.core.tenancy import enter_council
from app.council.models import Council
from app.council.queries import find_council

REFUSED = 1


def refuse(*messages: str) -> NoReturn:
    """Say why on standard error, and end with status 1."""
    for message in messages:
        click.echo(message, err=True)
    raise SystemExit(REFUSED)


@contextmanager
def refusing() -> Iterator[None]:
    """A broken rule ends the command."""
    try:
        yield
    except DomainError as error:
        refuse(say(error))


def enter(slug: str) -> Council:
    """The council of that slug, in scope for the rest of the command."""
    council = find_council(slug)
    if council is None:
        refuse(say(DomainError(N_("There is no council with the address “%(slug)s”."), slug=slug)))
    enter_council(council.id)
    return council


def write_file(path: str, content: bytes) -> None:
    """Write a result where the operator wants it."""
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        refuse(f"{path}: {error.strerror}")
