"""What every test may ask for: the application on both databases, a council, people of each role, a strict client."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings

from tests import factories
from tests.postgres import new_database
from tests.scheduling import pytest_xdist_make_scheduler
from tests.strict_client import StrictClient

__all__ = ["pytest_xdist_make_scheduler"]  # found here by pytest-xdist

_HOME = Path(tempfile.mkdtemp(prefix="slh-tests-"))
os.environ["INSTANCE_DIR"] = str(_HOME / "instance")
os.environ.setdefault("SECRET_KEY", "a secret of the tests alone, long enough to be taken seriously")
DATABASES = ("sqlite", "postgresql")
settings.register_profile("suite", derandomize=True, deadline=None, database=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=2000)
gc.set_threshold(100_000, 20, 20)
"""A suite keeps much and throws little away; looking for it at the usual pace takes a tenth of its time."""
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def make_app(address: str, **overrides: object) -> Flask:
    """An application on a database at that address, which is migrated."""
    app = _app_on(address, **overrides)
    with app.app_context():
        upgrade()
    return app


def _app_on(address: str, **overrides: object) -> Flask:
    from app import create_app

    app = create_app(
        {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": address,
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
            "FILES_DIR": Path(tempfile.mkdtemp(dir=_HOME)),
            "SERVER_NAME": "localhost",
            "WORKER": "asleep",
            **overrides,
        }
    )
    app.test_client_class = StrictClient
    return app


def database_address(kind: str, name: str, *, like: str = "template0") -> str:
    """Of an empty database, or of a copy of another of ours."""
    if kind == "sqlite":
        if like != "template0":
            shutil.copyfile(_HOME / f"{like}.db", _HOME / f"{name}.db")
        return f"sqlite:///{_HOME / name}.db"
    return new_database(name, like=like).replace("postgresql://", "postgresql+psycopg://")


@cache
def _migrated(kind: str) -> str:
    """The name of a migrated database nobody is connected to, to be copied."""
    from app.core.database import db

    name = f"migrated_{os.getpid()}"
    with make_app(database_address(kind, name)).app_context():
        db.session.remove()
        db.engine.dispose()
    return name


@cache
def _shared_app(kind: str) -> Flask:
    return make_app(database_address(kind, f"shared_{os.getpid()}"))


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database; a test that uses it runs on both."""
    return str(request.param)


@pytest.fixture
def app(database: str) -> Iterator[Flask]:
    """The application inside a transaction that is rolled back after the test, commits and all."""
    from app.core.database import db

    app = _shared_app(database)
    with app.app_context():
        engines = db._app_engines[app]
        engine = engines[None]
        connection = engine.connect()
        transaction = connection.begin()
        engines[None] = connection
        db.session.remove()
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        try:
            yield app
        finally:
            db.session.remove()
            transaction.rollback()
            connection.close()
            engines[None] = engine


@pytest.fixture
def own_app(database: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application with a database of its own, for tests that need several connections or real commits."""
    from app.core.database import db

    name = f"own_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**10}"
    app = _app_on(database_address(database, name, like=_migrated(database)))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def council(app: Flask):
    """A province's council with a term, in scope for the test."""
    from app.core.tenancy import enter_council

    made = factories.make_council()
    enter_council(made.id)
    return made


@pytest.fixture
def as_role(app: Flask, council) -> Callable[..., FlaskClient]:
    """`as_role("clerk")` is a browser signed in as that role of the council; each call is another person."""

    def sign_in(*roles: str, council_id: int | None = None) -> FlaskClient:
        user = factories.make_user(*roles, council_id=council_id or council.id)
        return factories.browser_of(app, user)

    return sign_in
