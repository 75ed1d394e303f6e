"""Paragraphs: text that arrives whole, in a named style."""

import re
from collections.abc import Callable
from typing import Protocol

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm

from app.core.docx.styles import Mark, Style
from app.core.text import BLANK, clean_text, without_control_characters

_NOT_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")
NO_BREAK = "\u00a0"
ROOM = 10
"""Spaces where something is written in by hand: about 12 millimetres."""

_AFTER_BORDER = ("w:spacing", "w:ind", "w:jc")


class Holder(Protocol):
    """What paragraphs stand in: the body of the document, a cell."""

    add_p: Callable[[], CT_P]


def clean(text: str) -> str:
    """NFC, without invisible letters and without what no XML file may hold; line ends stay, and "55,3 %" stays together."""
    plain = clean_text(_NOT_XML.sub("", without_control_characters(text)))
    return _BEFORE_PERCENT.sub(NO_BREAK, plain).replace(BLANK, NO_BREAK * ROOM)


def add_text(
    holder: Holder,
    text: str,
    style: Style,
    *,
    lead: str = "",
    strong: bool = False,
    with_next: bool | None = None,
) -> CT_P:
    """A paragraph at the end of its holder: a bold lead, then the text; `with_next` overrules the style."""
    paragraph = holder.add_p()
    paragraph.style = style.value
    if with_next is not None:
        paragraph.get_or_add_pPr().keepNext_val = with_next
    if lead:
        first = paragraph.add_r()
        first.text, first.style = clean(lead) + (" " if text else ""), Mark.STRONG.value
    run = paragraph.add_r()
    run.text = clean(text)
    if strong:
        run.style = Mark.STRONG.value
    return paragraph


def add_rule(holder: Holder, *, width: float, length: float, style: Style = Style.RULE) -> None:
    """A line of 0.75 points in the middle of a width; both in millimetres."""
    paragraph = holder.add_p()
    paragraph.style = style.value
    form = paragraph.get_or_add_pPr()
    form.ind_left = form.ind_right = Mm((width - length) / 2)
    draw_above(paragraph)


def draw_above(paragraph: CT_P) -> None:
    """A line of 0.75 points above a paragraph, from indent to indent."""
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    )
    paragraph.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)
