"""Pages of a council: its directory, its settings, its accounts."""

from app.council.views import accounts, directory, offices, settings
from app.council.views.pages import blueprint

__all__ = ["accounts", "blueprint", "directory", "offices", "settings"]
