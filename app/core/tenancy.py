"""Many councils in one database: every select of a council-owned table is scoped to one council.

A select of such a table outside any scope is an error, not an answer: what is not scoped by intention leaks by accident.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import g
from sqlalchemy import ForeignKey, event
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column, with_loader_criteria

from app.core.database import db

T = TypeVar("T")
EVERY_COUNCIL = "every council"


class CouncilOwned:
    """A row that belongs to one council."""

    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"), index=True)


class UnscopedError(RuntimeError):
    """A council-owned table was read or written without saying for which council."""


def current_scope() -> int | str | None:
    scope: int | str | None = g.get("council_scope")
    return scope


def enter_council(council_id: int) -> None:
    """Scope the rest of this application context to one council."""
    g.council_scope = council_id


@contextmanager
def scoped_to(council_id: int) -> Iterator[None]:
    previous, g.council_scope = g.get("council_scope"), council_id
    try:
        yield
    finally:
        g.council_scope = previous


@contextmanager
def every_council() -> Iterator[None]:
    """For sign-in, verification and operations that look at the whole installation."""
    previous, g.council_scope = g.get("council_scope"), EVERY_COUNCIL
    try:
        yield
    finally:
        g.council_scope = previous


def _touches_council_table(state: ORMExecuteState) -> bool:
    return any(issubclass(mapper.class_, CouncilOwned) for mapper in state.all_mappers)


@event.listens_for(Session, "do_orm_execute")
def _scope_statement(state: ORMExecuteState) -> None:
    if state.is_column_load:
        return
    scope = current_scope()
    if scope == EVERY_COUNCIL:
        return
    if scope is None:
        if _touches_council_table(state):
            raise UnscopedError("a council-owned table was read outside any council")
        return
    state.statement = state.statement.options(
        with_loader_criteria(
            CouncilOwned, _only(int(scope)), include_aliases=True, track_closure_variables=True
        )
    )


def _only(council_id: int) -> Any:
    return lambda owned: owned.council_id == council_id


@event.listens_for(Session, "before_flush")
def _stamp_new_rows(session: Session, _context: Any, _instances: Any) -> None:
    scope = current_scope()
    for record in session.new:
        if not isinstance(record, CouncilOwned):
            continue
        given: int | None = record.council_id
        if given is None and isinstance(scope, int):
            given = record.council_id = scope
        if given is None or (isinstance(scope, int) and given != scope):
            raise UnscopedError("a council-owned row was written outside its council")


def get_owned(model: type[T], record_id: int) -> T | None:
    """The row of that id in the council in scope, or None."""
    found: T | None = db.session.scalar(db.select(model).where(model.id == record_id))  # type: ignore[attr-defined] # every model has an id
    return found
