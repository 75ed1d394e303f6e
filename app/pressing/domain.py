"""Letters that press, and the steps of the ladder."""

from app.core.enums import Coded


class LetterKind(Coded):
    """What a letter to an agency asks for."""

    REMINDER = "reminder"
    EXPLANATION = "explanation"
    REPORT_REQUEST = "report_request"


class StepKind(Coded):
    """The steps of the ladder; the council orders them, names them and may leave some out."""

    REMINDED = "reminded"
    REMINDED_AGAIN = "reminded_again"
    EXPLANATION_DEMANDED = "explanation_demanded"
    REFERRED = "referred"
    EXPLANATION_SESSION = "explanation_session"
    REQUESTIONED = "requestioned"
    RE_MONITORED = "re_monitored"
    REPORTED_TO_COUNCIL = "reported_to_council"
    REPORT_REQUESTED = "report_requested"  # before a sitting; of everybody, so no step upwards
    OTHER = "other"
