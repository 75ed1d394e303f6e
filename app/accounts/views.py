"""The person's own page; accounts of a council."""

from app.core.web import council_blueprint

blueprint = council_blueprint("accounts", __name__)
