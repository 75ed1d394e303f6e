"""The dossier as a Word file, to be worked on before a session."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from app.core.docx import Style
from app.documents.word import WordPaper
from app.dossier.book.paper import Chapter, DossierDocument


def write_dossier(document: DossierDocument) -> bytes:
    """The same words and tables as the print; Word numbers the pages of the contents when it opens the file."""
    word = WordPaper(document)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_kind(document.kind, document.title)
    word.add_replaced()
    if document.is_book:
        word.add(document.purpose, Style.COLLECTIVE)
    word.add(document.told_on, Style.AS_OF)
    if document.is_book:
        _add_contents(word, document)
        word.add("Tổng hợp", Style.TABLE_TITLE)
        word.add_register(document.totals_table)
        word.add("", Style.GAP)
        word.add_register(document.summary)
    for number, chapter in enumerate(document.chapters, start=1):
        _add_chapter(word, document, chapter, number)
    word.add(document.closing, Style.CLOSING)
    if document.signature or document.recipients:
        word.add_end()
    return word.content()


def _add_contents(word: WordPaper, document: DossierDocument) -> None:
    """A field that lists the headings; until it is brought up to date it names the chapters without their pages."""
    word.add("Mục lục", Style.TABLE_TITLE)
    first = len(word.body)
    for number, chapter in enumerate(document.chapters, start=1):
        word.add(f"{number}. {chapter.code}: {chapter.heading}", Style.BODY)
    lines = [each for each in word.body[first - 1 :] if each.tag.endswith("}p")]
    [named] = lines[0].xpath("w:r")
    for inside in (
        '<w:fldChar w:fldCharType="begin" w:dirty="true"/>',
        '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    ):
        named.addprevious(_run(inside))
    lines[-1].append(_run('<w:fldChar w:fldCharType="end"/>'))


def _run(inside: str) -> BaseOxmlElement:
    return parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>")


def _add_chapter(word: WordPaper, document: DossierDocument, chapter: Chapter, number: int) -> None:
    if document.is_book:
        word.add(f"Hồ sơ {number}. {chapter.code}: {chapter.heading}", Style.HEADING)
        word.body[-2].get_or_add_pPr().pageBreakBefore_val = True
    word.add_register(document.about_of(chapter))
    place = 0
    for title, said_by, told in (
        ("Nội dung chất vấn", f"Đại biểu {chapter.asked_by}" if chapter.asked_by else "", chapter.question),
        ("Nội dung trả lời", chapter.answered_by, (*chapter.answer, *chapter.causes)),
    ):
        if told:
            place += 1
            word.add(f"{place}. {title}", Style.TABLE_TITLE)
            word.add_each([said_by] if said_by else [], Style.NOTE)
            word.add_each(told, Style.PARAGRAPH)
    for block in document.sections_of(chapter):
        place += 1
        word.add(f"{place}. {block.title}", Style.TABLE_TITLE)
        word.add_register(block.table)
