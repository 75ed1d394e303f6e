"""Official papers as PDF: plain data → our own templates → WeasyPrint in a process of its own → bytes."""

from app.core.pdf.data import Plain
from app.core.pdf.previews import preview_pdf
from app.core.pdf.render import RenderedPdf, render_pdf
from app.core.pdf.table import NOTHING, Cell, Column, Row, Section, Table, cell, lay_out

__all__ = [
    "NOTHING",
    "Cell",
    "Column",
    "Plain",
    "RenderedPdf",
    "Row",
    "Section",
    "Table",
    "cell",
    "lay_out",
    "preview_pdf",
    "render_pdf",
]
