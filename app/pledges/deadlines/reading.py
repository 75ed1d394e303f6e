"""The reading of a deadline phrase: what day it means, by which rule, and what the secretary should confirm.

The words as adopted stay what binds; the day is an aid that the secretary may correct with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.workdays import WorkCalendar
from app.pledges.deadlines.clauses import Form
from app.pledges.deadlines.dates import NO_TIME, UnreadPhrase
from app.pledges.deadlines.drafts import Circumstances, Draft, draft, public_calendar
from app.pledges.deadlines.grammar import parse
from app.pledges.deadlines.rules import LEGAL_BASIS
from app.pledges.deadlines.rules import DeadlineKind as Kind
from app.pledges.deadlines.text import composed

_COUNTED_RULES = frozenset({"R12", "R13", "R14"})
_ALWAYS_ASK = frozenset({Kind.OPEN_ENDED, Kind.START_ONLY, Kind.SEASON, Kind.CONDITIONAL})
_WITHOUT_A_DAY = (
    Form.RECURRENCE,
    Form.SITTING,
    Form.EVENT,
    Form.SEASON,
    Form.REFERENCE,
    Form.FROM,
    Form.AFTER,
    Form.HABIT,
    Form.CONDITION,
    Form.OPEN,
)
"""Which clause speaks for a phrase that names no day, the foremost first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One deadline phrase, read."""

    phrase: str
    kind: Kind
    due_on: date | None
    starts_on: date | None
    rule: str
    legal_basis: str
    explanation: str
    needs_confirmation: bool
    alternatives: tuple[date, ...] = ()
    """Other days the words may mean, the nearest first."""
    tentative: bool = False
    condition: str | None = None
    trigger: str | None = None
    """The event or sitting the deadline hangs on."""
    counted_from: date | None = None
    """The day a length of time was counted from; while `trigger` has not happened, the day it was said stands in."""
    past_at_reference: bool = False
    falls_on_rest_day: bool = False

    def to_json(self) -> dict[str, Any]:
        """The keys of the command line's contract."""
        return {
            "phrase": self.phrase,
            "kind": self.kind.value,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "starts_on": self.starts_on.isoformat() if self.starts_on else None,
            "rule": self.rule,
            "legal_basis": self.legal_basis,
            "needs_confirmation": self.needs_confirmation,
            "tentative": self.tentative,
            "condition": self.condition,
        }


def read(
    phrase: str, *, said_on: date, calendar: WorkCalendar | None = None, before_is_inclusive: bool = False
) -> Reading:
    """Read a deadline phrase said on a day. Raises `UnreadPhrase` rather than guess.

    Lengths of time run from `said_on` unless the phrase dates the event: hand in the day of the event once it is known.
    Without a calendar the public holidays of Viet Nam count. `before_is_inclusive` lets "trước ngày X" include X (R1).
    """
    parsed = parse(phrase, said_on)
    seen = Circumstances(said_on, calendar, before_is_inclusive)
    drafts = _telling([draft(clause, seen) for clause in parsed.clauses])
    chosen, passed_over = _choose(drafts)
    condition = _condition(drafts, chosen)
    doubts = chosen.doubts + _doubts_between(chosen, passed_over, drafts)
    kind, rule = (Kind.CONDITIONAL, "R18") if condition else (chosen.kind, chosen.rule)
    past = chosen.due_on is not None and chosen.due_on < said_on and chosen.counted_from is None
    rests = _rests(chosen, calendar)
    notes = _notes(past=past, rests=rests)
    return Reading(
        phrase=composed(phrase),
        kind=kind,
        due_on=chosen.due_on,
        starts_on=chosen.starts_on or _start(drafts, said_on),
        rule=rule,
        legal_basis=_legal_basis(chosen, condition=condition),
        explanation=" ".join((chosen.explanation, *doubts, *notes)),
        needs_confirmation=bool(doubts)
        or past
        or kind in _ALWAYS_ASK - ({Kind.CONDITIONAL} if chosen.due_on else set()),
        alternatives=_alternatives(chosen, passed_over),
        tentative=parsed.tentative,
        condition=condition,
        trigger=next((d.clause.trigger for d in (chosen, *drafts) if d.clause.trigger), None),
        counted_from=chosen.counted_from,
        past_at_reference=past,
        falls_on_rest_day=rests,
    )


