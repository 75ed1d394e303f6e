"""Who listens to what: the one place that knows both sides of an event."""

from app.audit import handlers as audit
from app.core.events import Event, subscribe


def connect() -> None:
    subscribe(Event, audit.record)
