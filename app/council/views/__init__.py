"""Pages of a council: its directory, its settings, its accounts, its log."""

from app.council.views import accounts, audit, calendar, directory, offices, settings
from app.council.views.pages import blueprint

__all__ = ["accounts", "audit", "blueprint", "calendar", "directory", "offices", "settings"]
