"""Who listens to what: the one place that knows both sides of an event."""

from app.audit import handlers as audit
from app.core.events import Event, subscribe
from app.pledges import handlers as pledges
from app.questions.domain import QuestionChanged


def connect() -> None:
    subscribe(Event, audit.record)
    subscribe(QuestionChanged, pledges.follow_question)
