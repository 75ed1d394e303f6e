"""Lines that lines.py has broken are set letter by letter, without having Pango shape each of them three times.

It is for text whose letters stand side by side as the font has them: its line ends are kept, nothing is kerned, joined or spaced.
Pango is asked once for the letters of a face and size; from then on a line has the width it would have by Pango, to
the unit, and its glyphs are written at once. Any other text, and a letter the face lacks, goes the library's own way.
"""

from dataclasses import dataclass, field
from typing import Any

import weasyprint.draw.text
import weasyprint.layout.inline
from weasyprint.draw.text import draw_first_line
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, line_size, split_first_line

PLAIN = {
    "white_space": "pre",
    "font_kerning": "none",
    "font_variant_ligatures": "none",
    "font_variant_caps": "normal",
    "font_feature_settings": "normal",
    "letter_spacing": "normal",
    "word_spacing": 0,
    "text_decoration_line": "none",
    "direction": "ltr",
}
CASE = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variation_settings",
    "lang",
)
"""What decides which glyphs the letters have, beside what is the same in all plain text."""

COVERED = 0x2_0000
"""Pango tells by higher numbers that a glyph is empty or unknown."""


@dataclass
class Case:
    """The letters of one face and size."""

    height: float
    baseline: float
    font: Any
    key: int
    size: float
    layout: Layout = field(repr=False)
    """Holds the font."""

    codes: dict[int, str]
    """The glyph of each letter as the file names it, by the letter's number, for `str.translate`."""

    glyphs: dict[str, tuple[int, int]]
    """The glyph of each letter, and its width in units of Pango."""

    def width(self, text: str) -> float | None:
        """In pixels; None where a letter is none of this case."""
        try:
            return sum(self.glyphs[letter][1] for letter in text) * float(FROM_UNITS)
        except KeyError:
            return None

    def in_file(self, stream: Any, text: str) -> Font:
        """The font in the file, where it says what its glyphs mean."""
        font: Font = stream._fonts.get(self.key) or stream.add_font(self.font)[0]  # noqa: SLF001 - asking Pango for its key each time is slow
        for letter in dict.fromkeys(text):
            glyph, units = self.glyphs[letter]
            if glyph not in font.widths:
                font.widths[glyph] = round(units * 1000 * FROM_UNITS / self.size)
            font.to_unicode.setdefault(glyph, letter)
        return font


@dataclass
class SetLine:
    """Stands for Pango's layout of a line."""

    case: Case
    text: str
    first_line_direction = 0

    def reactivate(self, _style: Any) -> None:
        return

    def deactivate(self) -> None:
        return


class Setter:
    """Takes the place of two functions of WeasyPrint for plain lines, and hands all others on to them."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        self.cases: dict[tuple[Any, ...], Case | None] = {}

    def take_over(self) -> None:
        weasyprint.layout.inline.split_first_line = self.split  # type: ignore[attr-defined] # WeasyPrint calls it by that name
        weasyprint.draw.text.draw_first_line = self.draw

    def split(self, text: str, style: Any, *rest: Any, **options: Any) -> tuple[Any, ...]:
        """The first line of a text: its layout, bytes, bytes to skip for the next, width, height and baseline in pixels."""
        case = self.case_of(style)
        if case is not None:
            line, end, _others = text.partition("\n")
            width = case.width(line) if line else None
            if width is not None:
                length = len(line.encode())
                return (
                    SetLine(case, line),
                    length,
                    length + 1 if end else None,
                    width,
                    case.height,
                    case.baseline,
                )
        by_pango: tuple[Any, ...] = split_first_line(text, style, *rest, **options)
        return by_pango

    def draw(self, stream: Any, box: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
        """Write the glyphs of a line at once; the answer is the pictures among them, and there are none."""
        line = box.pango_layout
        if not isinstance(line, SetLine) or not line.text.strip():
            return draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)
        font = line.case.in_file(stream, line.text)
        stream.set_text_matrix(*matrix.values)
        stream.set_font_size(font.hash, line.case.size)
        stream.show_text(f"<{line.text.translate(line.case.codes)}>")
        return []

    def case_of(self, style: Any) -> Case | None:
        """Kept with the style, which all lines of a cell share; None where the text is not plain."""
        if not hasattr(style, "case"):
            style.case = self.find(style)
        found: Case | None = style.case
        return found

    def find(self, style: Any) -> Case | None:
        if any(style[name] != value for name, value in PLAIN.items()):
            return None
        key = tuple(str(style[name]) for name in CASE)
        if key not in self.cases:
            self.cases[key] = case_for(style, self.letters)
        return self.cases[key]


def case_for(style: Any, letters: str) -> Case | None:
    """Have Pango shape all letters of one face and size."""
    height, baseline = _measure(style)
    layout = Layout(style)
    layout.set_text(letters)
    line, _next = layout.get_first_line()
    font, glyphs = None, {}
    coded = letters.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        font = item.analysis.font if font is None else font
        if item.analysis.font == font:
            glyphs.update(_alone(coded[item.offset : item.offset + item.length], string))
        run = run.next
    if font is None:
        return None
    key, _description, size = get_pango_font_key(font)
    codes = {ord(letter): f"{glyph:04x}" for letter, (glyph, _units) in glyphs.items()}
    return Case(height, baseline, font, key, size, layout, codes, glyphs)


def _measure(style: Any) -> tuple[float, float]:
    """Height and baseline of every line."""
    layout = Layout(style)
    layout.set_text("a")
    line, _next = layout.get_first_line()
    _width, height = line_size(line, style)
    return height, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS


def _alone(coded: bytes, string: Any) -> dict[str, tuple[int, int]]:
    """The letters of a run that are one glyph each, in its place."""
    count = string.num_glyphs
    starts = [string.log_clusters[place] for place in range(count)]
    found = {}
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(coded)], strict=True)):
        glyph = string.glyphs[place]
        letter = coded[start:end].decode() if end > start else ""
        moved = glyph.geometry.x_offset or glyph.geometry.y_offset
        if len(letter) == 1 and glyph.glyph < COVERED and not moved and starts.count(start) == 1:
            found[letter] = (glyph.glyph, glyph.geometry.width)
    return found
