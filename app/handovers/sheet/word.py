"""The handover sheet as a Word file."""

from app.core.docx import Piece, Style, add_blocks
from app.documents.word import WordPaper
from app.handovers.sheet.paper import HandoverDocument


def write_handover(document: HandoverDocument) -> bytes:
    """The same words as the print, with the three signatures side by side."""
    word = WordPaper(document)
    if document.letterhead:
        word.add_head(document.letterhead)
    word.add_kind(document.kind, document.title)
    word.add_replaced()
    word.add_paragraphs(document.paragraphs)
    for block in document.blocks:
        word.add_register(block.table, with_next=True)
    word.add(document.closing, Style.CLOSING)
    signed = [
        [*(Piece(line, Style.CAPACITY) for line in each.capacity), Piece(each.name, Style.SIGNER)]
        for each in document.parties
    ]
    add_blocks(word.body, [word.width / len(signed)] * len(signed), [signed])
    if document.recipients:
        word.add_end()
    return word.content()
