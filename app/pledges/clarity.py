"""How clear a pledge is: who, what, by when, with what result ("rõ người, rõ việc, rõ thời hạn, rõ kết quả").

Gaps never stop a clerk from recording what was said; they are shown, and adopting in spite of them is confirmed.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from app.core.enums import Coded
from app.core.text import clean_line
from app.pledges.deadlines import DeadlineKind

VAGUE = (
    "khẩn trương", "tăng cường", "đẩy mạnh", "quan tâm", "cố gắng", "nỗ lực", "phấn đấu", "sớm", "kịp thời", "từng bước",
    "tiếp tục nghiên cứu", "nghiên cứu, xem xét", "xem xét, nghiên cứu", "tích cực", "quyết liệt", "nhanh chóng", "chú trọng",
    "thời gian tới", "thời gian sớm nhất", "sắp tới", "trong điều kiện cho phép", "khi có điều kiện", "cơ bản", "nâng cao hơn nữa",
    "phối hợp chặt chẽ", "đồng bộ các giải pháp", "ghi nhận", "tiếp thu", "rút kinh nghiệm", "về lâu dài",
)  # fmt: skip
"""Words that promise an effort and not a result; a council adds its own in its settings."""

_STATED = frozenset(
    {
        DeadlineKind.SESSION_EVENT,
        DeadlineKind.EVENT,
        DeadlineKind.CONDITIONAL,
        DeadlineKind.RECURRING,
        DeadlineKind.START_ONLY,
        DeadlineKind.BY_REFERENCE,
        DeadlineKind.SEASON,
        DeadlineKind.BACKWARD,
    }
)
"""Deadlines that are clear although no day follows from them yet."""


class Gap(Coded):
    """What a pledge lacks; the label is a sentence."""

    NO_PERSON_NAMED = "no_person_named"
    NO_OFFICE_NAMED = "no_office_named"
    VAGUE_WORDS = "vague_words"
    NO_DEADLINE_SAID = "no_deadline_said"
    NO_DAY_FOLLOWS = "no_day_follows"
    NO_RESULT_STATED = "no_result_stated"


class PledgeLike(Protocol):
    """What of a pledge is looked at: a stored one, or one still being typed."""

    @property
    def words(self) -> str: ...
    @property
    def expected_result(self) -> str: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def office_id(self) -> int | None: ...
    @property
    def deadline_words(self) -> str: ...
    @property
    def deadline_kind(self) -> str: ...
    @property
    def original_due_on(self) -> date | None: ...
    @property
    def measure(self) -> str: ...
    @property
    def target(self) -> Decimal | None: ...


def gaps(pledge: PledgeLike, extra: Iterable[str] = ()) -> tuple[Gap, ...]:
    """What the pledge lacks, in the order in which the form asks for it. `extra` are the council's own vague words.

    Vague words are forgiven where a measured target says what is meant.
    """
    return tuple(gap for gap, lacking in _checks(pledge, extra) if lacking)


def _checks(pledge: PledgeLike, extra: Iterable[str]) -> Iterable[tuple[Gap, bool]]:
    measured = pledge.target is not None
    dated = pledge.original_due_on is not None
    yield Gap.VAGUE_WORDS, not measured and bool(vague_words(pledge.words, extra))
    yield Gap.NO_RESULT_STATED, not measured and not pledge.expected_result and not pledge.measure
    yield Gap.NO_PERSON_NAMED, pledge.person_id is None
    yield Gap.NO_OFFICE_NAMED, pledge.office_id is None
    yield Gap.NO_DEADLINE_SAID, not dated and not pledge.deadline_words
    yield (
        Gap.NO_DAY_FOLLOWS,
        not dated and bool(pledge.deadline_words) and pledge.deadline_kind not in _STATED,
    )


def vague_words(text: str, extra: Iterable[str] = ()) -> tuple[str, ...]:
    """The vague words of a text as they stand in it, each once."""
    return tuple(dict.fromkeys(text[start:end] for start, end in vague_spans(text, extra)))


def vague_spans(text: str, extra: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Where the vague words stand, for marking them."""
    return [match.span() for match in _pattern(tuple(extra)).finditer(text)]


def own_vague_words(setting: str) -> tuple[str, ...]:
    """The council's own vague words: one a line."""
    return tuple(word for word in (clean_line(line) for line in setting.splitlines()) if word)


@lru_cache(maxsize=64)
def _pattern(extra: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({*VAGUE, *extra}, key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
