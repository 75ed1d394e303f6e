"""Pages of monitoring rounds."""

from app.monitoring.views import reports, rounds, rows
from app.monitoring.views.pages import blueprint

__all__ = ["blueprint", "reports", "rounds", "rows"]
