"""Why a pledge is proposed for questioning again: only facts of the register, each said in words of the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core import vietnamese
from app.core.events import Event
from app.monitoring import paper_words as words
from app.monitoring.domain import NextStep
from app.pledges.domain import Verdict

FOUND_WANTING = frozenset({Verdict.BROKEN, Verdict.UNSATISFACTORY})
OFTEN = 2
"""As many extensions, or promises in a row, make a pledge one to look at again."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Someone proposes to question again, and why, where they said so."""

    name: str
    reason: str = ""
    by_delegate: bool = True

    @property
    def line(self) -> str:
        """With the reason: "Hoàng Thị Hường: “Chưa thấy chuyển biến”"."""
        return f"{self.name}: “{self.reason}”" if self.reason else self.name


@dataclass(frozen=True, kw_only=True)
class RequestionProposed(Event):
    """Someone proposed to question again about a pledge."""


@dataclass(frozen=True, kw_only=True)
class RequestionWithdrawn(Event):
    """A proposal to question again was taken back by who made it."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of an adopted pledge that is still followed, on a day."""

    due_on: date | None = None
    days_overdue: int = 0
    long_overdue: bool = False
    """By the council's own measure of it."""

    extensions: int = 0
    verdict: Verdict = Verdict.NOT_ASSESSED
    """Of the latest approved round it was in, with that round."""

    round_number: int | None = None
    round_as_of: date | None = None
    next_step: NextStep | None = None
    """Chosen by the assessor of that round."""

    times: int = 1
    """How many promises in a row lead to it, itself counted."""

    proposals: tuple[Proposed, ...] = ()
    """Who proposes it, as things stand."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """A sentence for each ground, the assessor's own proposal first, then the delegates'."""
        told = (
            self._asked(),
            *self._proposed(),
            self._found(),
            self._overdue(),
            f"Đã gia hạn {self.extensions} lần" if self.extensions else "",
            f"Hứa lần thứ {self.times}" if self.times >= OFTEN else "",
        )
        return tuple(reason for reason in told if reason)

    @property
    def is_listed(self) -> bool:
        """Whether it is put before whoever makes the list."""
        often = self.extensions >= OFTEN or self.times >= OFTEN
        return self.is_proposed or self.days_overdue > 0 or often

    @property
    def is_proposed(self) -> bool:
        """Ticked at first: someone asks for it, it was found wanting, it is long overdue, or overdue and put off before."""
        put_off = self.extensions > 0 or self.times >= OFTEN
        asked = self.next_step is NextStep.REQUESTION or bool(self.proposals)
        return (
            asked or self.verdict in FOUND_WANTING or self.long_overdue or (self.days_overdue > 0 and put_off)
        )

    def _asked(self) -> str:
        return (
            f"Cơ quan giám sát đề nghị tái chất vấn{self._in_round}"
            if self.next_step is NextStep.REQUESTION
            else ""
        )

    def _proposed(self) -> tuple[str, ...]:
        delegates = [each for each in self.proposals if each.by_delegate]
        others = [each for each in self.proposals if not each.by_delegate]
        return (
            _with_reasons(f"{vietnamese.number(len(delegates))} đại biểu đề nghị tái chất vấn", delegates),
            _with_reasons("Thường trực, Ban của Hội đồng nhân dân đề nghị tái chất vấn", others),
        )

    def _found(self) -> str:
        wanting = self.verdict in FOUND_WANTING
        return f"Kết luận “{words.VERDICTS[self.verdict].lower()}”{self._in_round}" if wanting else ""

    def _overdue(self) -> str:
        days = f"Quá hạn {vietnamese.number(self.days_overdue)} ngày (thời hạn {vietnamese.day(self.due_on)})"
        return days if self.days_overdue > 0 else ""

    @property
    def _in_round(self) -> str:
        if self.round_number is None:
            return ""
        return f", đợt {self.round_number} (tính đến {vietnamese.day(self.round_as_of)})"


def _with_reasons(said: str, proposals: Sequence[Proposed]) -> str:
    """With every reason that was given, each once; nothing where nobody proposes."""
    if not proposals:
        return ""
    reasons = dict.fromkeys(each.reason for each in proposals if each.reason)
    return f"{said}: {'; '.join(f'“{reason}”' for reason in reasons)}" if reasons else said
