"""Questions that ask again about pledges: how they are worded, what is typed, what must hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.errors import N_, DomainError
from app.core.vietnamese import day as show
from app.core.vietnamese import number

TITLE = "Tái chất vấn việc thực hiện cam kết"
"""Offered for the topic group; the sitting decides its own title."""


class Per(Coded):
    """What one question is about."""

    PLEDGE = "pledge"
    AGENCY = "agency"


@dataclass(frozen=True, kw_only=True)
class Recall:
    """A pledge as the question recalls it: what was promised where, by whom, until when, and how it stands."""

    words: str
    occasion: str
    said_on: date
    answerer: str = ""
    """Who promised: name and office."""

    addressee: str = ""
    """The office, or the agency, that must act today."""

    deadline_words: str = ""
    original_due_on: date | None = None
    due_on: date | None = None
    extensions: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def deadline(self) -> str:
        """As promised, and the one in force where that is another.

        >>> Recall(words="A", occasion="", said_on=date(2026, 1, 1), deadline_words="trong quý I").deadline
        'trong quý I'
        """
        original = f"({show(self.original_due_on)})" if self.original_due_on else ""
        moved = self.due_on and self.due_on != self.original_due_on
        in_force = f", gia hạn đến ngày {show(self.due_on)}" if moved and self.extensions else ""
        return f"{self.deadline_words} {original}".strip() + in_force

    @property
    def sentence(self) -> str:
        """What was promised, with its deadline and how it stands."""
        by = f"{self.answerer} " if self.answerer else ""
        until = f" thời hạn: {self.deadline}." if self.deadline else " không nêu thời hạn."
        standing = "; ".join(f"{each[:1].lower()}{each[1:]}" for each in self.reasons)
        stands = f" Đến nay: {standing}." if standing else ""
        return f"{by}đã hứa tại {self.occasion} (ngày {show(self.said_on)}): “{self.words}”;{until}{stands}"


def question_text(recalled: Sequence[Recall]) -> str:
    """The question offered: one paragraph for a single pledge, a numbered list for those of one agency."""
    addressee = next((each.addressee for each in recalled if each.addressee), "người bị chất vấn")
    asked = "cho biết kết quả thực hiện, nguyên nhân, trách nhiệm và thời hạn hoàn thành"
    if len(recalled) == 1:
        told = recalled[0].sentence
        return f"{told[:1].upper()}{told[1:]} Đề nghị {addressee} {asked}."
    lines = [
        f"{place}. {each.sentence[:1].upper()}{each.sentence[1:]}" for place, each in enumerate(recalled, 1)
    ]
    head = f"Đề nghị {addressee} {asked} đối với {number(len(recalled))} cam kết sau đây:"
    return "\n".join((head, *lines))


@dataclass(frozen=True, kw_only=True)
class AgainQuestion:
    """One question, the pledges it asks about, and the delegates who proposed to ask."""

    text: str
    pledge_ids: tuple[int, ...]
    topic: str = ""
    delegate_ids: tuple[int, ...] = ()
    office_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewRequestioning:
    """The questions, under which title, in which session: one that stands already, or one on a day."""

    title: str
    questions: tuple[AgainQuestion, ...]
    session_id: int | None = None
    held_on: date | None = None
    sitting_id: int | None = None

    @property
    def pledge_ids(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(each for question in self.questions for each in question.pledge_ids))

    def check(self) -> None:
        if not self.pledge_ids:
            raise DomainError(N_("Choose at least one pledge."))
        if len(self.pledge_ids) < sum(len(each.pledge_ids) for each in self.questions):
            raise DomainError(N_("One question of a session asks about a pledge, not two."))
        if self.session_id is None and self.held_on is None:
            raise DomainError(N_("Choose the session, or give the day on which it is held."), field="held_on")
