"""The day of a pledge: what its words are read as, what the secretary confirmed, and why the two may differ.

The words are always kept. The law's reading is an aid (Civil Code 2015, art. 144–148): where it is plain it stands by
itself, where it asks the secretary chooses, and a day the words do not give needs a reason.
"""

from dataclasses import dataclass
from datetime import date

from app.core.errors import N_, DomainError
from app.core.workdays import WorkCalendar
from app.pledges.deadlines import Reading, UnreadPhrase, read


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What was said of the deadline, and what the secretary added."""

    words: str
    due_on: date | None = None
    undated: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The deadline columns of a pledge."""

    deadline_words: str
    deadline_kind: str = ""
    deadline_rule: str = ""
    deadline_basis: str = ""
    deadline_condition: str = ""
    deadline_tentative: bool = False
    due_on_override_reason: str = ""
    starts_on: date | None = None
    original_due_on: date | None = None


def settle(
    stated: Stated,
    *,
    said_on: date,
    before_is_inclusive: bool = False,
    calendar: WorkCalendar | None = None,
) -> Deadline:
    """The deadline of a pledge promised on `said_on`; working days are counted by the council's calendar.

    Raises `DomainError` on the field to be looked at: words that cannot be read, a reading that must be confirmed, a
    day that differs from the reading without a reason.
    """
    if stated.undated and stated.due_on is not None:
        raise DomainError(N_("Either give a day or say that none is set, not both."), field="due_on")
    if not stated.words:
        return _without_words(stated)
    try:
        reading = read(
            stated.words, said_on=said_on, calendar=calendar, before_is_inclusive=before_is_inclusive
        )
    except UnreadPhrase as unread:
        return _unread(stated, unread)
    return Deadline(
        deadline_words=stated.words,
        deadline_kind=reading.kind.value,
        deadline_rule=reading.rule,
        deadline_basis=reading.legal_basis,
        deadline_condition=reading.condition or reading.trigger or "",
        deadline_tentative=reading.tentative,
        due_on_override_reason=stated.reason,
        starts_on=reading.starts_on,
        original_due_on=_chosen(stated, reading),
    )


def settle_part(
    words: str,
    due_on: date | None,
    *,
    said_on: date,
    before_is_inclusive: bool = False,
    calendar: WorkCalendar | None = None,
) -> date | None:
    """The day of a step or a share: the one typed, else the one its words give by themselves; None where they give none.

    Raises `DomainError` where the words cannot be read and no day is typed, where they must be confirmed, and where the
    day typed is not one they may mean.
    """
    if not words:
        return due_on
    try:
        reading = read(words, said_on=said_on, calendar=calendar, before_is_inclusive=before_is_inclusive)
    except UnreadPhrase as unread:
        if due_on is None:
            raise DomainError(unread.message, field="due_words", **unread.params) from unread
        return due_on
    offered = {each for each in (reading.due_on, *reading.alternatives) if each is not None}
    if due_on is not None and offered and due_on not in offered:
        raise DomainError(
            N_(
                "These words are read as %(day)s. Say the deadline in words that give the day meant, or only the day."
            ),
            field="due_on",
            day=reading.due_on,
        )
    if due_on is None and reading.due_on is not None and reading.needs_confirmation:
        return _plain(reading)
    return due_on or reading.due_on


def _without_words(stated: Stated) -> Deadline:
    """Nothing was said about time: a day then needs a reason; no day is simply what happened."""
    if stated.due_on is not None:
        _need_reason(stated)
    return Deadline(deadline_words="", due_on_override_reason=stated.reason, original_due_on=stated.due_on)


def _unread(stated: Stated, unread: UnreadPhrase) -> Deadline:
    """Words of an unknown kind: refused, unless the secretary says which day, or that none is set, and why."""
    if stated.due_on is None and not stated.undated:
        raise DomainError(unread.message, field="deadline_words", **unread.params) from unread
    _need_reason(stated)
    return Deadline(
        deadline_words=stated.words, due_on_override_reason=stated.reason, original_due_on=stated.due_on
    )


def _chosen(stated: Stated, reading: Reading) -> date | None:
    if stated.undated:
        if reading.due_on is not None:
            _need_reason(stated)
        return None
    if stated.due_on is None:
        return _plain(reading)
    offered = {reading.due_on, *(reading.alternatives if reading.needs_confirmation else ())}
    if stated.due_on not in offered:
        _need_reason(stated)
    return stated.due_on


def _plain(reading: Reading) -> date | None:
    """The reading's own day, where nothing needs asking."""
    if not reading.needs_confirmation:
        return reading.due_on
    if reading.due_on is None:
        raise DomainError(
            N_("These words give no day. Ask for one, or tick that no day is set."), field="due_on"
        )
    raise DomainError(
        N_(
            "These words may be read as %(day)s, but the speaker may have meant another day. Please type the day meant."
        ),
        field="due_on",
        day=reading.due_on,
    )


def _need_reason(stated: Stated) -> None:
    if not stated.reason:
        raise DomainError(
            N_("This is not what the words are read as. Please say why."), field="due_on_override_reason"
        )


def restate(
    *,
    words: str,
    due_on: date | None,
    reason: str,
    said_on: date,
    before_is_inclusive: bool,
    calendar: WorkCalendar | None = None,
) -> Stated:
    """What must be stated beside the words so that they come to this very day: nothing where they give it by themselves."""
    plain = Stated(words=words, reason=reason)
    try:
        read_as = settle(plain, said_on=said_on, before_is_inclusive=before_is_inclusive, calendar=calendar)
        if read_as.original_due_on == due_on:
            return plain
    except DomainError:
        pass
    return Stated(words=words, due_on=due_on, undated=due_on is None, reason=reason)
