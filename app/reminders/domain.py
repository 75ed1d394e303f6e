"""Digests and what stands in them."""

from app.core.enums import Coded


class MailStatus(Coded):
    """A failure is tried again and shown, never lost."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class ReminderReason(Coded):
    """Why something stands in a digest."""

    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    REPORT_DUE = "report_due"
    WRITTEN_ANSWER_DUE = "written_answer_due"
    EXPLANATION_DUE = "explanation_due"
    RETURNED = "returned"
    TO_ASSESS = "to_assess"
    TO_DECIDE = "to_decide"
    CHANGED = "changed"
