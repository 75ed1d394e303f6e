"""One commit a request, on leaving; nothing half-written."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm.exc import StaleDataError

from app.core.database import db
from app.core.errors import N_, DomainError


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what the block wrote, or nothing of it."""
    try:
        yield
        db.session.commit()
    except StaleDataError as stale:
        db.session.rollback()
        raise DomainError(
            N_(
                "Someone else saved this record at the same moment. Please open it again; what you typed is still in the form."
            )
        ) from stale
    except BaseException:
        db.session.rollback()
        raise


def let_others_write() -> None:
    """End what was begun by reading, before slow work that asks the database nothing.

    On SQLite a request that may write holds the only writer's place from its first statement on; a file that takes long
    to read must not keep it.
    """
    db.session.rollback()
