"""A slip of form is corrected by a letter that names the paper; the paper's pages lead to it."""

from datetime import date

import pytest

from app.core.errors import DomainError
from app.documents import correcting, listing, queries
from app.documents.correcting import NewCorrection
from app.documents.correction import CorrectionDocument, CorrectionRow
from app.documents.domain import DocumentKind
from app.documents.printing import print_papers

ROW = CorrectionRow(place="Trang 2", printed="Sở Tài chánh", corrected="Sở Tài chính")


def correct(document, council, **values):
    given = {
        "issued_on": date(2026, 8, 3), "rows": (ROW,), "addressees": "Sở Tài chính", "signer_name": "Nguyễn Văn A", "number": "12",
    }  # fmt: skip
    new = NewCorrection(**{**given, **values})
    document = queries.get_document(document.id)
    printed = print_papers(correcting.gather_correction(document=document, new=new, council=council))
    return correcting.correct_document(
        document=document, new=new, council=council, printed=printed, actor=None
    )


def test_the_letter_names_the_paper_and_says_what_it_should_be(adopt, council):
    (appendix,) = adopt("95")
    letter = correct(appendix, council)
    document = CorrectionDocument.from_data(letter.data)
    assert (letter.kind, letter.number, letter.corrects_id) == (
        DocumentKind.CORRECTION, "12/HĐND-VP", appendix.id,
    )  # fmt: skip
    named = "Phụ lục cam kết kèm theo văn bản số 95/NQ-HĐND ngày 10 tháng 7 năm 2026"
    assert document.letterhead.subject == f"V/v đính chính {named}"
    assert named in document.paragraphs[0].text
    assert document.rows == (ROW,)
    assert document.recipient_lines[0] == "- Như trên;"


def test_the_corrected_paper_stands_and_shows_its_letters(adopt, council):
    (appendix,) = adopt("95")
    first, second = correct(appendix, council), correct(appendix, council, number="13")
    fate = listing.fates([appendix])[appendix.id]
    assert fate.replaced_by is None
    assert [each.id for each in fate.corrected_by] == [first.id, second.id]


def test_a_letter_without_a_mistake_is_not_issued(adopt, council):
    (appendix,) = adopt("95")
    with pytest.raises(DomainError):
        correct(appendix, council, rows=())


def test_the_letter_has_its_number_in_the_row_of_letters(adopt, council):
    (appendix,) = adopt("95")
    correct(appendix, council)
    with pytest.raises(DomainError) as refused:
        correct(appendix, council)
    assert refused.value.field == "number"
    assert queries.given_numbers("HĐND-VP", 2026) == {12: date(2026, 8, 3)}


def test_the_letter_is_typed_previewed_and_issued_on_a_page(adopt, council, as_role):
    (appendix,) = adopt("95")
    chair = as_role("standing_committee")
    address = f"/{council.slug}/documents/{appendix.id}"
    assert f"{address}/correct" in chair.get(address).text
    assert chair.get(f"{address}/correct").status_code == 200
    typed = {
        "number": "12", "issued_on": "03/08/2026", "addressees": "Sở Tài chính\nSở Y tế", "signer_name": "Nguyễn Văn A",
        "signing_capacity": "by_order", "rows-0-place": "Trang 2", "rows-0-printed": "chánh", "rows-0-corrected": "chính",
    }  # fmt: skip
    empty = chair.post(f"{address}/correct", data={**typed, "rows-0-printed": "", "rows-0-corrected": ""})
    assert empty.status_code == 422
    assert "ít nhất một chỗ in sai" in empty.text
    assert chair.post(f"{address}/correct/preview.pdf", data=typed).mimetype == "application/pdf"
    done = chair.post(f"{address}/correct", data=typed)
    assert done.status_code == 302
    assert "Đính chính cho" in chair.get(done.location).text
    page = chair.get(address).text
    assert "đã được đính chính bằng công văn" in page
    assert "12/HĐND-VP" in page
