"""Lines that lines.py has broken are set letter by letter, without having Pango shape each of them three times.

It is for text whose letters stand side by side as the font has them: its line ends are kept, nothing is kerned, joined or spaced.
Pango is asked once for the letters of a face and size; from then on a line has the width it would have by Pango, to
the unit, and its glyphs are written at once; the lines of a paragraph are laid out together. Any other text, and a letter the face lacks, goes the library's own way.
"""

from dataclasses import dataclass, field
from typing import Any

import weasyprint.draw.text
import weasyprint.layout.inline
from weasyprint.draw.text import draw_first_line
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout.inline import get_next_linebox, split_text_box
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, line_size, strut

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

SIDES = {"center": 0.5, "right": 1.0, "end": 1.0}
"""The share of the room beside a line that stands on its left."""

MOST = 10
"""Lines laid out as one; so many can be moved to the next page together where a row is higher than was thought."""

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
class SetLines:
    """Stands for Pango's layout of a line, and holds several under each other; widths in pixels."""

    case: Case
    lines: list[str]
    widths: list[float]
    first_line_direction = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def reactivate(self, _style: Any) -> None:
        return

    def deactivate(self) -> None:
        return


class Setter:
    """Takes the place of functions of WeasyPrint for plain lines, and hands all others on to them.

    Lines of a paragraph that holds nothing else are laid out as one that is so many times as high. What may be cut at the
    foot of a page (`orphans: 1`) is laid out line by line.
    """

    def __init__(self, letters: str) -> None:
        self.letters = letters
        self.cases: dict[tuple[Any, ...], Case | None] = {}
        self.alone = False

    def take_over(self) -> None:
        inline: Any = weasyprint.layout.inline
        inline.get_next_linebox = self.next_line
        inline.split_text_box = self.split
        weasyprint.draw.text.draw_first_line = self.draw

    def next_line(self, context: Any, line: Any, *rest: Any) -> Any:
        """As the library makes the next line; meanwhile it is known whether it holds a text and nothing else."""
        self.alone = len(line.children) == 1 and isinstance(line.children[0], TextBox)
        try:
            return get_next_linebox(context, line, *rest)
        finally:
            self.alone = False

    def split(self, context: Any, box: Any, available_width: Any, skip: int, **options: Any) -> Any:
        """The box of the next lines, the bytes of the text to skip for those after them, and whether a line end comes before them."""
        case = self.case_of(box.style)
        lines = self.lines_of(case, box, skip) if case is not None else None
        if case is None or lines is None:
            return split_text_box(context, box, available_width, skip, **options)
        told = len(lines.text.encode())
        new = box.copy_with_text(lines.text)
        new.pango_layout, new.width, new.height = lines, max(lines.widths), case.height
        line_height, _baseline = strut(box.style)
        new.margin_top = half_leading = (line_height - case.height) / 2
        new.margin_bottom = half_leading + (len(lines.lines) - 1) * line_height
        new.baseline = case.baseline + half_leading
        more = skip + told < len(box.text.encode())
        return new, skip + told + 1 if more else None, more

    def lines_of(self, case: Case, box: Any, skip: int) -> SetLines | None:
        """The lines that can be set from there on, one or more; None where the first one cannot."""
        most = MOST if self.alone and box.style["orphans"] > 1 else 1
        lines, widths = [], []
        for line in box.text.encode()[skip:].decode().split("\n", most)[:most]:
            width = case.width(line) if line else None
            if width is None:
                break
            lines.append(line)
            widths.append(width)
        return SetLines(case, lines, widths) if lines else None

    def draw(self, stream: Any, box: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
        """Write the glyphs of each line at once; the answer is the pictures among them, and there are none."""
        told = box.pango_layout
        if not isinstance(told, SetLines) or not box.text.strip():
            return draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)
        font = told.case.in_file(stream, box.text.replace("\n", " "))
        line_height, _baseline = strut(box.style)
        side = SIDES.get(box.style["text_align_all"], 0.0)
        a, b, c, d, x, y = matrix.values
        last = len(told.lines) - 1
        for place, (line, width) in enumerate(zip(told.lines, told.widths, strict=True)):
            stream.set_text_matrix(a, b, c, d, x + side * (box.width - width), y + place * line_height)
            stream.set_font_size(font.hash, told.case.size)
            spaced = line if place == last else f"{line} "  # whoever reads the words only parts them there
            stream.show_text(f"<{spaced.translate(told.case.codes)}>")
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
