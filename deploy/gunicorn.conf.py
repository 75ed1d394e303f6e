"""gunicorn -c deploy/gunicorn.conf.py "app.serve:production()"

One process of many threads: limits on guessing passwords are counted in memory, and the embedded database has one
writer at a time. The work that takes the processor, printing papers, runs in a process of its own anyway.
"""

import os
from typing import Any

from app.core.jobs.worker import worker_of
from app.core.logs import logging_settings
from app.core.pdf.render import renderer

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = 1
worker_class = "gthread"
threads = int(os.environ.get("THREADS", "12"))
timeout = 180  # a paper of many pages is printed while its reader waits
graceful_timeout = 60
keepalive = 5
forwarded_allow_ips = ""  # whom to believe is set by PROXIES
accesslog = None  # the application writes a line of its own for every request
control_socket_disable = True
logconfig_dict = logging_settings(
    level=os.environ.get("LOG_LEVEL", "INFO"), form=os.environ.get("LOG_FORMAT", "auto")
)


def post_worker_init(worker: Any) -> None:
    """Start the printer ahead of the first paper, and long work in the background unless WORKER=separate."""
    renderer.start()
    worker_of(worker.wsgi).start_beside_server()


def worker_exit(_server: Any, worker: Any) -> None:
    """What is under way comes to its next step, or waits for the next server."""
    if worker.wsgi is not None:
        worker_of(worker.wsgi).stop()
