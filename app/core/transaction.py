"""One commit a request, on leaving; nothing half-written."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import g
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.logs import plainly

log = logging.getLogger("app")
SAVED_BY_ANOTHER = N_(
    "Someone else saved this record at the same moment. Please open it again; what you typed is still in the form."
)
REFUSED_BY_DATABASE = N_(
    "This was not saved: the same thing may have been saved a moment ago, or it is frozen by now. Please look at the list again."
)
_openings: list[Callable[[], None]] = []
_LATER = "after the commit"


def open_with(act: Callable[[], None]) -> None:
    """Do this at the beginning of every transaction, inside it."""
    if act not in _openings:
        _openings.append(act)


def when_committed(act: Callable[[], None]) -> None:
    """Do this once what the transaction wrote is there for everyone; never where it is rolled back."""
    db.session.info.setdefault(_LATER, []).append(act)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what the block wrote, or nothing of it; `g.carried_out` says afterwards that something was committed.

    What two people did at the same moment, and what a constraint or a guard of the database refuses, is a `DomainError`.
    """
    try:
        for act in _openings:
            act()
        yield
        db.session.commit()
        g.carried_out = True
        later = db.session.info.pop(_LATER, [])
    except StaleDataError as stale:
        db.session.rollback()
        raise DomainError(SAVED_BY_ANOTHER) from stale
    except IntegrityError as clash:
        db.session.rollback()
        log.warning("a rule of the database refused a write: %s", plainly(clash))
        raise DomainError(REFUSED_BY_DATABASE) from clash
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop(_LATER, None)
    for act in later:
        act()


@contextmanager
def reading() -> Iterator[None]:
    """A transaction that only reads; on SQLite it takes nobody's turn to write, however long it lasts."""
    db.session.rollback()
    db.session.connection(execution_options={"only_reads": True})
    try:
        yield
    finally:
        db.session.rollback()


def let_others_write() -> None:
    """End what was begun by reading, before slow work that asks the database nothing.

    On SQLite a request that may write holds the only writer's place from its first statement on; a file that takes long
    to read must not keep it.
    """
    db.session.rollback()
