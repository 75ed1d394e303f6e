"""Papers as Word files, for those who must work on them. The issued paper is the stored PDF; this is made from the same data.

A paper is begun (`WordPaper`, `WordAppendix`), filled from top to bottom with the components of the print, and ended.
"""

from collections.abc import Iterable, Sequence

from docx.document import Document

from app.core.docx import (
    Line,
    PageForm,
    Piece,
    Style,
    add_blocks,
    add_foot,
    add_mark,
    add_rule,
    add_table,
    add_text,
    begin_part,
    blank_paper,
    pack,
    register_lines,
)
from app.core.pdf import Table
from app.core.pdf.lines import MILLIMETRES_PER_POINT, width_of
from app.documents.correction import CorrectionDocument
from app.documents.letter import LetterDocument
from app.documents.paper import DRAFT_MARK, AppendixPaper, Letterhead, Orientation, Paper
from app.documents.wording import Paragraph

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RULE = 60.0
"""Length of the rule under the head of an appendix in millimetres, as in paper.css."""

STATE = "Cộng hòa xã hội chủ nghĩa Việt Nam"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEAD_POINTS, MOTTO_POINTS, SUBJECT_POINTS = 12, 13, 14
HEAD_SHARES, END_SHARES = (0.4, 0.6), (0.38, 0.62)
QR_WORDS = "Mã QR tra cứu văn bản"
PART_OF_TEXT = 0.42
"""Length of the rules that are a third to a half of their text."""


class WordPaper:
    """One paper in a file; `after` is the file of the paper it goes with, in which it begins on a page of its own."""

    def __init__(self, paper: Paper, *, after: Document | None = None, cell_points: float = 0) -> None:
        self.paper = paper
        self._mark = paper.verification
        self.width = paper.text_width
        margins = paper.margins
        form = PageForm(
            landscape=paper.orientation is Orientation.LANDSCAPE,
            top=margins.top,
            right=margins.right,
            bottom=margins.bottom,
            left=margins.left,
        )
        mark = DRAFT_MARK if paper.draft else ""
        if after is None:
            points = cell_points or paper.orientation.table_points
            self.document = blank_paper(form, cell_points=points, mark=mark)
        else:
            self.document = after
            begin_part(after, form, mark=mark)
        self.body = self.document.element.body

    def add(self, text: str, style: Style) -> None:
        """A paragraph."""
        add_text(self.body, text, style)

    def add_head(self, head: Letterhead) -> None:
        """Elements 1–4, and 5b where it is a letter."""
        left, right = (share * self.width for share in HEAD_SHARES)
        names = [Piece(head.superior, Style.SUPERIOR)] if head.superior else []
        agency = min(_width(head.agency.upper(), HEAD_POINTS), left)
        motto = _width(MOTTO, MOTTO_POINTS)
        subject = [Piece(head.subject, Style.SUBJECT)] if head.subject else []
        first = (
            [*names, Piece(head.agency, Style.AGENCY), Piece("", Style.HEAD_RULE, PART_OF_TEXT * agency)],
            [Piece(STATE, Style.STATE), Piece(MOTTO, Style.MOTTO), Piece("", Style.HEAD_RULE, motto)],
        )
        second = (
            [Piece(self.paper.number_line, Style.NUMBER), *subject],
            [Piece(head.date_line, Style.DATE_LINE)],
        )
        add_blocks(self.body, (left, right), (first, second))

    def add_kind(self, kind: str, subject: str) -> None:
        """Element 5a with its rule."""
        self.add(kind, Style.KIND)
        self.add(subject, Style.ABSTRACT)
        longest = min(_width(subject, SUBJECT_POINTS), self.width)
        add_rule(self.body, width=self.width, length=PART_OF_TEXT * longest)

    def add_replaced(self) -> None:
        """The paper this one takes the place of."""
        if self.paper.replaces:
            self.add(f"(Thay thế {self.paper.replaces})", Style.ENCLOSURE)

    def add_each(self, lines: Iterable[str], style: Style) -> None:
        """A paragraph for each line."""
        for line in lines:
            self.add(line, style)

    def add_paragraphs(self, paragraphs: Iterable[Paragraph]) -> None:
        """The text; a paragraph that is only a bold lead is a title and stays with what follows."""
        for each in paragraphs:
            title = None if each.text else True
            add_text(self.body, each.text, Style.PARAGRAPH, lead=each.lead, with_next=title)

    def add_addressees(self, lines: Sequence[str]) -> None:
        """Element 9a: one on the line of the salutation, several below it."""
        if len(lines) == 1:
            self.add(f"Kính gửi: {lines[0]}", Style.ONE_ADDRESSEE)
            return
        self.add("Kính gửi:", Style.ADDRESSED)
        self.add_each((f"- {line}" for line in lines), Style.ADDRESSEE)

    def add_end(self) -> None:
        """Recipients at the left, level with the signature at the right (elements 9b and 7)."""
        recipients = [Piece(line, Style.RECIPIENT) for line in self.paper.recipient_lines]
        signature = self.paper.signature
        signed = [Piece(line, Style.CAPACITY) for line in signature.capacity] if signature else []
        name = [Piece(signature.name, Style.SIGNER)] if signature else []
        label = [Piece("Nơi nhận:", Style.RECIPIENTS)] if recipients else []
        widths = [share * self.width for share in END_SHARES]
        add_blocks(self.body, widths, [([*label, *recipients], [*signed, *name])])
        self.add("", Style.PART_END)
        self._add_mark()

    def _add_mark(self) -> None:
        """The code of an issued paper and its QR, once."""
        mark, self._mark = self._mark, None
        if mark is None:
            return
        lines = [f"Mã tra cứu: {mark.spoken}", *([f"Kiểm tra văn bản tại {mark.url}"] if mark.url else [])]
        add_mark(self.document, mark.qr_picture, QR_WORDS, lines, width=self.width)
        self.add("", Style.PART_END)

    def add_register(self, table: Table, *, together: bool = False, with_next: bool = False) -> None:
        """A table with the columns and widths of the print."""
        add_table(self.body, table.widths, register_lines(table), together=together, with_next=with_next)

    def add_lines(self, shares: Sequence[float], lines: Sequence[Line]) -> None:
        """A table by shares of the width, on one page together with the paragraph that follows."""
        widths = [share * self.width for share in shares]
        add_table(self.body, widths, lines, together=True, with_next=True)

    def content(self, *, title: str = "") -> bytes:
        """The file; of the day of the paper."""
        self._add_mark()
        return pack(
            self.document,
            title=(title or self.paper.title).replace("\n", " "),
            author=self.paper.council_name,
            made_on=self.paper.dated,
        )


