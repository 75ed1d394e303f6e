"""Text as it is stored (NFC, no invisible letters) and as it is searched (folded)."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x00AD], None
)
BLANK = "\ue000"
"""In what is printed: room for what is written in by hand."""

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_NO_LETTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_CONTROL = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f{_NO_LETTERS}]")


def has_control_characters(text: str) -> bool:
    """Whether something is in it that is no letter: neither XML nor a database takes all of these, and no page shows them."""
    return bool(_CONTROL.search(text))


def without_control_characters(text: str) -> str:
    """The text as a page may show it again."""
    return _CONTROL.sub("", text)


def clean_line(text: str) -> str:
    """One line: NFC, no zero-width or bidirectional marks, single spaces."""
    return _SPACES.sub(" ", clean_text(text).replace("\n", " ")).strip()


def clean_text(text: str) -> str:
    """Several lines: NFC, no zero-width or bidirectional marks, Unix line ends, no trailing space."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()


class _WithoutMarks(dict[int, int | None]):
    """For `str.translate`: nothing for a combining mark, the letter itself for any other; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()
_FOLDED_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """The text without diacritics, case and punctuation: what a search compares.

    >>> fold("Đường Hoàng Cầu – Voi Phục")
    'duong hoang cau voi phuc'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("Đ", "d"))
    return " ".join(_FOLDED_WORD.findall(decomposed.translate(_WITHOUT_MARKS)))


def search_tokens(query: str, *, most: int = 12) -> list[str]:
    """The folded words of a search, in any order; the rest of an over-long query is left out."""
    return fold(query[:500]).split()[:most]
