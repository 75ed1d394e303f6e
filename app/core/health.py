"""Whether the installation is fit to serve: the database answers and every migration has run."""

import logging
from functools import cache

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from app.config import ROOT
from app.core.database import db
from app.core.permissions import open_to_all

log = logging.getLogger("app")
health_pages = Blueprint("health", __name__)


@health_pages.get("/healthz")
@open_to_all
def healthz() -> tuple[Response, int]:
    """200 when all is well, 503 otherwise; says nothing an outsider could use."""
    database, migrations = state_of_database()
    well = migrations == "current"
    return jsonify(
        status="ok" if well else "unavailable", database=database, migrations=migrations
    ), 200 if well else 503


def state_of_database() -> tuple[str, str]:
    """Its name and how its migrations stand: current, behind, or unknown where it does not answer."""
    try:
        stored = db.session.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all()
    except SQLAlchemyError:
        log.exception("the health check found no working database")
        return "unavailable", "unknown"
    return db.engine.dialect.name, "current" if set(stored) == _newest_migrations() else "behind"


@cache
def _newest_migrations() -> frozenset[str]:
    return frozenset(ScriptDirectory(str(ROOT / "migrations")).get_heads())
