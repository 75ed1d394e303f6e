"""The appendix of a resolution as a Word file."""

from app.core.docx import Style
from app.documents.word import WordAppendix
from app.resolutions.documents import AppendixDocument


def write_appendix(document: AppendixDocument) -> bytes:
    """The same words and columns as `print_appendix`."""
    word = WordAppendix(document)
    word.add_register(document.table, with_next=True)
    word.add(document.closing, Style.CLOSING)
    return word.content()
