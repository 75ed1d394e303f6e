"""How the deadlines of a round's pledges stood on the day it looks at, in the words of the paper."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.core import vietnamese
from app.monitoring import paper_words as words
from app.pledges import extensions, history
from app.pledges.domain import DeadlineCause
from app.pledges.models import DeadlineChange, ExtensionRequest


@dataclass(frozen=True)
class Course:
    """The deadline in force on the day, the steps that led to it, and the request that waited."""

    lines: tuple[DeadlineChange, ...]
    requests: tuple[ExtensionRequest, ...]
    day: date

    @property
    def due_on(self) -> date | None:
        return self.lines[-1].due_on if self.lines else None

    @property
    def unmet(self) -> bool:
        """Whether the promise waited for its condition."""
        return bool(self.lines) and self.due_on is None and self.lines[-1].cause is DeadlineCause.CONDITION

    @property
    def extensions(self) -> int:
        return sum(line.cause is DeadlineCause.EXTENSION for line in self.lines)

    @property
    def pending(self) -> ExtensionRequest | None:
        return next((each for each in self.requests if each.waits_on(self.day)), None)

    @property
    def moves(self) -> tuple[str, ...]:
        """One line a step, extensions numbered: "Gia hạn lần 1 đến ngày 31/12/2026 (12/TB-HĐND, ngày 05/07/2026)"."""
        told, extended = [], 0
        for line in self.lines:
            if line.cause is DeadlineCause.ADOPTION:
                continue
            extended += line.cause is DeadlineCause.EXTENSION
            what = (
                f"Gia hạn lần {extended}"
                if line.cause is DeadlineCause.EXTENSION
                else words.MOVES[line.cause]
            )
            until = f"đến ngày {vietnamese.day(line.due_on)}" if line.due_on else words.UNDATED.lower()
            source = ", ".join(part for part in (line.note, f"ngày {vietnamese.day(line.from_day)}") if part)
            told.append(f"{what} {until} ({source})")
        return tuple(told)

    @property
    def asked(self) -> str:
        """The request that waits: "Đang xin gia hạn đến ngày 31/12/2026 (xin muộn)"."""
        if self.pending is None:
            return ""
        late = " (xin muộn)" if self.pending.is_late else ""
        return f"Đang xin gia hạn đến ngày {vietnamese.day(self.pending.new_due_on)}{late}"


def courses_on(pledge_ids: Collection[int], *, day: date) -> dict[int, Course]:
    """The course of each pledge's deadline as known on a day. Two statements whatever their number."""
    lines, requests = history.lines_of(pledge_ids), extensions.requests_of_all(pledge_ids)
    return {
        pledge_id: Course(
            lines=tuple(line for line in lines[pledge_id] if line.from_day <= day),
            requests=tuple(each for each in requests.get(pledge_id, ()) if each.received_on <= day),
            day=day,
        )
        for pledge_id in pledge_ids
    }
