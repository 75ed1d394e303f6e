"""The follow-up appendix of a round as a Word file."""

from docx.oxml.simpletypes import ST_Merge

from app.core.docx import Box, Line, Style
from app.documents.word import WordAppendix
from app.monitoring.documents import FollowUpDocument
from app.monitoring.follow_up_totals import SquareLine, SquareTable


def write_follow_up(document: FollowUpDocument) -> bytes:
    """The same words and columns as `print_follow_up`."""
    word = WordAppendix(document)
    fill_follow_up(word, document)
    return word.content()


def fill_follow_up(word: WordAppendix, document: FollowUpDocument) -> None:
    """Everything below the head of the appendix."""
    pledges, by_verdict, by_agency, by_deadline = document.titles
    word.add(document.as_of_line, Style.AS_OF)
    word.add(pledges, Style.TABLE_TITLE)
    word.add_register(document.table)
    word.add(by_verdict, Style.TABLE_TITLE)
    word.add_register(document.verdict_table, together=True)
    word.add(by_agency, Style.TABLE_TITLE)
    word.add_register(document.agency_table)
    word.add(document.note, Style.NOTE)
    word.add(by_deadline, Style.TABLE_TITLE)
    word.add_lines(document.square.shares, _square(document.square))
    word.add(document.closing, Style.CLOSING)


def _square(square: SquareTable) -> list[Line]:
    """Two rows of headings, the first column through both, then the lines."""
    across = len(square.parts)
    sides = tuple(Box((side,), Style.COLUMN_HEAD, across) for side in square.sides)
    parts = tuple(Box((part,), Style.COLUMN_HEAD) for part in square.parts * len(square.sides))
    return [
        Line((Box((square.label,), Style.COLUMN_HEAD, merged=ST_Merge.RESTART), *sides), head=True),
        Line((Box((), Style.COLUMN_HEAD, merged=ST_Merge.CONTINUE), *parts), head=True),
        *(_line(line, across) for line in square.lines),
    ]


def _line(line: SquareLine, across: int) -> Line:
    strong = int(line.total)
    figures = (
        Box((figure,), Style.CENTRED_CELL, across // len(side), strong)
        for side in line.sides
        for figure in side
    )
    return Line((Box((line.label,), strong=strong), *figures))
