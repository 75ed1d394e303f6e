"""Tables with fixed widths, whole rows and the heading row on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.document import CT_Body
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Twips

from app.core import vietnamese
from app.core.docx.styles import TABLE_STYLE, Style
from app.core.docx.text import NO_BREAK, add_text
from app.core.pdf import NOTHING, Cell, Column, Row, Table

PARAGRAPH_GAP = Mm(0.6)
BOX_ROOM = 4
"""Spaces as wide as the letters are high."""


@dataclass(frozen=True)
class Box:
    """A cell: its paragraphs, how many columns it takes, how many of its paragraphs are bold."""

    paragraphs: Cell
    style: Style = Style.CELL
    columns: int = 1
    strong: int = 0
    merged: str = ""
    """"restart" where a cell of several rows begins, "continue" in the rows below."""

    boxed: bool = False
    """Whether it holds an empty box to tick by hand: room with a border around it."""


@dataclass(frozen=True)
class Line:
    """A row of cells."""

    boxes: tuple[Box, ...]
    head: bool = False
    """Repeated at the top of every page."""

    whole: bool = True
    """Never cut at the foot of a page."""


def register_lines(table: Table) -> list[Line]:
    """The lines of a table as it is laid out for print: headings of columns and groups, rows, sums."""
    lines = [Line(tuple(Box((column.heading,), Style.COLUMN_HEAD) for column in table.columns), head=True)]
    for ordinal, section in enumerate(table.sections, start=1):
        if section.heading:
            lines.append(_group(vietnamese.roman(ordinal), section.heading, len(table.columns)))
        lines += [_line(row, table.columns) for row in section.rows]
    if not table.sections:
        lines.append(Line((Box((NOTHING,), Style.CENTRED_CELL, len(table.columns)),)))
    return lines


def _group(ordinal: str, heading: str, columns: int) -> Line:
    return Line((Box((ordinal,), Style.COLUMN_HEAD), Box((heading,), Style.GROUP_HEAD, columns - 1)))


def _line(row: Row, columns: Sequence[Column]) -> Line:
    boxes = []
    for column in columns:
        paragraphs = row.cells.get(column.key, ())
        strong = len(paragraphs) if row.total else int(column.strong)
        style = Style.CENTRED_CELL if column.centred else Style.CELL
        boxes.append(Box(paragraphs, style, strong=strong, boxed=column.boxed))
    return Line(tuple(boxes), whole=not row.tall)


def add_table(
    body: CT_Body,
    widths: Sequence[float],
    lines: Sequence[Line],
    *,
    together: bool = False,
    with_next: bool = False,
) -> None:
    """A table at the end of the document; widths in millimetres.

    `together` keeps all its rows on one page, `with_next` its last row with the paragraph that follows.
    """
    exact = whole_twips(widths)
    table = empty_table(exact)
    last = len(lines) - 1
    for place, line in enumerate(lines):
        _fill(table.add_tr(), line, exact, with_next=with_next if place == last else together)
    body.insert_element_before(table, "w:sectPr")


def whole_twips(widths: Sequence[float]) -> list[int]:
    """Whole twentieths of a point that add up to the whole width."""
    edges = [round(Mm(sum(widths[:count])).pt * 20) for count in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def empty_table(widths: Sequence[int], *, style: str = TABLE_STYLE) -> CT_Tbl:
    """A table without rows, of exactly these widths in twentieths of a point."""
    table = CT_Tbl.new_tbl(0, len(widths), Twips(sum(widths)))
    if style:
        table.tblStyle_val = style
    form = table.tblPr
    form.alignment = WD_TABLE_ALIGNMENT.CENTER
    form.autofit = False
    [whole] = form.xpath("w:tblW")
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(sum(widths)))
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(width)
    return table


def _fill(row: CT_Row, line: Line, widths: Sequence[int], *, with_next: bool) -> None:
    form = row.get_or_add_trPr()
    if line.whole:
        form.append(OxmlElement("w:cantSplit"))
    if line.head:
        form.append(OxmlElement("w:tblHeader"))
    place = 0
    for box in line.boxes:
        cell = row.add_tc()
        cell.width = Twips(sum(widths[place : place + box.columns]))
        place += box.columns
        _fill_cell(cell, box, with_next=True if with_next else None)


def _fill_cell(cell: CT_Tc, box: Box, *, with_next: bool | None) -> None:
    form = cell.get_or_add_tcPr()
    if box.columns > 1:
        form.grid_span = box.columns
    if box.merged:
        form.vMerge_val = box.merged
    if box.style in {Style.COLUMN_HEAD, Style.GROUP_HEAD}:
        form.vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cell.clear_content()
    for place, text in enumerate(box.paragraphs or ("",)):
        paragraph = add_text(cell, text, box.style, strong=place < box.strong, with_next=with_next)
        if place:
            paragraph.get_or_add_pPr().spacing_before = PARAGRAPH_GAP
        if box.boxed:
            _draw_box(paragraph)


def _draw_box(paragraph: CT_P) -> None:
    run = paragraph.r_lst[-1]
    run.text = NO_BREAK * BOX_ROOM
    run.get_or_add_rPr().append(
        parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="6" w:space="0" w:color="000000"/>')
    )
