"""Official papers as Word files: the form of the print in styles that can be worked on; the same data gives the same bytes."""

from app.core.docx.columns import Piece, add_blocks
from app.core.docx.mark import add_mark
from app.core.docx.package import pack
from app.core.docx.page import PageForm, add_foot, begin_part, blank_paper
from app.core.docx.styles import Style
from app.core.docx.table import Box, Line, add_table, register_lines
from app.core.docx.text import add_rule, add_text

__all__ = [
    "Box",
    "Line",
    "PageForm",
    "Piece",
    "Style",
    "add_blocks",
    "add_foot",
    "add_mark",
    "add_rule",
    "add_table",
    "add_text",
    "begin_part",
    "blank_paper",
    "pack",
    "register_lines",
]
