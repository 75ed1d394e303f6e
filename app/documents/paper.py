"""What every printed paper has: its place among papers, its form, who signs it (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from app.core import vietnamese
from app.core.pdf import Plain
from app.core.text import BLANK
from app.documents.verification import Verification
from app.documents.wording import listed

TEMPLATE_VERSION = "2026-4"
"""Kept with each issued paper; raised whenever a template or its data changes."""

TEMPLATE = "paper.html"
"""The frame of every paper; what stands between head and end is in the template named by the paper's `body`."""

DRAFT_MARK = "DỰ THẢO"
"""In the margin of every page of a draft; draft.css says the same."""

SHORT_SIDE, LONG_SIDE = 210, 297
"""A4, in millimetres."""


class Orientation(StrEnum):
    """Which way the page lies; tables are landscape when they are wide (Phụ lục I, I.2)."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"

    @property
    def table_points(self) -> float:
        """Type size in tables."""
        return 12.0 if self is Orientation.LANDSCAPE else 11.0


class Copy(StrEnum):
    """Where the paper will be read: an electronic appendix leaves "(Kèm theo …)" blank (Phụ lục I, III.1)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, kw_only=True)
class Margins(Plain):
    """In millimetres; the decree allows 20–25 above and below, 30–35 at the left, 15–20 at the right (Phụ lục I, I.3)."""

    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 15


@dataclass(frozen=True, kw_only=True)
class Enclosure(Plain):
    """The paper an appendix belongs to: "(Kèm theo Nghị quyết số 95/NQ-HĐND ngày … của …)"."""

    kind: str = "Nghị quyết"
    """Kind of the main paper as it stands in the sentence: "Nghị quyết", "Báo cáo"."""

    number: str = ""
    """Number with its symbol, "95/NQ-HĐND"; empty on a draft."""

    symbol: str = "NQ-HĐND"
    """Symbol printed after dots while there is no number: "…/NQ-HĐND"."""

    issued_on: date | None = None
    """Day of the main paper; None prints dots."""

    issuer: str
    """Full name of the issuing body: "Hội đồng nhân dân tỉnh Hà Giang"."""

    @property
    def sentence(self) -> str:
        """As printed on paper."""
        number = self.number or f"…/{self.symbol}"
        return f"(Kèm theo {self.kind} số {number} {vietnamese.long_day(self.issued_on)} của {self.issuer})"

    @property
    def blank(self) -> str:
        """As it stands in an electronic file, which is tied to its document by the signature, not by these words."""
        return f"(Kèm theo {self.kind} số …/{self.symbol} {vietnamese.long_day(None)} của {self.issuer})"


@dataclass(frozen=True, kw_only=True)
class Letterhead(Plain):
    """The head of page 1, for a paper that goes out on its own."""

    superior: str = ""
    """Superior body, if any; printed in capitals, not bold."""

    agency: str
    """Issuing body; printed in bold capitals, a line end is kept: "Hội đồng nhân dân\\ntỉnh Hà Giang"."""

    number: str = ""
    """Number with its symbol; empty prints dots before the symbol."""

    symbol: str
    """"NQ-HĐND", "BC-HĐND"; empty on what is only printed and has no number."""

    place: str
    """Place of the date line: "Hà Giang"."""

    issued_on: date | None = None
    """Day of the date line; None prints dots."""

    subject: str = ""
    """Of a letter, which has no kind of its own: "V/v đôn đốc …", under the number (element 5b)."""

    @property
    def number_line(self) -> str:
        """Dots while there is no number."""
        return f"Số: {self.number or f'…/{self.symbol}'}" if self.number or self.symbol else ""

    @property
    def date_line(self) -> str:
        return f"{self.place}, {vietnamese.long_day(self.issued_on)}"


@dataclass(frozen=True, kw_only=True)
class Signature(Plain):
    """Who signs, and in whose name."""

    capacity: tuple[str, ...]
    """Lines above the name, printed in bold capitals: ("TM. Hội đồng nhân dân", "Chủ tịch")."""

    name: str = ""
    """Name of the signer, without academic title."""


