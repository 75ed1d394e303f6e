"""Pages of monitoring rounds."""

from app.monitoring.views import reports, requestion, rounds, rows
from app.monitoring.views.pages import blueprint

__all__ = ["blueprint", "reports", "requestion", "rounds", "rows"]
