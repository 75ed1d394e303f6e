"""The report on a round and the papers made of tables: their form by coordinates, their words in PDF and in Word."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from app.core.pdf import render_pdf
from app.documents.paper import TEMPLATE, Letterhead, Orientation, Paper
from app.documents.tables.word import write_tables
from app.monitoring.report.paper import RoundReportDocument
from app.monitoring.report.word import write_report_file
from tests.documents import table_samples as samples
from tests.documents.reading import MM
from tests.documents.reading import Paper as Read

REPORT, LIST, EXTRACT, SHEET = samples.report(), samples.requestion(), samples.extract(), samples.sheet()
ALL = pytest.mark.parametrize("paper", [REPORT, LIST, EXTRACT, SHEET], ids=lambda paper: type(paper).__name__)


@cache
def read(paper: Paper) -> Read:
    return Read(render_pdf(TEMPLATE, paper, title="Thử").content)


def write(paper: Paper) -> bytes:
    return write_report_file(paper) if isinstance(paper, RoundReportDocument) else write_tables(paper)


def words_of_docx(paper: Paper) -> str:
    found = docx.Document(BytesIO(write(paper))).element.body.iter(qn("w:t"))
    return "".join(part.text or "" for part in found)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


def line(paper: Paper, begins: str, page: int = 0) -> list:
    typed = read(paper).typed(page)
    start = next(word for word in typed if word.text == begins.partition(" ")[0])
    return [word for word in typed if abs(word.baseline - start.baseline) < 1]


@ALL
def test_no_word_stands_outside_the_margins(paper):
    for page in read(paper).pages:
        part = paper if page.width < page.height else paper.parts[-1]
        left, right = part.margins.left * MM, page.width - part.margins.right * MM
        body = [word for word in page.words if word.top > 20 * MM]
        assert all(word.left >= left - 1 and word.right <= right + 1 for word in body)


@ALL
def test_the_kind_is_set_in_bold_capitals_of_14_points_in_the_middle_of_the_text(paper):
    first = paper.kind.split()[0].upper()
    found = line(paper, first)
    assert {(word.size, word.style) for word in found} == {(14.0, "Bold")}
    middle = (paper.margins.left + paper.text_width / 2) * MM
    assert abs((found[0].left + found[-1].right) / 2 - middle) < 1


@ALL
def test_page_1_has_no_number_and_the_next_ones_have_it_centred_in_the_top_margin(paper):
    pages = read(paper).pages
    assert not any(word.top < 18 * MM for word in pages[0].words)
    if len(pages) > 1:
        [number] = [word for word in pages[1].words if word.top < 18 * MM]
        assert number.text in {"1", "2"}


def test_the_appendix_of_a_report_begins_on_a_page_of_its_own_without_a_number_and_lies_across():
    pages = read(REPORT).pages
    begins = next(number for number, page in enumerate(pages) if page.text.startswith("Phụ lục"))
    assert pages[begins].width > pages[begins].height
    assert pages[0].width < pages[0].height
    assert pages[begins + 1].words[0].text == "2"


def test_a_report_without_an_appendix_of_the_same_file_is_upright_to_its_end():
    assert all(page.width < page.height for page in read(samples.report(inside=False)).pages)


@ALL
def test_the_text_ends_with_its_mark_and_the_name_of_the_signer_follows(paper):
    text = " ".join(page.text for page in read(paper).pages)
    assert "./." in text
    assert text.rindex("Người Ký Mẫu") > text.index("./.")


@pytest.mark.parametrize("paper", [REPORT, LIST])
def test_whom_it_is_addressed_to_stands_on_one_line_and_is_the_first_of_the_recipients(paper):
    assert " ".join(word.text for word in line(paper, "Kính")) == "Kính gửi: Hội đồng nhân dân tỉnh Hà Giang"
    assert "- Như trên;" in " ".join(page.text for page in read(paper).pages)


@ALL
def test_the_word_file_says_every_word_that_is_printed(paper):
    said = squeezed(words_of_docx(paper))
    printed = {squeezed(word.text) for page in read(paper).pages for word in page.words if word.top > 20 * MM}
    assert {word for word in printed if word not in said} <= {"./."}


@ALL
def test_a_paper_is_the_same_again_from_its_frozen_data(paper):
    assert type(paper).from_data(paper.to_data()) == paper


@ALL
def test_every_font_is_embedded_and_the_paper_is_tagged(paper):
    assert all("/FontFile2" in str(font) or "/DescendantFonts" in font for font in read(paper).fonts)
    tags = read(paper).tags()
    assert "Table" in tags
    assert "H1" in tags


@pytest.mark.parametrize("paper", [LIST, EXTRACT])
def test_the_heading_row_is_repeated_on_every_page_the_table_goes_on_to(paper):
    pages = [page for page in read(paper).pages if any(word.text.isdecimal() for word in page.words)]
    assert len(pages) > 1
    for page in pages:
        assert [word.text for word in page.words].count("TT") == 1


def test_an_upright_list_is_printed_between_the_same_margins():
    upright = replace(LIST, orientation=Orientation.PORTRAIT)
    assert all(page.width < page.height for page in read(upright).pages)


def test_a_cell_longer_than_a_page_is_cut_and_no_other_row_is():
    paper = samples.requestion(long=True)
    text = " ".join(page.text for page in read(paper).pages)
    assert text.count("<từng công trình>") >= 30
    assert sum(row.tall for row in paper.blocks[0].table.sections[0].rows) == 1


def test_columns_stand_in_the_order_the_council_chose():
    paper = samples.requestion(columns=("number", "accountable", "reasons", "pledge", "code"))
    assert [column.key for column in paper.blocks[0].table.columns] == [
        "number",
        "accountable",
        "reasons",
        "pledge",
        "code",
    ]


def test_a_print_of_the_register_bears_neither_number_nor_signature_and_no_mark_of_a_draft():
    head = EXTRACT.letterhead
    assert isinstance(head, Letterhead)
    paper = replace(
        EXTRACT,
        letterhead=replace(head, number="", symbol=""),
        signature=None,
        recipients=(),
        told_on="In từ sổ ngày 02/07/2018.",
    )
    text = read(paper).text
    assert "In từ sổ ngày 02/07/2018." in text
    assert not any(said in text for said in ("Số:", "Nơi nhận", "DỰ THẢO", "Người Ký Mẫu"))


def test_the_sheet_of_a_pledge_is_upright_and_takes_one_or_two_pages():
    pages = read(SHEET).pages
    assert len(pages) <= 2
    assert all(page.width < page.height for page in pages)


def test_a_table_in_which_nothing_stands_is_left_out_and_the_others_are_numbered_on():
    paper = replace(SHEET, figures=(), chain=())
    assert [block.title for block in paper.blocks] == [
        "1. Nội dung chất vấn và cam kết",
        "2. Thời hạn",
        "3. Báo cáo và kết luận qua các đợt",
    ]


def test_a_long_extract_has_a_row_for_each_pledge():
    paper = samples.extract(300)
    codes = set(re.findall(r"2017-\d{4}", read(paper).text))
    assert len(codes) == 300
