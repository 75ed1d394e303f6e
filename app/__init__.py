"""Sổ Lời Hứa: the register of promises made to a People's Council."""

from typing import Any

from flask import Flask
from flask_bootstrap import Bootstrap5

from app import cli, features, subscriptions
from app.config import ROOT, read_settings
from app.core.database import init_database
from app.core.i18n import init_i18n
from app.core.jobs.worker import init_jobs
from app.core.migrations import init_migrations
from app.core.static import static_address
from app.core.web import init_web


def create_app(overrides: dict[str, Any] | None = None) -> Flask:
    """Build the application: configuration, then the kernel, then the features in their order."""
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        instance_path=str(ROOT / "instance"),
        static_url_path=static_address(),
    )
    app.config.from_mapping({**read_settings().to_flask(), **(overrides or {})})
    init_database(app)
    init_migrations(app)
    init_i18n(app)
    init_web(app)
    init_jobs(app)
    Bootstrap5(app)
    features.register(app)
    subscriptions.connect()
    cli.register(app)
    return app
