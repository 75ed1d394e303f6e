"""Pages of monitoring rounds."""

from app.monitoring.views import proposals, reports, requestion, rounds, rows
from app.monitoring.views.pages import blueprint

__all__ = ["blueprint", "proposals", "reports", "requestion", "rounds", "rows"]
