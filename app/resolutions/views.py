"""Pages of resolutions."""

from app.core.web import council_blueprint

blueprint = council_blueprint("resolutions", __name__)
