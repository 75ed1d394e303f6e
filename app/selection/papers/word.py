"""The opinion form as a Word file."""

from app.core.docx import Style
from app.documents.word import WordPaper
from app.selection.papers.paper import OpinionFormDocument


def write_form(document: OpinionFormDocument) -> bytes:
    """The same words, columns and boxes as the print."""
    word = WordPaper(document)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_kind(document.kind, document.title)
    word.add_replaced()
    word.add_paragraphs(document.paragraphs)
    for block in document.blocks:
        word.add_register(block.table)
    word.add(document.remark, Style.NOTE)
    word.add(document.closing, Style.CLOSING)
    word.add_end()
    return word.content()
