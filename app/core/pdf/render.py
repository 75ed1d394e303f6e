"""From the data of a paper to its bytes."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from app.core import vietnamese
from app.core.errors import N_, DomainError
from app.core.pdf.process import RenderingError, start_renderer
from app.core.pdf.table import NOTHING, Lines
from app.core.text import BLANK, clean_text

FOLDER = Path(__file__).resolve().parents[3] / "templates" / "print"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WHOLE = re.compile(
    r"(?<!\S)(?:(?=\S*[^\W\d_])\S*\w[/-]\w\S*"  # 598/UBND-KT
    r"|\d+ - \d\S*"  # 2018 - 2020
    r"|\d[\d.,]* %\S*"  # 55,3 %
    r"|(?:ngày|tháng|quý|năm|khóa|thứ) (?:[\dIVX]|Nhất\b|Hai\b|Ba\b|Tư\b|Năm\b|Sáu\b|Bảy\b|Tám\b|Chín\b|Mười\b)\S*)",
    re.IGNORECASE,
)
LONGEST_WHOLE = 24
"""Letters up to which a number is kept on one line."""

SENTENCES = {
    "font": N_(
        "Papers cannot be printed: the server has no complete Times typeface for Vietnamese. "
        "Install the package fonts-croscore (Tinos) or fonts-liberation2 (Liberation Serif 2.1 or later), then try again. (%(detail)s)"
    ),
    "letters": N_(
        "The text holds characters that the typeface of official papers does not have: %(detail)s. Replace them, then print again."
    ),
    "timeout": N_("Printing took too long and was stopped. Print fewer rows at a time."),
    "memory": N_("This paper needs more memory than printing may take. Print fewer rows at a time."),
    "busy": N_("Many papers are being printed at this moment. Wait a little, then try again."),
    "died": N_(
        "Printing broke off: the server ended it, most likely for its time or memory. Try again, or print fewer rows at a time."
    ),
}
OTHER = N_("The paper could not be printed right, so it was not printed at all. (%(detail)s)")


@dataclass(frozen=True)
class RenderedPdf:
    """The bytes of a PDF/A-2a, how many pages it has, and its SHA-256."""

    content: bytes
    pages: int
    sha256: str


def _printable(value: Any) -> Any:
    """NFC, without invisible and control characters; None prints nothing."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return clean_text(_CONTROL.sub("", value))


def keep_whole(text: str) -> Markup:
    """Keep "598/UBND-KT", "2018 - 2020", "55,3 %", "Quý IV" on one line where the column is wide enough; keep line ends."""
    parts, end = [], 0
    text = _printable(text)
    for match in _WHOLE.finditer(text):
        if len(match[0]) <= LONGEST_WHOLE:
            parts += [
                escape(text[end : match.start()]),
                Markup('<span class="whole">'),
                escape(match[0]),
                Markup("</span>"),
            ]
            end = match.end()
    joined = Markup("").join([*parts, escape(text[end:])])
    return joined.replace("\n", Markup("<br>")).replace(BLANK, Markup('<span class="blank"></span>'))


def in_lines(lines: Lines) -> Markup:
    """The lines of a paragraph in a table, where line ends are kept and no others are made."""
    return escape("\n".join(lines))


def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=vietnamese.day,
        long_day=vietnamese.long_day,
        number=vietnamese.number,
        roman=vietnamese.roman,
        share=vietnamese.share,
        symbol_number=vietnamese.symbol_number,
        keep_whole=keep_whole,
        in_lines=in_lines,
    )
    environment.globals["NOTHING"] = NOTHING
    return environment


_environment = _make_environment()
renderer = start_renderer(FOLDER)
_patient = start_renderer(FOLDER)
_in_background: ContextVar[bool] = ContextVar("in background", default=False)
LONG_SECONDS = 600.0
"""What a paper may take that nobody sits and waits for."""


@contextmanager
def in_background() -> Iterator[None]:
    """Print in a child of its own, so that long papers keep nobody waiting who looks at a short one."""
    token = _in_background.set(True)
    try:
        yield
    finally:
        _in_background.reset(token)


def _print(html: str) -> tuple[int, bytes]:
    return _patient.render(html, seconds=LONG_SECONDS) if _in_background.get() else renderer.render(html)


def to_html(template: str, document: object, *, title: str) -> str:
    """The page that is printed; `template` is a name in templates/print."""
    return _environment.get_template(template).render(document=document, title=title)


def render_pdf(template: str, document: object, *, title: str) -> RenderedPdf:
    """Print a document: the same data gives the same bytes.

    Raises `DomainError` when the paper cannot be made right: no complete typeface, letters it lacks, too long, refused fetch.
    """
    try:
        pages, content = _print(to_html(template, document, title=title))
    except RenderingError as failure:
        detail = _named(failure.detail) if failure.code == "letters" else failure.detail
        raise DomainError(SENTENCES.get(failure.code, OTHER), detail=detail) from failure
    return RenderedPdf(content, pages, hashlib.sha256(content).hexdigest())


def _named(letters: str) -> str:
    return ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:20])
