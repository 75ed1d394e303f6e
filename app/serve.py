"""Serve the application with waitress on the loopback address."""

import logging
import os
import signal
import sys

import click
from waitress import create_server

from app import create_app
from app.core.pdf.render import renderer


def main() -> None:
    """Serve until SIGTERM or Ctrl-C; the address is printed once it answers."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    host = os.environ.get("HOST", "127.0.0.1")
    port = int(os.environ.get("PORT", "8000"))
    app = create_app()
    logging.basicConfig(
        level=app.config["LOG_LEVEL"], format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    try:
        server = create_server(app, host=host, port=port, threads=8, ident=None)
    except OSError as refused:
        sys.exit(
            f"Port {port} cannot be used: {refused.strerror}. Choose another, for example: PORT={port + 1} ./run"
        )
    renderer.start()
    click.echo(f"\nSổ Lời Hứa: http://{host}:{port}")
    server.run()


if __name__ == "__main__":
    main()
