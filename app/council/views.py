"""Pages of council."""

from app.core.web import council_blueprint

blueprint = council_blueprint("council", __name__)
