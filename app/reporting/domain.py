"""The way of a report an agency sends."""

from app.core.enums import Coded


class SubmissionStatus(Coded):
    """A draft changes nothing; a sent one is never edited, only followed by another."""

    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
