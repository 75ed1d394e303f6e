"""What long work there is, by its kind, and how a work tells how far it has come.

The features say so when the application is made; a work is given its arguments and its `Progress`, inside the council of
whoever asked, outside of any transaction. It opens one for each item, and skips what is done: after a kill it is called again.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app

from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.jobs import running
from app.core.jobs.domain import JobStatus
from app.core.jobs.models import Job

SECONDS_BETWEEN = 0.2
"""More often than that nobody needs to know how far a work has come."""


class TakenOverError(DomainError):
    """Another worker took the work up meanwhile; this one ends without writing."""

    def __init__(self) -> None:
        super().__init__(N_("This work was taken up again by another worker."))


class HandedBackError(Exception):
    """The server is being stopped; the work waits for the next one."""


class Progress:
    """How far a work has come, and who asked for it."""

    def __init__(self, app: Flask, claim: running.Claim, stopping: threading.Event | None = None) -> None:
        self.job_id = claim.job_id
        self.owner = claim.owner
        """The account of whoever asked: the `actor` of what the work does."""

        self.claim = claim
        self._app = app
        self._stopping = stopping or threading.Event()
        self._done, self._total, self._message = claim.done, claim.total, ""
        self._written_at = 0.0
        self._is_ours = True

    def step(self, done: int, total: int, message: str = "") -> None:
        """Tell how many of how many are done, between two transactions; never fewer than were told before.

        Inside a transaction it is only noted: on SQLite nobody else may write then, and the worker tells it by itself
        a little later. Raises where the work is to end here.
        """
        self._done, self._total, self._message = max(done, self._done), total, message
        if not self._is_ours:
            raise TakenOverError
        if self._stopping.is_set():
            raise HandedBackError
        if db.session().in_transaction():
            return
        if done >= total or time.monotonic() - self._written_at > SECONDS_BETWEEN:
            self.tell()

    def tell(self) -> None:
        """Write it down, with a sign of life; who came further than ever before has all attempts again."""
        self._written_at = time.monotonic()
        told = {"done": self._done, "total": self._total, "message": self._message, "beat_at": now()}
        if self._done > self.claim.done:
            told["attempts"] = 1
        self._is_ours = running.change(self._app, self.claim, **told)

    @property
    def whole(self) -> dict[str, int]:
        """The bar at its end."""
        whole = max(self._done, self._total)
        return {"done": whole, "total": whole}

    def conclude(self, result: dict[str, Any]) -> None:
        """End the work in the transaction of its last act, so that both are done or neither is.

        For works that must happen once: called inside `transaction()`, and the same result returned afterwards. Raises
        `TakenOverError` where the work is no longer ours; the transaction is then rolled back.
        """
        ended: Any = db.session.execute(
            sa.update(Job)
            .where(*running.held(self.claim))
            .values(status=JobStatus.DONE, result=result, ended_at=now(), message="", **self.whole)
            .execution_options(synchronize_session=False)
        )
        if not ended.rowcount:
            raise TakenOverError


Work = Callable[[dict[str, Any], Progress], dict[str, Any]]
_works: dict[str, Work] = {}
_entrances: list[Callable[[int, Any], None]] = []


def know(kind: str, work: Work) -> None:
    """Say how work of that kind is done; its result may name an `address` with its `label`, or a `file` of the store's
    area "results" with its `name` and `media_type`.
    """
    _works[kind] = work


def work_of(kind: str) -> Work:
    if kind not in _works:
        raise DomainError(N_("This release of the program no longer knows this work."))
    return _works[kind]


def enter_with(act: Callable[[int, Any], None]) -> None:
    """Do this before each work, with its council and its owner: what a request would have set up."""
    if act not in _entrances:
        _entrances.append(act)


def enter(council_id: int, owner: Any) -> None:
    for act in _entrances:
        act(council_id, owner)


def page_address(endpoint: str, **values: Any) -> str:
    """The path of a page of ours, for a result made outside of any request."""
    current_app.inject_url_defaults(endpoint, values)
    return current_app.url_map.bind("localhost").build(endpoint, values)
