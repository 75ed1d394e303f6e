"""The code on an issued paper: how it is printed, read back from what somebody typed, and drawn as a QR."""

from dataclasses import dataclass
from io import BytesIO

import segno

from app.core.pdf import Plain
from app.documents.domain import CODE_LENGTH, CODE_LETTERS

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
HALF = CODE_LENGTH // 2
PIXELS = 8
"""Of a module in the picture of a QR."""

QUIET = 4
"""Modules of white around a QR, as its standard asks."""


@dataclass(frozen=True, kw_only=True)
class Verification(Plain):
    """What leads from the printed paper to its public page."""

    code: str

    address: str = ""
    """Where the public pages stand, "https://lời-hứa.example"; empty where it is not known: then only the code is printed."""

    @property
    def spoken(self) -> str:
        """In two halves, so that it is typed without losing one's place: "7K2QX-MB94T"."""
        return f"{self.code[:HALF]}-{self.code[HALF:]}"

    @property
    def url(self) -> str:
        return f"{self.address}/verify/{self.code}" if self.address else ""

    @property
    def qr_picture(self) -> bytes:
        """The same as a PNG, for files that hold no drawings of ours; empty where there is no address."""
        picture = BytesIO()
        if self.url:
            _made(self.url).save(picture, kind="png", scale=PIXELS, border=QUIET)
        return picture.getvalue()

    @property
    def qr(self) -> "Drawing | None":
        return draw(self.url) if self.url else None


@dataclass(frozen=True)
class Drawing:
    """A QR as the path of its dark modules, in a square of `side` modules with its white margin."""

    side: int
    path: str


def draw(text: str) -> Drawing:
    """The QR of a text; it can still be read when a seventh of it is worn off (level M)."""
    rows = _made(text).matrix
    runs = (
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )
    return Drawing(side=len(rows) + 2 * QUIET, path="".join(runs))


def _made(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, boost_error=False)


def _dark_runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    """(start, length) of each run of dark modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs


def read_code(typed: str) -> str | None:
    """The code somebody typed from paper: blanks and hyphens do not count, nor case; O is 0, I and L are 1.

    >>> read_code("7k2qx-mb9 4t"), read_code("oooooiiiii"), read_code("abc")
    ('7K2QXMB94T', '0000011111', None)
    """
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_MISREAD)
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(CODE_LETTERS) else None
