"""A letter that presses as a Word file."""

from app.core.docx import Style, add_foot
from app.documents.word import WordAppendix, WordPaper
from app.pressing.letters.paper import PressingLetter


def write_pressing_letter(document: PressingLetter) -> bytes:
    """The same words, columns and widths as the print, with the appendix that is in its file."""
    word = WordPaper(
        document, cell_points=0 if document.within else document.appendix.orientation.table_points
    )
    if document.address_line:
        add_foot(word.document, document.address_line)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_addressees(document.addressee_lines)
    word.add_paragraphs(document.paragraphs)
    if document.within:
        word.add("", Style.GAP)
        word.add_register(document.table)
    word.add_each(document.ending, Style.PARAGRAPH)
    word.add(document.closing, Style.LAST)
    word.add_end()
    if not document.within:
        appendix = document.appendix
        below = WordAppendix(appendix, after=word.document)
        below.add_register(appendix.table, with_next=True)
        below.add(appendix.closing, Style.CLOSING)
    return word.content()
