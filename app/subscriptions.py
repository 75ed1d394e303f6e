"""Who listens to what: the one place that knows both sides of an event."""

from app.audit import handlers as audit
from app.core.events import Event, subscribe
from app.documents import numbering
from app.pledges import handlers as pledges
from app.questions.domain import QuestionChanged
from app.resolutions import queries as resolutions


def connect() -> None:
    subscribe(Event, audit.record)
    subscribe(QuestionChanged, pledges.follow_question)
    numbering.ask_also(resolutions.given_numbers)
