"""Turns of a questioning session and in what part someone answers."""

from dataclasses import dataclass

from app.core.enums import Coded
from app.core.events import Event


class QuestionKind(Coded):
    """A turn of the session (Luật 87/2015/QH13, art. 60; chất vấn lại is asked in the same turn)."""

    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    DEBATE = "debate"
    WRITTEN = "written"


class WrittenReason(Coded):
    """The three cases of a written answer (Luật 87/2015/QH13, art. 60.4)."""

    OUTSIDE_TOPICS = "outside_topics"
    NEEDS_VERIFICATION = "needs_verification"
    NOT_REACHED = "not_reached"


class Capacity(Coded):
    """In what part someone answered: the person questioned may not delegate; others may be invited (art. 60.3)."""

    QUESTIONED = "questioned"
    CO_ANSWERING = "co_answering"
    INVITED = "invited"


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(Event):
    """A question was recorded."""


@dataclass(frozen=True, kw_only=True)
class QuestionChanged(Event):
    """A question was corrected or moved."""


@dataclass(frozen=True, kw_only=True)
class AnswerGiven(Event):
    """An answer was recorded."""


@dataclass(frozen=True, kw_only=True)
class AnswerChanged(Event):
    """An answer was corrected."""


@dataclass(frozen=True, kw_only=True)
class QuestionRemoved(Event):
    """A question nothing hung on was removed."""
