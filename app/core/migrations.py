"""Alembic through Flask-Migrate, safe on SQLite: one transaction a migration, foreign keys off while tables are rebuilt."""

from flask import Flask
from flask_migrate import Migrate

from app.config import ROOT
from app.core.database import db

migrate = Migrate(directory=str(ROOT / "migrations"), compare_type=True, render_as_batch=True)


def init_migrations(app: Flask) -> None:
    migrate.init_app(app, db)
