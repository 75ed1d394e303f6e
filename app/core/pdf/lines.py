"""Text broken into lines by the widths of its letters, as the typeface of official papers has them.

The table of advances is that of Tinos and Liberation Serif 2, which have the metrics of Times New Roman; the renderer
checks that the face it prints with is no wider. Broken here, a number or a day stays whole, and the height of a row is known
before it is printed.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

UNITS_PER_EM = 2048
MILLIMETRES_PER_POINT = 25.4 / 72
_KEPT_TOGETHER = (
    r"\d+ - \d\S*"  # 2018 - 2020
    r"|\d[\d.,]* %\S*"  # 55,3 %
    r"|(?:ngày|tháng|quý|năm|khóa|thứ) (?:[\dIVX]|Nhất\b|Hai\b|Ba\b|Tư\b|Năm\b|Sáu\b|Bảy\b|Tám\b|Chín\b|Mười\b)\S*"
)
_WORD = re.compile(rf"{_KEPT_TOGETHER}|\S+", re.IGNORECASE)
_AFTER_SIGN = re.compile(r"[-/](?=\w)")
_ADVANCES: dict[str, dict[str, dict[str, str]]] = json.loads(
    Path(__file__).with_name("advances.json").read_text(encoding="utf-8")
)


def _by_letter(weight: str) -> dict[str, float]:
    return {letter: int(units) / UNITS_PER_EM for units, row in _ADVANCES[weight].items() for letter in row}


REGULAR, BOLD = _by_letter("regular"), _by_letter("bold")
SPACE = REGULAR[" "]
UNKNOWN = 1.25


@lru_cache(maxsize=65_536)
def width_of(text: str, bold: bool = False) -> float:
    """Width in ems; a letter that is not in the table counts as a wide one."""
    letters = BOLD if bold else REGULAR
    return sum(letters.get(letter, UNKNOWN) for letter in text)


def break_lines(text: str, *, width: float, points: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in a width in millimetres; its own line ends stay.

    Words are put on a line as long as they fit. One that is wider than the whole line is cut, after a hyphen or a stroke
    where it has one.

    >>> break_lines("Văn bản số 598/UBND-KT ngày 5 tháng 8", width=30, points=12)
    ('Văn bản số', '598/UBND-KT', 'ngày 5 tháng 8')
    """
    room = width / (points * MILLIMETRES_PER_POINT)
    return tuple(line for own in text.split("\n") for line in _broken(own, room, bold))


def widest_word(text: str, bold: bool = False, *, longest: int = 24) -> float:
    """Width in ems of the widest word of at most so many letters; longer ones may be cut."""
    words = (word for word in text.split() if len(word) <= longest)
    return max((width_of(word, bold) for word in words), default=0.0)


def _broken(text: str, room: float, bold: bool) -> list[str]:
    lines, line, used = [], "", 0.0
    for word in _fitting(_WORD.findall(text), room, bold):
        wide = width_of(word, bold)
        if line and used + SPACE + wide > room:
            lines.append(line)
            line, used = word, wide
        elif line:
            line, used = f"{line} {word}", used + SPACE + wide
        else:
            line, used = word, wide
    return [*lines, line]


def _fitting(words: list[str], room: float, bold: bool) -> list[str]:
    """The words, with those that no line holds taken apart."""
    if all(width_of(word, bold) <= room for word in words):
        return words
    parts: list[str] = []
    for word in words:
        if width_of(word, bold) <= room:
            parts.append(word)
        elif " " in word:
            parts += _fitting(word.split(" "), room, bold)
        else:
            parts += _cut(word, room, bold)
    return parts


def _cut(word: str, room: float, bold: bool) -> list[str]:
    parts = []
    while word:
        count, used = 0, 0.0
        while count < len(word) and (count == 0 or used + width_of(word[count], bold) <= room):
            used += width_of(word[count], bold)
            count += 1
        if count < len(word):
            signs = [
                match.end() for match in _AFTER_SIGN.finditer(word, 0, count + 1) if match.end() <= count
            ]
            count = signs[-1] if signs else count
        parts.append(word[:count])
        word = word[count:]
    return parts
