"""How many times the database was asked."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from app.core.database import db


@contextmanager
def selects() -> Iterator[list[str]]:
    """The SELECT statements sent while the block runs; what waited to be written is written before."""
    db.session.flush()
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
