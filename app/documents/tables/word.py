"""Papers that are mostly tables as Word files."""

from app.core.docx import Style
from app.documents.tables.paper import Block, TablePaper
from app.documents.word import WordPaper


def write_tables(document: TablePaper) -> bytes:
    """The same words, columns and widths as the print."""
    word = WordPaper(document, cell_points=document.cell_points)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_kind(document.kind, document.title)
    word.add_replaced()
    if document.addressees:
        word.add_addressees(document.addressee_lines)
    word.add_paragraphs(document.paragraphs)
    if document.told_on:
        word.add(document.told_on, Style.AS_OF)
    *others, last = document.blocks
    for block in others:
        _add(word, block, with_next=False)
    _add(word, last, with_next=True)
    word.add(document.closing, Style.CLOSING)
    if document.signature or document.recipients:
        word.add_end()
    return word.content()


def _add(word: WordPaper, block: Block, *, with_next: bool) -> None:
    if block.title:
        word.add(block.title, Style.TABLE_TITLE)
    word.add_register(block.table, with_next=with_next)
