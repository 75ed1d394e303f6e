"""The resolution and its appendix as Word files."""

from app.core.docx import Style
from app.documents.word import WordAppendix, WordPaper
from app.resolutions.documents import AppendixDocument
from app.resolutions.paper import ResolutionDocument


def write_appendix(document: AppendixDocument) -> bytes:
    """The same words and columns as `print_appendix`."""
    word = WordAppendix(document)
    _fill_appendix(word, document)
    return word.content()


def write_resolution(document: ResolutionDocument) -> bytes:
    """The same words as `print_resolution`, with the appendices that are in its file."""
    points = [appendix.orientation.table_points for appendix in document.appendices]
    word = WordPaper(document, cell_points=points[0] if points else 0)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_kind(document.kind, document.title)
    word.add_replaced()
    word.add_each(document.collective, Style.COLLECTIVE)
    word.add_each(document.basis_lines, Style.BASIS)
    word.add(document.decision, Style.DECISION)
    for article in document.articles:
        word.add_paragraphs(article.printed)
    word.add(document.closing, Style.LAST)
    word.add_end()
    for appendix in document.appendices:
        _fill_appendix(WordAppendix(appendix, after=word.document), appendix)
    return word.content(title=f"{document.kind} {document.number}".strip())


def _fill_appendix(word: WordAppendix, document: AppendixDocument) -> None:
    word.add_register(document.table, with_next=True)
    word.add(document.closing, Style.CLOSING)