@dataclass(frozen=True, kw_only=True)
class Paper(Plain):
    """The form shared by all papers. A new paper adds its data and names the template of its body.

    The frame prints letterhead, body, and the end with recipients and signature, for each of its `parts`.
    """

    body: ClassVar[str]
    """Template in templates/print, made of the macros in _parts.html; it reads the paper as `document`."""

    council_name: str
    """Official name of the council: "Hội đồng nhân dân tỉnh Hà Giang"."""

    title: str
    """Trích yếu, or the title of an appendix; a line end in it is kept, so that a long title breaks where it reads well."""

    draft: bool = True
    """Marks every page "DỰ THẢO". Only an issued paper sets it to False."""

    orientation: Orientation = Orientation.LANDSCAPE

    margins: Margins = Margins()

    copy: Copy = Copy.PAPER

    letterhead: Letterhead | None = None
    """Only for a paper that goes out on its own; an appendix has none."""

    signature: Signature | None = None
    """Only for a paper that is signed by itself; an appendix has none."""

    recipients: tuple[str, ...] = ()
    """Lines of "Nơi nhận", without dashes and stops; the last is the record: "Lưu: VT, VP"."""

    replaces: str = ""
    """The paper it takes the place of: "Nghị quyết số 95/NQ-HĐND ngày 14 tháng 7 năm 2017"."""

    verification: Verification | None = None
    """Only on what is issued: the code that leads to its public page, printed after the text."""

    def under(self, number: str, issued_on: date) -> Self:
        """The same paper under another number and day."""
        head = self.letterhead
        return replace(self, letterhead=replace(head, number=number, issued_on=issued_on)) if head else self

    @property
    def number_line(self) -> str:
        """As printed: a paper that is signed before it has its number leaves room for it; a draft has dots."""
        return self._with_room(self.letterhead.number_line) if self.letterhead else ""

    def _with_room(self, line: str) -> str:
        return line if self.draft else line.replace("…/", f"{BLANK}/", 1)

    @property
    def parts(self) -> tuple["Paper", ...]:
        """The papers of one file, each with its own page numbers: this one, then its appendices."""
        return (self,)

    @property
    def total(self) -> int:
        """Rows of its tables: how long it is."""
        return sum(part.total for part in self.parts if part is not self)

    @property
    def dated(self) -> date | None:
        """The day of the paper, where it has one."""
        return self.letterhead.issued_on if self.letterhead else None

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """As printed: "- Như trên;" … "- Lưu: VT, VP." (element 9b)."""
        return tuple(f"- {line}" for line in listed(self.recipients))

    @property
    def page_size(self) -> tuple[int, int]:
        """Width and height of the page in millimetres."""
        sides = (SHORT_SIDE, LONG_SIDE)
        return sides if self.orientation is Orientation.PORTRAIT else sides[::-1]

    @property
    def text_width(self) -> float:
        """Millimetres between the left and the right margin."""
        return float(self.page_size[0] - self.margins.left - self.margins.right)

    @property
    def text_height(self) -> float:
        """Millimetres between the top and the bottom margin."""
        return float(self.page_size[1] - self.margins.top - self.margins.bottom)


@dataclass(frozen=True, kw_only=True)
class AppendixPaper(Paper):
    """A paper that goes with another one: it has a heading in place of head and signature (Phụ lục I, III.1)."""

    enclosure: Enclosure
    """The paper this one belongs to."""

    ordinal: int | None = None
    """Number among several appendices, printed in Roman numerals; None for a single one."""

    def under(self, number: str, issued_on: date) -> Self:
        """The same appendix with a paper of another number and day."""
        return replace(self, enclosure=replace(self.enclosure, number=number, issued_on=issued_on))

    @property
    def heading(self) -> str:
        """Line 1: "Phụ lục", among several "Phụ lục II" with its number."""
        return f"Phụ lục {vietnamese.roman(self.ordinal)}" if self.ordinal else "Phụ lục"

    @property
    def enclosure_line(self) -> str:
        """Line 3: filled in on paper, blank in the electronic file."""
        if self.copy is Copy.ELECTRONIC:
            return self.enclosure.blank
        return self.enclosure.sentence if self.enclosure.number else self._with_room(self.enclosure.sentence)

    @property
    def dated(self) -> date | None:
        """The day of the paper it belongs to."""
        return self.enclosure.issued_on
