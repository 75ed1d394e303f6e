"""Who listens to what: the one place that knows both sides of an event."""

from app.audit import handlers as audit
from app.core.events import Event, subscribe
from app.council.domain import CalendarChanged, CouncilChanged
from app.documents import numbering
from app.pledges import handlers as pledges
from app.pledges.commands import redating
from app.questions.domain import QuestionChanged
from app.resolutions import queries as resolutions
from app.sittings.domain import SittingAdded, SittingChanged


def connect() -> None:
    subscribe(Event, audit.record)
    subscribe(QuestionChanged, pledges.follow_question)
    subscribe(SittingAdded, redating.follow_sitting)
    subscribe(SittingChanged, redating.follow_sitting)
    subscribe(CalendarChanged, redating.follow_calendar)
    subscribe(CouncilChanged, redating.follow_settings)
    numbering.ask_also(resolutions.given_numbers)
