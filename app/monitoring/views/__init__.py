"""Pages of monitoring rounds."""

from app.monitoring.views import rounds, rows
from app.monitoring.views.pages import blueprint

__all__ = ["blueprint", "rounds", "rows"]
