"""Pages of questions."""

from app.core.web import council_blueprint

blueprint = council_blueprint("questions", __name__)
