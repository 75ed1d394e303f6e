"""Serve the application: with waitress by itself, or as what gunicorn is pointed at, `app.serve:production()`."""

import atexit
import os
import signal
import sys

import click
from flask import Flask
from flask_babel import gettext
from waitress import create_server
from werkzeug.middleware.proxy_fix import ProxyFix

from app import create_app
from app.core.deployment import refusals
from app.core.jobs.worker import worker_of
from app.core.logs import configure_logs
from app.core.pdf.render import renderer
from app.core.static import served_quickly

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def production() -> Flask:
    """The application as it meets people: logs, static files in front of it, and as many trusted proxies as are set."""
    app = create_app()
    configure_logs(level=app.config["LOG_LEVEL"], form=app.config["LOG_FORMAT"])
    files = served_quickly(app)
    files.__enter__()
    atexit.register(files.__exit__, None, None, None)
    proxies = app.config["PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign] # the place Flask documents for this
    return app


def _refuse_to_face_the_world(app: Flask) -> None:
    with app.app_context():
        reasons = refusals(app)
        if reasons:
            sys.exit("\n".join([gettext("This is not served beyond its own machine:"), *reasons]))


def main() -> None:
    """Serve until SIGTERM or Ctrl-C; the address is printed once it answers."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    host = os.environ.get("HOST", "127.0.0.1")
    port = int(os.environ.get("PORT", "8000"))
    app = production()
    if host not in LOOPBACK:
        _refuse_to_face_the_world(app)
    try:
        server = create_server(app, host=host, port=port, threads=12, ident=None)
    except OSError as refused:
        sys.exit(
            f"Port {port} cannot be used: {refused.strerror}. Choose another, for example: PORT={port + 1} ./run"
        )
    renderer.start()
    worker = worker_of(app)
    worker.start_beside_server()
    click.echo(f"\nSổ Lời Hứa: http://{host}:{port}")
    try:
        server.run()
    finally:
        worker.stop()


if __name__ == "__main__":
    main()
