"""The report on a round as a Word file."""

from app.core.docx import Style
from app.documents.word import WordAppendix, WordPaper
from app.monitoring.report.paper import RoundReportDocument
from app.monitoring.word import fill_follow_up


def write_report_file(document: RoundReportDocument) -> bytes:
    """The same words as the print, with the appendix that is in its file."""
    points = [appendix.orientation.table_points for appendix in document.appendices]
    word = WordPaper(document, cell_points=points[0] if points else 0)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_kind(document.kind, document.title)
    word.add_replaced()
    if document.addressees:
        word.add_addressees(document.addressee_lines)
    word.add_each(document.basis_lines, Style.BASIS)
    word.add_paragraphs(document.paragraphs)
    word.add(document.closing, Style.LAST)
    word.add_end()
    for appendix in document.appendices:
        fill_follow_up(WordAppendix(appendix, after=word.document), appendix)
    return word.content()
