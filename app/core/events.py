"""News of what was decided, told to whoever listens, inside the same transaction.

A feature publishes; `app.subscriptions` is the one place that says who listens.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. `details` is JSON-ready: for an edit `{field: [old, new]}`."""

    actor_id: int | None
    council_id: int | None
    subject_type: str
    subject_id: int | None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Consequence(Event):
    """Something that changed because something else did, so that whoever saves that must be shown it first.

    `details` hold at least `code` (of what changed) and `due_on` ([old, new], in ISO form).
    """


Handler = Callable[[Any], None]
_heard: ContextVar[list[Event] | None] = ContextVar("heard", default=None)
_handlers: dict[type[Event], list[Handler]] = defaultdict(list)


def subscribe(event_type: type[Event], handler: Handler) -> None:
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def publish(event: Event) -> None:
    """Call every handler of the event's class and of the classes above it."""
    heard = _heard.get()
    if heard is not None:
        heard.append(event)
    for kind in type(event).__mro__:
        for handler in _handlers.get(kind, ()):
            handler(event)


@contextmanager
def hearing() -> Iterator[list[Event]]:
    """Every event published inside the block, in order."""
    heard: list[Event] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)
