"""Unit tests reach no database."""

import pytest
from sqlalchemy.engine import Engine


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a unit test reached for the database")

    monkeypatch.setattr(Engine, "connect", refuse)
