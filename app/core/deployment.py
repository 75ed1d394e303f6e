"""Whether an installation may face more people than the one at its keyboard; each reason says what to do."""

import stat
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask
from flask_babel import gettext

from app.config import LOOPBACK_HOSTS

SHORTEST_KEY = 32
FEWEST_LETTERS = 10
"""Different letters of a key; one typed by a sleepy hand has fewer."""


def refusals(app: Flask) -> list[str]:
    """Why it must not be served beyond its own machine, whatever stands before it."""
    reasons = [
        gettext(
            "Every user of this machine can look into %(path)s. Type: chmod o= '%(path)s'",
            path=path.resolve(),
        )
        for path in _private_places(app)
        if path.exists() and path.stat().st_mode & stat.S_IRWXO
    ]
    key = str(app.config["SECRET_KEY"])
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS:
        reasons.append(
            gettext(
                "SECRET_KEY can be guessed: it needs at least %(most)s letters made by chance. "
                "Leave it unset, and one is made and kept in the instance folder.",
                most=SHORTEST_KEY,
            )
        )
    if app.debug:
        reasons.append(
            gettext("Debugging is on and would show the program's inside to everyone. Unset FLASK_DEBUG.")
        )
    return reasons


def shortcomings(app: Flask) -> list[str]:
    """What is not as it has to be where an office works with it over a network; empty when all is well."""
    wanted = {
        gettext(
            "TRUSTED_HOSTS names no host but this machine. Set it to the name people type: loihua.example.gov.vn"
        ): set(app.config["TRUSTED_HOSTS"] or ()) - set(LOOPBACK_HOSTS),
        gettext(
            "HTTPS is not set: passwords and cookies would travel in the clear. Serve behind TLS and set HTTPS=true."
        ): app.config["SESSION_COOKIE_SECURE"],
        gettext(
            "PUBLIC_URL is not an https address; issued papers print it as a QR for readers to check them by."
        ): urlsplit(app.config["PUBLIC_URL"]).scheme == "https",
        gettext("LOG_LEVEL is DEBUG, which tells more than an operator needs. Set it to INFO."): (
            app.config["LOG_LEVEL"] != "DEBUG"
        ),
    }
    return refusals(app) + [reason for reason, met in wanted.items() if not met]


def _private_places(app: Flask) -> list[Path]:
    folders = [Path(app.config["INSTANCE_DIR"]), Path(app.config["FILES_DIR"])]
    address = sa.make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    if address.get_backend_name() == "sqlite" and address.database:
        folders.append(Path(address.database).parent)
    return list(dict.fromkeys(folders))
