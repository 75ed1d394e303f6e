"""The page of a paper in Word: A4, the margins of the decree, the page number above the text from page 2 on."""

from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Emu, Mm, Twips
from docx.text.paragraph import Paragraph

from app.core.docx.package import strip
from app.core.docx.styles import Mark, Style, set_styles
from app.core.docx.text import clean, draw_above

SHORT_SIDE, LONG_SIDE = Twips(11906), Twips(16838)
HEADER_DISTANCE = Mm(7.5)
"""From the edge of the paper: the number stands in the middle of the top margin."""


@dataclass(frozen=True, kw_only=True)
class PageForm:
    """Which way the page lies, and its margins in millimetres."""

    landscape: bool = False
    top: float = 20
    right: float = 15
    bottom: float = 20
    left: float = 30


def blank_paper(form: PageForm, *, cell_points: float, mark: str = "") -> Document:
    """An empty document in the form of a paper; a mark stands at the left of the top margin of every page."""
    document = docx.Document()
    strip(document)
    set_styles(document, cell_points=cell_points)
    section = document.sections[0]
    [end] = document.element.body.xpath("w:sectPr")
    end.insert_element_before(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'), "w:cols")
    section.different_first_page_header_footer = True
    _set(section, form, mark)
    return document


def begin_part(document: Document, form: PageForm, *, mark: str = "") -> None:
    """From here on pages of another form, counted from one again."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    [*_, end] = document.element.body.xpath("w:p[w:pPr/w:sectPr]")
    end.style = Style.PART_END.value
    for header in (section.header, section.first_page_header):
        header.is_linked_to_previous = False
    _set(section, form, mark)


def add_foot(document: Document, text: str) -> None:
    """A line at the foot of page 1, under a rule as wide as the text."""
    foot = document.sections[0].first_page_footer.paragraphs[0].paragraph_format.element
    foot.style = Style.ADDRESS.value
    foot.add_r().text = clean(text)
    draw_above(foot)


def _set(section: Section, form: PageForm, mark: str) -> None:
    _shape(section, form)
    first, later = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    for paragraph in (first, later):
        _mark(paragraph, mark)
    width = LONG_SIDE if form.landscape else SHORT_SIDE
    _number(later, text_width=width - Mm(form.left) - Mm(form.right))


def _shape(section: Section, form: PageForm) -> None:
    section.orientation = WD_ORIENTATION.LANDSCAPE if form.landscape else WD_ORIENTATION.PORTRAIT
    sides = (LONG_SIDE, SHORT_SIDE) if form.landscape else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = sides
    section.top_margin, section.right_margin = Mm(form.top), Mm(form.right)
    section.bottom_margin, section.left_margin = Mm(form.bottom), Mm(form.left)
    section.header_distance = section.footer_distance = HEADER_DISTANCE


def _mark(paragraph: Paragraph, mark: str) -> None:
    if mark:
        paragraph.add_run(mark).element.style = Mark.DRAFT.value


def _number(paragraph: Paragraph, *, text_width: int) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(text_width // 2), WD_TAB_ALIGNMENT.CENTER)
    paragraph.add_run("\t").element.addnext(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )
