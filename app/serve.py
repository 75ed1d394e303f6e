"""Serve the application with waitress on the loopback address."""

import os

from waitress import serve

from app import create_app


def main() -> None:
    app = create_app()
    serve(app, host=os.environ.get("HOST", "127.0.0.1"), port=int(os.environ.get("PORT", "8000")), threads=8, ident=None)


if __name__ == "__main__":
    main()