def _telling(drafts: list[Draft]) -> list[Draft]:
    """Without the sittings merely mentioned beside a day: "Nghị quyết kỳ họp thứ 6 … xong trong năm 2026"."""
    if not any(d.due_on for d in drafts):
        return drafts
    return [d for d in drafts if not (d.clause.form is Form.SITTING and d.clause.weak and d.due_on is None)]


def _choose(drafts: list[Draft]) -> tuple[Draft, list[Draft]]:
    """The clause that binds, and those with other days: "chậm nhất" before all, else the later (R5); goals last (R7)."""
    onward = next((d for d in drafts if d.clause.form is Form.ONWARD), None)
    dated = [d for d in drafts if d.due_on]
    if onward:
        return onward, dated
    binding = _binding(drafts, [d for d in dated if d.clause.form is not Form.GOAL])
    if binding:
        pool = [d for d in binding if d.clause.latest] or binding
        chosen = max(pool, key=lambda d: (d.due_on or date.min, drafts.index(d)))
        return chosen, [d for d in binding if d.due_on != chosen.due_on]
    for form in _WITHOUT_A_DAY:
        found = next((d for d in drafts if d.clause.form is form), None)
        if found:
            return found, []
    if dated:
        return dated[0], []
    raise UnreadPhrase(NO_TIME, rest="")


def _binding(drafts: list[Draft], dated: list[Draft]) -> list[Draft]:
    """The days that are deadlines: beside "hằng tháng" a day without its year belongs to the recurrence (R19)."""
    if any(d.clause.form is Form.RECURRENCE for d in drafts):
        dated = [
            d for d in dated if d.clause.piece and not d.clause.piece.open_year and not d.clause.piece.fixed
        ]
    return [d for d in dated if not d.clause.weak] or dated


def _start(drafts: list[Draft], said_on: date) -> date | None:
    """The beginning said beside the deadline; one of an earlier year belongs to the story, not to the promise."""
    return next(
        (d.starts_on for d in drafts if d.starts_on and not d.due_on and d.starts_on.year >= said_on.year),
        None,
    )


def _condition(drafts: list[Draft], chosen: Draft) -> str | None:
    """Such as "nếu …", and beside a day also "khi có …", "sau khi …" (R18)."""
    waits = chosen.due_on and chosen.rule not in _COUNTED_RULES
    forms = {Form.CONDITION, Form.EVENT} if waits else {Form.CONDITION}
    found = next((d.clause for d in drafts if d.clause.form in forms), None)
    return found.words if found and not found.words.lower().startswith(("trước", "đến")) else None


def _doubts_between(chosen: Draft, passed_over: list[Draft], drafts: list[Draft]) -> tuple[str, ...]:
    doubts = []
    if passed_over:
        named = ", ".join(f"“{d.clause.words}”" for d in passed_over)
        doubts.append(f"Câu còn nêu thời gian khác: {named}.")
    if chosen.counted_from and any(d.clause.form is Form.EVENT for d in drafts):
        doubts.append("Thời hạn gắn với một sự kiện chưa rõ ngày; phần mềm tính từ ngày nói.")
    if chosen.due_on and any(
        d.clause.form in {Form.SITTING, Form.RECURRENCE} and d is not chosen for d in drafts
    ):
        doubts.append("Câu còn nêu kỳ họp hoặc việc lặp lại.")
    return tuple(doubts)


def _alternatives(chosen: Draft, passed_over: Iterable[Draft]) -> tuple[date, ...]:
    days = {*chosen.alternatives, *(d.due_on for d in passed_over if d.due_on)} - {chosen.due_on}
    return tuple(sorted(day for day in days if day))


def _legal_basis(chosen: Draft, *, condition: str | None) -> str:
    rules = [chosen.rule]
    if condition and chosen.rule != "R18":
        rules.append("R18")
    if chosen.due_on and chosen.clause.piece and chosen.clause.piece.open_year:
        rules.append("R25")
    return " ".join(LEGAL_BASIS[rule] for rule in rules)


def _rests(chosen: Draft, calendar: WorkCalendar | None) -> bool:
    if chosen.due_on is None or chosen.rule in _COUNTED_RULES:
        return False
    return not (calendar or public_calendar(chosen.due_on)).is_working(chosen.due_on)


def _notes(*, past: bool, rests: bool) -> tuple[str, ...]:
    notes = ["Hạn này đã qua vào ngày nói."] if past else []
    if rests:
        notes.append("Đó là ngày nghỉ; ngày đã ấn định thì không dời.")
    return tuple(notes)
