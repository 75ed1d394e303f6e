"""How the text of a paper is written down: lists with their stops, articles, clauses, the mark of the end.

Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6 (text), II.9 (recipients).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.core.pdf import Plain

END = "./."
LONGEST_TITLE = 160
"""Letters up to which a line without a stop is the title of an article or clause."""

LONGEST_LINE = 70
"""Letters of a bold title that stand on one line of the narrowest page."""

_COMMA = re.compile(r", ")
_STOPS = " .;,:/…"
_CLAUSE = re.compile(r"(\d{1,2}\.)\s+(.+)")
_ARTICLE = re.compile(r"Điều\s+\d+\.\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Paragraph(Plain):
    """A paragraph of the text: `lead` is bold and stands before `text` on the same line."""

    lead: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Article(Plain):
    """An article, "Điều 1.", with its clauses; the first paragraph follows the number on the same line."""

    number: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def printed(self) -> tuple[Paragraph, ...]:
        """The paragraphs with the number of the article before the first."""
        first, *others = self.paragraphs or (Paragraph(),)
        return replace(first, lead=f"Điều {self.number}. {first.lead}".strip()), *others


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of a text as it was typed, one a line.

    A numbered line without a stop at its end is the title of a clause ("1. Về lĩnh vực đất đai") and is bold; so is a first
    line without a stop, the title of the article. Points keep the letter they were typed with.

    >>> [each.lead for each in paragraphs_of("1. Về lĩnh vực đất đai\na) Rà soát quy hoạch;")]
    ['1. Về lĩnh vực đất đai', '']
    """
    lines = [line.strip() for line in _ARTICLE.sub("", text.strip(), count=1).split("\n") if line.strip()]
    return tuple(_paragraph(line, first=place == 0) for place, line in enumerate(lines))


def _paragraph(line: str, *, first: bool) -> Paragraph:
    titled = line[-1] not in _STOPS and len(line) <= LONGEST_TITLE
    return Paragraph(lead=line) if titled and (first or _CLAUSE.fullmatch(line)) else Paragraph(text=line)


def articles_of(texts: Iterable[str]) -> tuple[Article, ...]:
    """The texts that say something, numbered from one."""
    said = [paragraphs_of(text) for text in texts if text.strip()]
    return tuple(Article(number=number, paragraphs=each) for number, each in enumerate(said, start=1))


def listed(lines: Iterable[str]) -> tuple[str, ...]:
    """Each line with ";", the last with "."; stops and dashes that were typed are not doubled.

    >>> listed(["- Như trên;", "Lưu: VT, VP"])
    ('Như trên;', 'Lưu: VT, VP.')
    """
    bare = [stripped for line in lines if (stripped := line.strip().lstrip("-–").strip().rstrip(_STOPS))]
    return tuple(f"{line}{'.' if place == len(bare) else ';'}" for place, line in enumerate(bare, start=1))


def broken_at_comma(text: str) -> str:
    """A long title in two lines that end where it reads well: at the comma nearest to its middle.

    Line ends that were typed stay, and a title without a comma is left to the page.
    """
    commas = [match.start() for match in _COMMA.finditer(text)]
    if "\n" in text or len(text) <= LONGEST_LINE or not commas:
        return text
    best = min(commas, key=lambda place: abs(2 * place - len(text)))
    return f"{text[: best + 1]}\n{text[best + 1 :].lstrip()}"


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def ended(text: str) -> str:
    """The last paragraph of a paper ends with "./." (Phụ lục I, II.6).

    >>> ended("Nghị quyết này được thông qua ngày 13 tháng 7 năm 2017.")
    'Nghị quyết này được thông qua ngày 13 tháng 7 năm 2017./.'
    """
    return text.rstrip().rstrip("./ ") + END
