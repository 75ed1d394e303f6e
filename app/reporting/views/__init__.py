"""Pages of reports as agencies send them: the agency's own, and the secretariat's."""

from app.reporting.views import letters, mine, received, writing
from app.reporting.views.pages import blueprint

__all__ = ["blueprint", "letters", "mine", "received", "writing"]
