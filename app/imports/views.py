"""Pages of imports."""

from app.core.web import council_blueprint

blueprint = council_blueprint("imports", __name__)
