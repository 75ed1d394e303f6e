"""Pages of the selection of topics."""

from app.selection.views import calls, deciding, opinions, papers, proposals, shortlist
from app.selection.views.pages import blueprint

__all__ = ["blueprint", "calls", "deciding", "opinions", "papers", "proposals", "shortlist"]
