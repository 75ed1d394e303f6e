"""Pages of exports."""

from app.core.web import council_blueprint

blueprint = council_blueprint("exports", __name__)
