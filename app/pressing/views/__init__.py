"""Pages of pressing."""

from app.pressing.views import files, letters, lists, runs, sittings, steps
from app.pressing.views.pages import blueprint

__all__ = ["blueprint", "files", "letters", "lists", "runs", "sittings", "steps"]
