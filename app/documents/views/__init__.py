"""Pages of issued papers."""

from app.documents.views import lists, mending, numbers
from app.documents.views.pages import blueprint

__all__ = ["blueprint", "lists", "mending", "numbers"]
