"""Blocks that stand beside each other: the two halves of head and end of a paper, in a table without rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.document import CT_Body
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Tc
from docx.shared import Twips

from app.core.docx.styles import Style
from app.core.docx.table import empty_table, whole_twips
from app.core.docx.text import add_rule, add_text


@dataclass(frozen=True)
class Piece:
    """A paragraph of a block; with a length it is a rule of so many millimetres in the middle of the block."""

    text: str
    style: Style
    rule: float = 0


def add_blocks(
    body: CT_Body, widths: Sequence[float], rows: Sequence[Sequence[Sequence[Piece]]], *, whole: bool = True
) -> None:
    """Rows of blocks at the end of the document; widths in millimetres."""
    exact = whole_twips(widths)
    table = empty_table(exact, style="")
    table.tblPr.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        )
    )
    for blocks in rows:
        row = table.add_tr()
        if whole:
            row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for pieces, width, millimetres in zip(blocks, exact, widths, strict=True):
            cell = row.add_tc()
            cell.width = Twips(width)
            _fill(cell, pieces, millimetres)
    body.insert_element_before(table, "w:sectPr")


def _fill(cell: CT_Tc, pieces: Sequence[Piece], width: float) -> None:
    cell.clear_content()
    for piece in pieces or (Piece("", Style.RECIPIENT),):
        if piece.rule:
            add_rule(cell, width=width, length=min(piece.rule, width), style=piece.style)
        else:
            add_text(cell, piece.text, piece.style)