class WordAppendix(WordPaper):
    """Begun with its head; has neither letterhead nor signature (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1)."""

    def __init__(self, paper: AppendixPaper, *, after: Document | None = None) -> None:
        super().__init__(paper, after=after)
        self.heading = paper.heading
        self.add(paper.heading, Style.HEADING)
        self.add(paper.title, Style.TITLE)
        self.add(paper.enclosure_line, Style.ENCLOSURE)
        self.add_replaced()
        add_rule(self.body, width=self.width, length=RULE)

    def content(self, *, title: str = "") -> bytes:
        return super().content(title=title or f"{self.heading}. {self.paper.title}")


def write_letter(document: LetterDocument) -> bytes:
    """The same words as the printed letter."""
    word = WordPaper(document)
    _begin_letter(word, document)
    _end_letter(word, document)
    return word.content()


def write_correction(document: CorrectionDocument) -> bytes:
    """The letter with its table of what was printed and what it should say."""
    word = WordPaper(document)
    _begin_letter(word, document)
    word.add("", Style.GAP)
    word.add_register(document.table, with_next=True)
    _end_letter(word, document)
    return word.content()


def _begin_letter(word: WordPaper, document: LetterDocument) -> None:
    if document.address_line:
        add_foot(word.document, document.address_line)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_addressees(document.addressee_lines)
    word.add_paragraphs(document.paragraphs)


def _end_letter(word: WordPaper, document: LetterDocument) -> None:
    word.add(document.closing, Style.LAST)
    word.add_end()


def _width(text: str, points: float) -> float:
    """Millimetres of the longest of its own lines in bold letters."""
    return max(width_of(line, True) for line in text.split("\n")) * points * MILLIMETRES_PER_POINT
