"""The words of a deadline phrase: clean text, tokens, and numbers written out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

YEAR_DIGITS = 4
MAX_LENGTH = 20_000
"""Longer texts are no deadline phrase; `read` refuses them."""

_CLEAN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("⁄∕", "/")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
)
# The same word under another accepted spelling (i/y, place of the tone mark, Đ typed as the Icelandic eth).
_SPELLINGS = {
    "quí": "quý",
    "qúy": "quý",
    "qúi": "quý",
    "kì": "kỳ",
    "hàng": "hằng",
    "bẩy": "bảy",
    "mồng": "mùng",
    "ngàn": "nghìn",
    "lẻ": "linh",
    "nhăm": "lăm",
    "lúc": "khi",
    "uỷ": "ủy",
    "khoá": "khóa",
}
_TOKEN = re.compile(
    r"(?P<doc>[0-9]+(?:/[0-9]+)*(?:/(?!(?:tháng|năm|quý|quí|ngày|tuần|lần)\b)(?=[^\W\d_])|-(?-i:(?=[A-ZĐ]{2})))[\w/.-]*[\w])"
    r"|(?P<code>(?!(?:ngày|tháng|qu[ýí]|năm|trước|đến|tới|hết|nhất|vào|trong|m[ùồ]ng|từ|là|xong|sau|vòng|hạn|khoảng|h|g|giờ)[0-9])"
    r"(?![Qq][1-4]\b|[Tt][0-9]{1,2}[/-][0-9]{4}\b)[^\W\d_]+[0-9][\w/.-]*(?<![/.-]))"
    r"|(?P<amount>[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?(?![\d.])|[0-9]{1,3},[0-9]+(?![\d/.,-])|[0-9]+(?:[.,][0-9]+)?\s*%)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[Qq](?=(?:[1-4]|I{1,3}|IV)\b)|[Tt](?=[0-9]{1,2}[/-][0-9]{4}\b)|[Qq][Uu][ýÝíÍ](?=[IVXivx]+\b)|[^\W\d_]+)"
    r"|(?P<mark>\S)",
    re.IGNORECASE,
)
_SHORT = {"q": "quý", "t": "tháng"}


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    """doc (number of a document), code ("QL1A"), amount (a quantity, never a date), number, word or mark."""
    key: str
    """Lower case, one spelling."""
    start: int
    end: int

    @property
    def number(self) -> int | None:
        return int(self.key) if self.kind == "number" and len(self.key) <= YEAR_DIGITS else None


END = Token("end", "", 0, 0)


def composed(phrase: str) -> str:
    """The phrase in the one normal form kept and compared, NFC."""
    return unicodedata.normalize("NFC", phrase)


class Text:
    """A phrase cut into tokens; reading past the end gives `END`."""

    __slots__ = ("phrase", "tokens")

    def __init__(self, phrase: str) -> None:
        self.phrase = composed(phrase)
        clean = composed(phrase.translate(_CLEAN))
        if len(clean) != len(self.phrase):
            self.phrase = clean
        self.tokens = tuple(_tokens(clean))

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, i: int) -> Token:
        return self.tokens[i] if 0 <= i < len(self.tokens) else END

    def key(self, i: int) -> str:
        return self.at(i).key

    def number(self, i: int) -> int | None:
        return self.at(i).number

    def has(self, i: int, *words: str) -> bool:
        """Whether the given words stand here, one after the other."""
        return all(self.key(i + n) == word for n, word in enumerate(words))

    def after(self, i: int, table: dict[str, frozenset[tuple[str, ...]]]) -> int | None:
        """The place after the longest entry of a word table standing here (see `word_table`)."""
        entries = table.get(self.key(i), frozenset())
        lengths = [len(entry) for entry in entries if self.has(i, *entry)]
        return i + max(lengths) if lengths else None

    def cut(self, i: int, j: int) -> str:
        """The original words from token i up to token j."""
        j = min(j, len(self.tokens))
        return self.phrase[self.at(i).start : self.at(j - 1).end] if i < j else ""

    def glued(self, i: int) -> bool:
        """Whether the token touches the one before it."""
        return i > 0 and self.at(i).start == self.at(i - 1).end

    def closes(self, i: int) -> bool:
        """Whether a time expression may end before this token: the end, a mark, or a joining word."""
        return self.at(i).kind in {"end", "mark"} or self.key(i) in _JOINS


_JOINS = frozenset(
    {"và", "hoặc", "hay", "để", "phải", "sẽ", "nếu", "với", "trở", "cơ", "đạt", "hoàn", "xong", "thì"}
)


def word_table(*entries: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """Entries of one or more words, by their first word, for `Text.after`."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        words = tuple(entry.split())
        table.setdefault(words[0], set()).add(words)
    return {first: frozenset(found) for first, found in table.items()}


def _tokens(clean: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(clean):
        kind = match.lastgroup or "mark"
        key = match.group().lower().replace("ð", "đ")
        if key in _SHORT and clean[match.end() : match.end() + 1].isalnum():
            key = _SHORT[key]
        found.append(Token(kind, _SPELLINGS.get(key, key), match.start(), match.end()))
    return found


_DIGITS = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def number_in_words(text: Text, i: int) -> tuple[int, int] | None:
    """A number written out, up to 9,999: its value and the place after it."""
    leading = _DIGITS.get(text.key(i))
    if leading is not None and text.key(i + 1) == "nghìn":
        rest = _hundreds(text, i + 2)
        return (leading * 1000 + rest[0], rest[1]) if rest else (leading * 1000, i + 2)
    return _hundreds(text, i)


def _hundreds(text: Text, i: int) -> tuple[int, int] | None:
    leading = 0 if text.key(i) == "không" else _DIGITS.get(text.key(i))
    if leading is None or text.key(i + 1) != "trăm":
        return _tens(text, i)
    if text.key(i + 2) == "linh" and text.key(i + 3) in _DIGITS:
        return leading * 100 + _DIGITS[text.key(i + 3)], i + 4
    rest = None if text.key(i + 2) == "năm" and text.key(i + 3) != "mươi" else _tens(text, i + 2)
    return (leading * 100 + rest[0], rest[1]) if rest else (leading * 100, i + 2)


def _tens(text: Text, i: int) -> tuple[int, int] | None:
    """Up to 99. After mười and mươi the five is lăm: "mười năm" is ten years."""
    if text.key(i) == "mười":
        base, j = 10, i + 1
    elif text.key(i) in _DIGITS and text.key(i + 1) == "mươi":
        base, j = _DIGITS[text.key(i)] * 10, i + 2
    elif text.key(i) in _DIGITS and text.key(i) not in {"lăm", "mốt"}:
        return _DIGITS[text.key(i)], i + 1
    else:
        return None
    if text.key(j) in _DIGITS and text.key(j) != "năm":
        return base + _DIGITS[text.key(j)], j + 1
    return base, j
