"""Pages of monitoring."""

from app.core.web import council_blueprint

blueprint = council_blueprint("monitoring", __name__)
