"""The worker: threads beside the server, or a process of its own. The queue only wakes it; the table of works is the truth.

The queue is a file of the instance, or lies in PostgreSQL. What is lost there, and what lost its worker, is found in the
table by whichever worker looks next.
"""

import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.globals import app_ctx
from huey import Huey, PostgresHuey, SqliteHuey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer

from app.core import storage
from app.core.jobs import running
from app.core.jobs.carrying import carry_out, hand_back
from app.core.jobs.domain import BEAT_SECONDS
from app.core.jobs.registry import Progress
from app.core.logs import plainly

log = logging.getLogger("app.jobs")
EMBEDDED, SEPARATE, ASLEEP = "embedded", "separate", "asleep"
"""As `WORKER` is set: beside the server; in processes of its own, `flask --app app work`; or nobody, in tests."""

AT_ONCE = 2
"""Works one worker carries out side by side."""

SLOWEST_LOOK = 0.5
"""Seconds between two looks into a queue that is a file."""

PATIENCE_SECONDS = 20.0
"""What is at a work may come to its next step before it is handed back."""

CLEARING_SECONDS = 3600.0
_KEPT = "jobs"


class _QuietConsumer(Consumer):  # type: ignore[misc] # huey is not typed
    """Signals are the server's own business."""

    def _set_signal_handlers(self) -> None:
        pass


class Worker:
    """The works of one installation: waking whoever does them, and doing them."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._opening = threading.Lock()
        self._queue: Huey | None = None
        self._consumer: Consumer | None = None
        self._stopping = threading.Event()
        self._under_way: set[Progress] = set()
        self._cleared_at = -CLEARING_SECONDS

    def wake(self, job_id: int) -> None:
        """Tell a worker of a work that waits; where that fails it is found in the table a little later."""
        if self._app.config["WORKER"] == ASLEEP:
            return
        try:
            queue = self.queue()
            queue.enqueue(self._task.s(job_id))
        except Exception as failed:  # noqa: BLE001 - what was asked for is committed and must not look refused
            log.warning("a worker could not be woken: %s", plainly(failed))

    def queue(self) -> Huey:
        """Opened when it is first needed."""
        with self._opening:
            if self._queue is None:
                self._queue = _open(self._app)
                self._task = self._queue.task(name="carry_out")(self._carry_out)
            return self._queue

    def start_beside_server(self) -> None:
        """Begin to work in the server's own process, unless the installation has processes for it."""
        if self._app.config["WORKER"] == EMBEDDED:
            self.start()

    def start(self) -> None:
        """Begin to work in threads of this process."""
        self._consumer = _QuietConsumer(self.queue(), workers=AT_ONCE, periodic=False, max_delay=SLOWEST_LOOK)
        for act in (self._consumer.run, self._watch):
            threading.Thread(target=act, daemon=True).start()

    def stop(self) -> None:
        """Let what is under way come to its next step, and hand back what does not come to one."""
        if self._consumer is None or self._stopping.is_set():
            return
        self._stopping.set()
        self._consumer.stop()
        patience = time.monotonic() + PATIENCE_SECONDS
        while self._under_way and time.monotonic() < patience:
            time.sleep(0.05)
        for progress in tuple(self._under_way):
            running.change(self._app, progress.claim, **hand_back(progress.claim))

    def _carry_out(self, job_id: int) -> None:
        begun: list[Progress] = []

        def note(progress: Progress) -> None:
            begun.append(progress)
            self._under_way.add(progress)

        if self._stopping.is_set():
            return
        with self._app.app_context():
            try:
                carry_out(job_id, stopping=self._stopping, begun=note)
            finally:
                self._under_way.difference_update(begun)

    def _watch(self) -> None:
        while True:
            try:
                self.look_after()
            except Exception as failed:  # noqa: BLE001 - the database may be away for a while
                log.warning("the works could not be looked after: %s", plainly(failed))
            if self._stopping.wait(BEAT_SECONDS):
                return

    def look_after(self) -> None:
        """A sign of life for each work under way; then those that lost their worker, and those nobody was woken for."""
        for progress in tuple(self._under_way):
            progress.tell()
        with running.apart(self._app):
            waiting = running.orphaned()
        if waiting and not self.queue().pending_count():
            for job_id in waiting:
                self.wake(job_id)
        if time.monotonic() - self._cleared_at > CLEARING_SECONDS:
            self._cleared_at = time.monotonic()
            self._clear()

    def _clear(self) -> None:
        with running.apart(self._app):
            for digest in running.outdated_files():
                storage.path_of("results", digest).unlink(missing_ok=True)


def worker_of(app: Flask) -> Worker:
    found: Worker = app.extensions[_KEPT]
    return found


def wake(job_id: int) -> None:
    worker_of(app_ctx.app).wake(job_id)


def init_jobs(app: Flask) -> None:
    app.extensions[_KEPT] = Worker(app)


def _open(app: Flask) -> Huey:
    common: dict[str, Any] = {
        "name": "so-loi-hua",
        "results": False,
        "serializer": SignedSerializer(secret=app.config["SECRET_KEY"], salt="jobs"),
    }
    address = sa.make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    if address.get_backend_name() == "postgresql":
        plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresHuey(dsn=plain, table_prefix="queue", **common)
    return SqliteHuey(filename=str(_private(Path(app.config["INSTANCE_DIR"]) / "queue.db")), **common)


def _private(path: Path) -> Path:
    """The file, for our eyes alone from its first byte on."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)
    return path
