"""The code and QR on an issued paper: readable as text, described for those who do not see it, the same bytes each time."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from app.core.pdf import RenderedPdf, render_pdf
from app.documents.paper import TEMPLATE, Paper
from app.documents.verification import Verification
from app.documents.word import write_letter
from app.resolutions.word import write_appendix, write_resolution
from tests.documents import samples

MARK = Verification(code="7K2QXMB94T", address="https://loihua.hagiang.gov.vn")
PAPERS = {
    "appendix": samples.appendix(groups=samples.GROUPS[:1]),
    "resolution": samples.resolution(),
    "letter": samples.letter("Sở Tài chính"),
}


def printed(paper: Paper) -> RenderedPdf:
    return render_pdf(TEMPLATE, paper, title="Thử")


def figures(part: Any) -> list[Any]:
    part = part.get_object()
    if isinstance(part, list):
        return [figure for each in part for figure in figures(each)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("/S") == "/Figure" else []
    return own + (figures(part["/K"]) if "/K" in part else [])


@pytest.mark.parametrize("name", list(PAPERS))
def test_the_code_is_printed_once_on_the_last_page(name: str) -> None:
    reader = PdfReader(BytesIO(printed(replace(PAPERS[name], verification=MARK)).content))
    texts = [page.extract_text() for page in reader.pages]
    assert [text.count("7K2QX-MB94T") for text in texts] == [0] * (len(texts) - 1) + [1]
    assert "https://loihua.hagiang.gov.vn/verify/7K2QXMB94T" in "".join(texts[-1].split())


def test_the_qr_is_described_in_words() -> None:
    reader = PdfReader(BytesIO(printed(replace(PAPERS["appendix"], verification=MARK)).content))
    (figure,) = figures(reader.trailer["/Root"]["/StructTreeRoot"])
    assert figure["/Alt"] == "Mã QR tra cứu văn bản"


def test_without_an_address_there_is_no_qr() -> None:
    bare = replace(PAPERS["appendix"], verification=Verification(code="7K2QXMB94T"))
    reader = PdfReader(BytesIO(printed(bare).content))
    assert figures(reader.trailer["/Root"]["/StructTreeRoot"]) == []
    assert "7K2QX-MB94T" in reader.pages[-1].extract_text()


def test_the_same_code_gives_the_same_bytes_and_another_code_others() -> None:
    marked = replace(PAPERS["appendix"], verification=MARK)
    other = replace(PAPERS["appendix"], verification=replace(MARK, code="AAAAAAAAAA"))
    assert printed(marked).content == printed(marked).content != printed(other).content


def test_a_paper_names_the_one_it_takes_the_place_of() -> None:
    for name in ("appendix", "resolution"):
        named = replace(PAPERS[name], replaces="Nghị quyết số 95/NQ-HĐND ngày 14 tháng 7 năm 2017")
        text = " ".join(PdfReader(BytesIO(printed(named).content)).pages[0].extract_text().split())
        assert "(Thay thế Nghị quyết số 95/NQ-HĐND ngày 14 tháng 7 năm 2017)" in text


def word_of(paper: Paper) -> Any:
    writer = {"appendix": write_appendix, "resolution": write_resolution, "letter": write_letter}
    [name] = [name for name, each in PAPERS.items() if type(each) is type(paper)]
    return docx.Document(BytesIO(writer[name](paper)))


def texts_of(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.element.body.iter(qn("w:p"))]


@pytest.mark.parametrize("name", list(PAPERS))
def test_the_word_file_bears_the_code_and_a_qr_that_is_described_in_words(name: str) -> None:
    document = word_of(replace(PAPERS[name], verification=MARK))
    texts = texts_of(document)
    assert texts.count("Mã tra cứu: 7K2QX-MB94T") == 1
    assert "Kiểm tra văn bản tại https://loihua.hagiang.gov.vn/verify/7K2QXMB94T" in texts
    [picture] = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Mã QR tra cứu văn bản"
    assert picture.width.mm == pytest.approx(18, abs=0.1)


def test_a_word_file_of_what_is_not_issued_bears_no_code() -> None:
    document = word_of(PAPERS["appendix"])
    assert not document.inline_shapes
    assert not any("Mã tra cứu" in text for text in texts_of(document))


def test_the_word_file_of_the_same_paper_is_the_same_bytes() -> None:
    marked = replace(PAPERS["appendix"], verification=MARK)
    assert write_appendix(marked) == write_appendix(marked)
