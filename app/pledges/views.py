"""Pages of pledges."""

from app.core.web import council_blueprint

blueprint = council_blueprint("pledges", __name__)
