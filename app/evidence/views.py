"""Pages of evidence."""

from app.core.web import council_blueprint

blueprint = council_blueprint("evidence", __name__)
