"""Resolution and letter as Word files: the components of the print in named styles (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph

from app.core.pdf import render_pdf
from app.documents.letter import LetterDocument
from app.documents.paper import TEMPLATE, Margins, Paper
from app.documents.word import write_letter
from app.documents.wording import articles_of
from app.resolutions.paper import ResolutionDocument
from app.resolutions.word import write_resolution
from tests.documents import samples
from tests.documents.reading import MM
from tests.documents.reading import Paper as Read

RESOLUTION = samples.resolution(appendices=(samples.appendix(),))
LETTER = samples.letter()
TWIP = 635


@cache
def written(paper: Paper) -> bytes:
    if isinstance(paper, LetterDocument):
        return write_letter(paper)
    assert isinstance(paper, ResolutionDocument)
    return write_resolution(paper)


def read(paper: Paper) -> Document:
    return docx.Document(BytesIO(written(paper)))


def every_paragraph(document: Document) -> list[Paragraph]:
    return [Paragraph(each, document) for each in document.element.body.iter(qn("w:p"))]


def styled(document: Document, name: str) -> list[str]:
    return [each.text for each in every_paragraph(document) if each.style.name == name]


def without_spaces(text: str) -> str:
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("paper", [samples.resolution(), LETTER])
def test_the_file_says_what_is_printed(paper: Paper) -> None:
    said = without_spaces("".join(each.text for each in every_paragraph(read(paper))))
    pages = Read(render_pdf(TEMPLATE, paper, title="Thử").content).pages
    printed = {without_spaces(word.text) for page in pages for word in page.words if word.top > 20 * MM - 2}
    missing = {word for word in printed if word not in said}
    address = paper.address_line if isinstance(paper, LetterDocument) else ""
    assert missing <= set(map(without_spaces, address.split()))


@pytest.mark.parametrize(
    ("name", "words", "points", "bold", "italic"),
    [
        ("Quốc hiệu", "Cộng hòa xã hội chủ nghĩa Việt Nam", 12, True, None),
        ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", 13, True, None),
        ("Cơ quan ban hành", "Hội đồng nhân dân\ntỉnh Hà Giang", 12, True, None),
        ("Số, ký hiệu", "Số: 95/NQ-HĐND", 13, None, None),
        ("Địa danh, thời gian", "Hà Giang, ngày 14 tháng 7 năm 2017", 13, None, True),
        ("Tên loại văn bản", "Nghị quyết", 14, True, None),
        ("Trích yếu", samples.RESOLUTION_TITLE, 14, True, None),
        ("Quyền hạn, chức vụ", "TM. Hội đồng nhân dân", 13, True, None),
        ("Họ tên người ký", "Người Ký Mẫu", 14, True, None),
        ("Nơi nhận", "Nơi nhận:", 12, True, True),
        ("Dòng nơi nhận", "- Ủy ban Thường vụ Quốc hội;", 11, None, None),
    ],
)
def test_each_element_has_a_style_of_its_name_with_the_size_of_the_decree(
    name: str, words: str, points: int, bold: bool | None, italic: bool | None
) -> None:
    document = read(RESOLUTION)
    assert styled(document, name)[0] == words
    font = document.styles[name].font
    assert (font.size, font.bold, font.italic) == (Pt(points), bold, italic)


def test_names_are_capitals_by_their_style_so_that_they_stay_words() -> None:
    styles = read(RESOLUTION).styles
    for name in (
        "Quốc hiệu",
        "Cơ quan ban hành",
        "Tên loại văn bản",
        "Quyền hạn, chức vụ",
        "Chủ thể ban hành",
    ):
        assert styles[name].font.all_caps


def test_the_text_is_flush_at_both_sides_12_7_millimetres_in_with_six_points_between() -> None:
    form = read(RESOLUTION).styles["Đoạn văn"].paragraph_format
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.first_line_indent == pytest.approx(Mm(12.7), abs=TWIP)
    assert form.space_before == pytest.approx(Pt(6), abs=TWIP)


def test_the_number_of_an_article_is_bold_and_its_text_is_not() -> None:
    [first] = [each for each in read(RESOLUTION).paragraphs if each.text.startswith("Điều 1.")]
    lead, words = first.runs
    assert (lead.text, lead.style.name) == ("Điều 1. ", "Strong")
    assert words.style.name != "Strong"


def test_the_title_of_an_article_stays_with_its_text_and_the_last_words_with_the_signature() -> None:
    document = read(RESOLUTION)
    [title] = [each for each in document.paragraphs if each.text == "Điều 3. Tổ chức thực hiện"]
    assert title.paragraph_format.keep_with_next
    assert document.styles["Đoạn cuối"].paragraph_format.keep_with_next


def rule_lengths(document: Document, width: float) -> list[float]:
    """Millimetres of the rules of the head, from their indents in a half of so many millimetres."""
    rules = [each for each in every_paragraph(document) if each.style.name == "Đường kẻ đầu văn bản"]
    forms = [each.paragraph_format for each in rules]
    shares = (0.4 * width, 0.6 * width)
    return [
        share - Emu(form.left_indent + form.right_indent).mm
        for share, form in zip(shares, forms, strict=True)
    ]


def test_the_rules_of_the_head_are_as_long_as_on_the_printed_page() -> None:
    page = Read(render_pdf(TEMPLATE, RESOLUTION, title="Thử").content).pages[0]
    printed = sorted(
        {
            round((rule.right - rule.left) / MM, 1)
            for rule in page.rules
            if rule.top < 40 * MM and not rule.upright
        }
    )
    assert sorted(rule_lengths(read(RESOLUTION), RESOLUTION.text_width)) == pytest.approx(printed, abs=0.5)


def test_an_appendix_in_the_same_file_has_pages_of_its_own_form_and_number() -> None:
    paper = replace(RESOLUTION, margins=Margins(left=35, right=20))
    first, second = read(paper).sections
    assert (first.orientation, second.orientation) == (WD_ORIENTATION.PORTRAIT, WD_ORIENTATION.LANDSCAPE)
    assert first.left_margin == pytest.approx(Mm(35), abs=TWIP)
    assert second.left_margin == pytest.approx(Mm(30), abs=TWIP)
    for section, width in ((first, 155), (second, 252)):
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        [stop] = section.header.paragraphs[0].paragraph_format.tab_stops
        assert stop.position == pytest.approx(Mm(width / 2), abs=3 * TWIP)
        assert "PAGE" in section.header.paragraphs[0]._p.xml
        assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml


def test_a_draft_is_marked_on_every_page_of_both_parts() -> None:
    draft = samples.resolution(draft=True, appendices=(samples.appendix(draft=True),))
    for section in read(draft).sections:
        for header in (section.header, section.first_page_header):
            assert header.paragraphs[0].text.strip().startswith("DỰ THẢO")


def test_several_addressees_stand_below_each_other_and_one_on_the_line() -> None:
    assert styled(read(LETTER), "Nơi kính gửi") == [
        "- Ủy ban nhân dân tỉnh;",
        "- Ban Dân tộc tỉnh;",
        "- Công an tỉnh.",
    ]
    assert styled(read(samples.letter("Công an tỉnh")), "Kính gửi một nơi") == ["Kính gửi: Công an tỉnh"]


def test_the_address_of_a_letter_stands_at_the_foot_of_page_1_alone() -> None:
    [section] = read(LETTER).sections
    [foot] = section.first_page_footer.paragraphs
    assert (foot.text, foot.style.name) == (LETTER.address_line, "Dòng địa chỉ")
    assert "".join(each.text for each in section.footer.paragraphs) == ""


@pytest.mark.parametrize("words", ["A & B <c> \"d\" 'e'", "x < y && z > w", "&amp; &lt;b&gt;"])
def test_signs_arrive_whole(words: str) -> None:
    paper = samples.resolution(articles=articles_of([f"{words}."]), title=words)
    texts = [each.text for each in read(paper).paragraphs]
    assert f"Điều 1. {words}." in texts
    assert words in texts


def test_the_same_data_gives_the_same_bytes() -> None:
    assert write_resolution(RESOLUTION) == write_resolution(RESOLUTION)
