"""Turns of a questioning session and in what part someone answers."""

from dataclasses import dataclass
from datetime import date

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


class Escalation(Coded):
    """What a delegate who disagrees with an answer may ask for (Luật 87/2015/QH13, art. 60.4)."""

    DEBATE = "debate"
    RESPONSIBILITY = "responsibility"


class OpinionOutcome(Coded):
    """What was decided on a disagreement; what is not taken up says why."""

    DEBATED = "debated"
    RESPONSIBILITY = "responsibility"
    ANSWERED_AGAIN = "answered_again"
    NOT_TAKEN_UP = "not_taken_up"


class Capacity(Coded):
    """In what part someone answered: the person questioned may not delegate; others may be invited (art. 60.3)."""

    QUESTIONED = "questioned"
    CO_ANSWERING = "co_answering"
    INVITED = "invited"


@dataclass(frozen=True, kw_only=True)
class NewQuestion:
    """A turn as it was asked. `parent_id` is the question a follow-up, or the second round of a written one, belongs to.

    A written question names the office that owes the answer, and the day it was put where that was not its session's.
    """

    kind: QuestionKind = QuestionKind.QUESTION
    topic: str = ""
    text: str = ""
    written_reason: WrittenReason | None = None
    parent_id: int | None = None
    delegate_ids: tuple[int, ...] = ()
    addressee_office_id: int | None = None
    asked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewAnswer:
    """An answer as it was given, by a person in an office (or by an office whose holder the source does not name).

    `document_number` is that of the paper a written answer came in.
    """

    answered_on: date
    person_id: int | None = None
    office_id: int | None = None
    capacity: Capacity = Capacity.QUESTIONED
    text: str = ""
    objective_causes: str = ""
    subjective_causes: str = ""
    responsibility_accepted: bool = False
    document_number: str = ""


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


@dataclass(frozen=True, kw_only=True)
class AnswerRemoved(Event):
    """An answer nothing hung on was removed."""
