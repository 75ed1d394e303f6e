"""What every printed paper has: its place among papers, its form, who signs it (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core import vietnamese
from app.core.pdf import Plain

TEMPLATE_VERSION = "2026-1"
"""Kept with each issued paper; raised whenever a template or its data changes."""


DRAFT_MARK = "DỰ THẢO"
"""In the margin of every page of a draft; draft.css says the same."""


class Orientation(StrEnum):
    """Tables are landscape when they are wide; both have the margins of the decree (20/20/30/15 mm)."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"

    @property
    def text_width(self) -> float:
        """Millimetres between the left and the right margin."""
        return 252.0 if self is Orientation.LANDSCAPE else 165.0

    @property
    def text_height(self) -> float:
        """Millimetres between the top and the bottom margin."""
        return 170.0 if self is Orientation.LANDSCAPE else 257.0

    @property
    def table_points(self) -> float:
        """Type size in tables."""
        return 12.0 if self is Orientation.LANDSCAPE else 11.0


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
        number = self.number or f"…/{self.symbol}"
        return f"(Kèm theo {self.kind} số {number} {vietnamese.long_day(self.issued_on)} của {self.issuer})"


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
    """"NQ-HĐND", "BC-HĐND"."""

    place: str
    """Place of the date line: "Hà Giang"."""

    issued_on: date | None = None
    """Day of the date line; None prints dots."""

    @property
    def number_line(self) -> str:
        return f"Số: {self.number or f'…/{self.symbol}'}"

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
    """The form shared by the printed tables."""

    council_name: str
    """Official name of the council: "Hội đồng nhân dân tỉnh Hà Giang"."""

    title: str
    """Title, printed in bold capitals under "Phụ lục"; a line end in it is kept, so that a long title breaks where it reads well."""

    enclosure: Enclosure
    """The paper this one belongs to."""

    ordinal: int | None = None
    """Number among several appendices, printed in Roman numerals; None for a single one."""

    draft: bool = True
    """Marks every page "DỰ THẢO". Only an issued paper sets it to False."""

    orientation: Orientation = Orientation.LANDSCAPE

    letterhead: Letterhead | None = None
    """Only for a paper that goes out on its own; an appendix has none."""

    signature: Signature | None = None
    """Only for a paper that is signed by itself; an appendix has none."""

    recipients: tuple[str, ...] = ()
    """Lines of "Nơi nhận", without dashes and stops; the last is the record: "Lưu: VT, VP"."""

    @property
    def heading(self) -> str:
        """Line 1 of an appendix: "Phụ lục", among several "Phụ lục II" with its number."""
        return f"Phụ lục {vietnamese.roman(self.ordinal)}" if self.ordinal else "Phụ lục"
