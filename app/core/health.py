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
    try:
        stored = db.session.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all()
    except SQLAlchemyError:
        log.exception("the health check found no working database")
        return jsonify(status="unavailable", database="unavailable", migrations="unknown"), 503
    current = set(stored) == _newest_migrations()
    status = "ok" if current else "unavailable"
    migrations = "current" if current else "behind"
    return jsonify(
        status=status, database=db.engine.dialect.name, migrations=migrations
    ), 200 if current else 503


@cache
def _newest_migrations() -> frozenset[str]:
    return frozenset(ScriptDirectory(str(ROOT / "migrations")).get_heads())
