"""What is chosen and typed for a run of letters, and its rules."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from app.core.errors import N_, DomainError
from app.core.events import Event
from app.documents.domain import DocumentKind, SigningCapacity
from app.pressing.domain import LetterKind, StepKind

PAPERS = {
    LetterKind.REMINDER: DocumentKind.REMINDER_LETTER,
    LetterKind.EXPLANATION: DocumentKind.EXPLANATION_DEMAND,
    LetterKind.REPORT_REQUEST: DocumentKind.REPORT_REQUEST,
}
STEPS = {
    LetterKind.REMINDER: StepKind.REMINDED,
    LetterKind.EXPLANATION: StepKind.EXPLANATION_DEMANDED,
    LetterKind.REPORT_REQUEST: StepKind.REPORT_REQUESTED,
}
"""The step of the ladder that is taken by such a letter; a pledge reminded before is reminded again."""

AGENCY, TERM, COUNT, BASIS, SITTING = "[cơ quan]", "[thời hạn]", "[số cam kết]", "[nghị quyết]", "[kỳ họp]"
MARKS = (AGENCY, TERM, COUNT, BASIS, SITTING)
"""What stands for something that differs from letter to letter, in words typed once for all of them."""


@dataclass(frozen=True, kw_only=True)
class RunWords:
    """What all letters of a run say; the marks are filled in for each."""

    subject: str
    """After "V/v"."""

    opening: str
    """Before the table, a paragraph a line."""

    request: str
    """In the last column of the table."""

    closing: str
    """After the table, a paragraph a line; the last one ends the letter."""

    signer_name: str = ""
    signer_title: str = ""
    signing_capacity: SigningCapacity = SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE
    on_behalf_of: str = ""
    recipients: str = ""

    def to_data(self) -> dict[str, Any]:
        """As it is stored with the run."""
        return {**asdict(self), "signing_capacity": self.signing_capacity.value}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        return cls(**{**values, "signing_capacity": SigningCapacity(values["signing_capacity"])})


@dataclass(frozen=True, kw_only=True)
class NewRun:
    """A run of letters of one kind about the pledges chosen."""

    kind: LetterKind
    signed_on: date
    pledge_ids: tuple[int, ...]
    words: RunWords
    answer_due_on: date | None = None
    round_id: int | None = None
    sitting_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RunChange:
    """What may still be changed before the letters go out."""

    words: RunWords
    signed_on: date
    answer_due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Sending:
    """With what the run is issued: the number of its first letter."""

    number: str = ""
    number_confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class NewAnswer:
    """The explanation or report asked for, as it came."""

    answered_on: date
    answer_number: str = ""
    answer_note: str = ""


def filled_in(text: str, marks: Mapping[str, str]) -> str:
    """The text with what its marks stand for; a mark nobody knows stays as it was typed.

    >>> filled_in("Đề nghị [cơ quan] báo cáo trước [thời hạn].", {AGENCY: "Sở Y tế", TERM: long_day(date(2026, 6, 5))})
    'Đề nghị Sở Y tế báo cáo trước ngày 05 tháng 6 năm 2026.'
    """
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text


def check_run(new: NewRun | RunChange, *, kind: LetterKind) -> None:
    """An explanation has its term; no term ends before the letter is written; what is said of a term has one."""
    if kind is LetterKind.EXPLANATION and new.answer_due_on is None:
        raise DomainError(N_("An explanation has a day by which it is due."), field="answer_due_on")
    if new.answer_due_on is not None and new.answer_due_on < new.signed_on:
        raise DomainError(
            N_("The answer cannot be due before the day of the letter (%(day)s)."),
            day=new.signed_on,
            field="answer_due_on",
        )
    said = f"{new.words.opening}{new.words.request}{new.words.closing}"
    if new.answer_due_on is None and TERM in said:
        raise DomainError(
            N_("The words name %(mark)s: type the day, or take it out of the words."),
            mark=TERM,
            field="answer_due_on",
        )


def check_answer(new: NewAnswer, *, issued_on: date, today: date) -> None:
    if not issued_on <= new.answered_on <= today:
        raise DomainError(
            N_("The day lies between the day of the letter (%(day)s) and today."),
            day=issued_on,
            field="answered_on",
        )


@dataclass(frozen=True, kw_only=True)
class LettersPrepared(Event):
    """Letters to agencies were prepared."""


@dataclass(frozen=True, kw_only=True)
class LetterRunChanged(Event):
    """The words or days of prepared letters were changed."""


@dataclass(frozen=True, kw_only=True)
class LettersDiscarded(Event):
    """Prepared letters were thrown away before any was issued."""


@dataclass(frozen=True, kw_only=True)
class LetterLeftOut(Event):
    """One letter was taken out of a run before it was issued."""


@dataclass(frozen=True, kw_only=True)
class LettersReleased(Event):
    """It was decided to issue the letters of a run."""


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    """A letter was issued to its agency."""


@dataclass(frozen=True, kw_only=True)
class LetterAnswered(Event):
    """The explanation or report a letter asked for came."""
