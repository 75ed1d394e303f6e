"""Alembic through Flask-Migrate, safe on SQLite: one transaction a migration, foreign keys off while tables are rebuilt."""

from typing import Any

from flask import Flask
from flask_migrate import Migrate

from app.config import ROOT
from app.core.database import db

FULL_TEXT = "search_index"
"""What holds the words of a search: a virtual table of SQLite with its shadows, an index of PostgreSQL; no model tells of it."""


def is_modelled(_object: Any, name: str | None, _kind: str, _reflected: bool, _other: Any) -> bool:
    """Whether the models have to tell of a table or an index of the database."""
    return not (name or "").startswith(FULL_TEXT)


migrate = Migrate(
    directory=str(ROOT / "migrations"), compare_type=True, render_as_batch=True, include_object=is_modelled
)


def init_migrations(app: Flask) -> None:
    migrate.init_app(app, db)
