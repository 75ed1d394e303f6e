"""Every issued paper can be had as a Word file, made from its frozen data."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from app.core.docx.text import NO_BREAK, ROOM
from app.documents import queries
from app.documents.commands import give_number
from app.documents.word import DOCX
from tests.integration.documents.test_correcting import correct


def words_of(answer):
    assert (answer.status_code, answer.mimetype) == (200, DOCX)
    body = docx.Document(BytesIO(answer.data)).element.body
    return " ".join(
        "".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    )


@pytest.fixture
def word(council, as_role):
    return lambda document: as_role("delegate").get(f"/{council.slug}/documents/{document.id}/word")


def test_resolution_and_appendix_are_handed_out_each(adopt, word):
    paper, appendix = adopt("95", text="Giao Sở Tài chính & các cơ quan <có liên quan> thực hiện.")
    said = words_of(word(paper))
    assert "Số: 95/NQ-HĐND" in said
    assert "Điều 1. Giao Sở Tài chính & các cơ quan <có liên quan> thực hiện." in said
    assert "Trình kế hoạch sử dụng đất" not in said
    assert "Trình kế hoạch sử dụng đất" in words_of(word(appendix))


def test_a_resolution_in_one_file_holds_its_appendix(adopt, word):
    (paper,) = adopt("95", text="Giao Sở Tài chính thực hiện.", inside=True)
    assert "Trình kế hoạch sử dụng đất" in words_of(word(paper))


def test_a_correction_is_handed_out_with_its_table(adopt, council, word):
    (appendix,) = adopt("95")
    said = words_of(word(correct(appendix, council)))
    for part in ("Số: 12/HĐND-VP", "V/v đính chính", "Kính gửi: Sở Tài chính", "Sở Tài chánh", "- Như trên;"):
        assert part in said


@pytest.mark.usefixtures("numbers_later")
def test_a_number_that_was_given_after_signature_stands_in_the_word_file(adopt, council, word):
    paper, _ = adopt("", text="Giao Sở Tài chính thực hiện.")
    assert f"Số: {NO_BREAK * ROOM}/NQ-HĐND" in words_of(word(paper))
    document = queries.get_document(paper.id)
    give_number(document=document, typed="96", numbered_on=document.issued_on, confirmed=True, actor=None)
    assert "Số: 96/NQ-HĐND" in words_of(word(paper))
