"""Pages of sittings."""

from app.core.web import council_blueprint

blueprint = council_blueprint("sittings", __name__)
