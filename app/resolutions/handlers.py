"""What resolutions do when something below them changes."""

from app.accounts.models import User
from app.core.database import db
from app.core.events import publish
from app.core.records import about
from app.documents import queries as documents
from app.documents.domain import DocumentNumbered
from app.resolutions import queries
from app.resolutions.domain import ResolutionNumbered
from app.resolutions.models import Resolution
from app.resolutions.seals import seal_of


def take_number(event: DocumentNumbered) -> None:
    """A resolution adopted without its number bears the one its paper was given."""
    if event.subject_id is None:
        return
    document = documents.get_document(event.subject_id)
    if document.subject_type != Resolution.__name__ or document.corrects_id is not None:
        return
    resolution = queries.get_resolution(document.subject_id)
    if resolution.number is not None:
        return
    resolution.number = event.details["number"]
    db.session.flush()
    actor = db.session.get(User, event.actor_id) if event.actor_id is not None else None
    details = {"number": resolution.number, "digest": seal_of(resolution)}
    publish(ResolutionNumbered(**about(resolution, actor), details=details))
