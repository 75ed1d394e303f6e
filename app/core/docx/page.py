"""The page of a paper in Word: A4, the margins of the decree, the page number above the text from page 2 on."""

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Emu, Mm, Twips
from docx.text.paragraph import Paragraph

from app.core.docx.package import strip
from app.core.docx.styles import Mark, set_styles

SHORT_SIDE, LONG_SIDE = Twips(11906), Twips(16838)
TOP, RIGHT, BOTTOM, LEFT = Mm(20), Mm(15), Mm(20), Mm(30)
HEADER_DISTANCE = Mm(7.5)
"""From the edge of the paper: the number stands in the middle of the top margin."""


def blank_paper(*, landscape: bool, cell_points: float, mark: str = "") -> Document:
    """An empty document in the form of a paper; a mark stands at the left of the top margin of every page."""
    document = docx.Document()
    strip(document)
    set_styles(document, cell_points=cell_points)
    section = document.sections[0]
    _shape(section, landscape=landscape)
    [end] = document.element.body.xpath("w:sectPr")
    end.insert_element_before(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'), "w:cols")
    section.different_first_page_header_footer = True
    first, later = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    for paragraph in (first, later):
        _mark(paragraph, mark)
    _number(later, text_width=(LONG_SIDE if landscape else SHORT_SIDE) - LEFT - RIGHT)
    return document


def _shape(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    sides = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = sides
    section.top_margin, section.right_margin = TOP, RIGHT
    section.bottom_margin, section.left_margin = BOTTOM, LEFT
    section.header_distance = section.footer_distance = HEADER_DISTANCE


def _mark(paragraph: Paragraph, mark: str) -> None:
    if mark:
        paragraph.add_run(mark).element.style = Mark.DRAFT.value


def _number(paragraph: Paragraph, *, text_width: int) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(text_width // 2), WD_TAB_ALIGNMENT.CENTER)
    paragraph.add_run("\t").element.addnext(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )
