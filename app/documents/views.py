"""Pages of documents."""

from app.core.web import council_blueprint

blueprint = council_blueprint("documents", __name__)
