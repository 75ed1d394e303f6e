"""A small picture with lines beside it, at the end of a paper."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Mm, Twips

from app.core.docx.styles import Style
from app.core.docx.table import empty_table, whole_twips
from app.core.docx.text import add_text

SIDE = 18.0
"""Of the picture in millimetres, and of its column a little more."""

BESIDE = 22.0


def add_mark(document: Document, picture: bytes, alt: str, lines: Sequence[str], *, width: float) -> None:
    """A row that is never cut: the picture with its words for those who do not see it, then the lines."""
    widths = whole_twips((BESIDE, width - BESIDE)) if picture else whole_twips((width,))
    table = empty_table(widths, style="")
    row = table.add_tr()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = [row.add_tc() for _column in widths]
    for cell, twips in zip(cells, widths, strict=True):
        cell.width = Twips(twips)
        cell.clear_content()
    if picture:
        inline = document.part.new_pic_inline(BytesIO(picture), Mm(SIDE), Mm(SIDE))
        inline.docPr.set("descr", alt)
        add_text(cells[0], "", Style.RECIPIENT).add_r().add_drawing(inline)
    for line in lines:
        add_text(cells[-1], line, Style.RECIPIENT)
    document.element.body.insert_element_before(table, "w:sectPr")
