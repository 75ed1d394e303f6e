"""The worker as a process of its own, for installations where the server shall not do long work itself."""

import signal
import threading

import click
from flask import current_app
from flask.globals import app_ctx

from app.core.jobs.worker import worker_of
from app.core.logs import configure_logs


@click.command("work")
def work() -> None:
    """Carry out long work, prints, letters and imports, until told to stop. As many of these may run as the machine carries."""
    configure_logs(level=current_app.config["LOG_LEVEL"], form=current_app.config["LOG_FORMAT"])
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    worker = worker_of(app_ctx.app)
    worker.start()
    told.wait()
    worker.stop()
