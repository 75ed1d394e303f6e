"""Pages of resolutions: preparing and adopting them, their text and their papers."""

from app.resolutions.views import papers, preparing
from app.resolutions.views.pages import blueprint

__all__ = ["blueprint", "papers", "preparing"]
