"""What is refused rather than guessed: words about time that the grammar cannot place."""

from __future__ import annotations

from collections.abc import Sequence

from app.pledges.deadlines.clauses import Mark
from app.pledges.deadlines.dates import (
    LUNAR,
    MOVED,
    NOT_UNDERSTOOD,
    UnreadPhrase,
)
from app.pledges.deadlines.text import YEAR_DIGITS, Text, word_table

_LUNAR_WORDS = word_table("âm lịch", "rằm")
_MOVING = word_table(
    *("thay vì", "gia hạn thêm", "kéo dài thêm", "lùi tiến độ", "lùi thời hạn", "lùi thời gian"),
    *(f"{move} {where}" for move in ("lùi", "dời", "hoãn") for where in ("đến", "sang", "tới", "từ")),
)
_TERMS = word_table("học kỳ")
_IN_FRONT_OF = frozenset(
    [
        "mắt",
        "đây",
        "hết",
        "tiên",
        "pháp",
        "hội",
        "hđnd",
        "cử",
        "quốc",
        "nhân",
        "đảng",
        "dư",
        "ủy",
        "ubnd",
        "thường",
        "chính",
        "công",
        "tòa",
        "thủ",
        "bộ",
        "toàn",
    ]
)
_REST_WORDS = 6


def refuse_other_calendars(text: Text, i: int) -> None:
    for table, reason in ((_LUNAR_WORDS, LUNAR), (_MOVING, MOVED), (_TERMS, NOT_UNDERSTOOD)):
        end = text.after(i, table)
        if end:
            raise UnreadPhrase(reason, rest=text.cut(max(0, i - 3), end + 2))
    if text.key(i) in {"mùng", "mồng"} and text.key(i + 3) in {"giêng", "chạp"}:
        raise UnreadPhrase(LUNAR, rest=text.cut(i, i + 4))


def refuse_mark(text: Text, i: int, j: int, marks: Sequence[Mark]) -> None:
    """A preposition of deadline whose object is not time: "trước pháp luật" is no deadline, "trước vụ việc" is unread."""
    harmless = {text.key(i + 1), text.key(j)} & _IN_FRONT_OF or text.key(i - 1) in {"như", "kỳ", "lần"}
    if Mark.BEFORE in marks and harmless:
        return
    if text.key(i) in {"quá", "thời", "không", "tối", "hạn", "kỳ"}:
        return
    raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, i + _REST_WORDS))


def refuse_unread(text: Text, i: int) -> None:
    """A month or quarter that was not read, save in "báo cáo quý", "quý vị" and the like."""
    key = text.key(i)
    numbered = text.at(i + 1).kind in {"number", "amount"}
    if key in {"tháng", "quý"} and (numbered or (key == "tháng" and not _kind_of_report(text, i))):
        raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, i + 2))
    if key == "ngày" and numbered:
        raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, i + 2))
    if key == "năm" and text.at(i + 1).kind == "number" and len(text.key(i + 1)) == YEAR_DIGITS:
        raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, i + 2))
    if any(c.isdigit() and not c.isascii() for c in key):
        raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, i + 2))


def refuse_bare_letters(text: Text, i: int) -> None:
    """Time written without its marks ("ngay 30/6", "thang 6") is not guessed at."""
    dated = text.key(i) == "ngay" and text.key(i + 2) in {"/", "-"}
    if text.at(i + 1).kind == "number" and (dated or text.key(i) in {"thang", "nam", "quy", "tuan"}):
        raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, i + 2))


def _kind_of_report(text: Text, i: int) -> bool:
    before = text.key(i - 1)
    return before in {"cáo", "lương", "hoạch"} or text.at(i - 1).kind in {"number", "amount"} or before == "/"
