"""Pages of dossier."""

from app.core.web import council_blueprint

blueprint = council_blueprint("dossier", __name__)
