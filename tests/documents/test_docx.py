"""The appendices as Word files, read back with python-docx and from their XML."""

import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import docx
import pytest
import time_machine
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable

from app.core.pdf import Table
from app.core.pdf.render import FOLDER
from app.documents.paper import DRAFT_MARK, Orientation, Paper
from app.monitoring.documents import FollowUpDocument, Grouping
from app.monitoring.word import write_follow_up
from app.resolutions.documents import AppendixDocument, AppendixGroup, AppendixRow
from app.resolutions.word import write_appendix
from tests.documents import samples

TWIP = 635
"""A twentieth of a point in the units of python-docx."""

BOTH = pytest.mark.parametrize("sample", [samples.appendix, samples.follow_up])


@cache
def written(paper: Paper) -> bytes:
    if isinstance(paper, FollowUpDocument):
        return write_follow_up(paper)
    assert isinstance(paper, AppendixDocument)
    return write_appendix(paper)


def read(paper: Paper) -> Document:
    return docx.Document(BytesIO(written(paper)))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def with_words(words: str) -> AppendixDocument:
    row = AppendixRow(number=1, pledge=words, question=words, office=words, deadline_words=words)
    return samples.appendix(groups=(AppendixGroup(title=words, rows=(row,)),))


def rows_of(table: WordTable) -> list[list[str]]:
    """The text of each cell as it stands in the file, a merged cell once."""
    return [[_text(cell) for cell in row.findall(qn("w:tc"))] for row in table._tbl.findall(qn("w:tr"))]


def _text(cell: object) -> str:
    paragraphs = cell.findall(qn("w:p"))  # type: ignore[attr-defined] # an element
    return "\n".join("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs)


def printed_rows(table: Table) -> list[list[str]]:
    """The same text from the data the PDF is printed from."""
    rows = [[column.heading for column in table.columns]]
    for numeral, section in zip(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII"), table.sections, strict=False
    ):
        if section.heading:
            rows.append([numeral, section.heading])
        rows += [
            ["\n".join(row.cells.get(column.key, ())) for column in table.columns] for row in section.rows
        ]
    return rows


def has(row: object, mark: str) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn(mark)}") is not None  # type: ignore[attr-defined] # an element


def keeps_next(document: Document, row: object) -> bool:
    """Whether every paragraph of the row, by itself or by its style, stays with what follows."""
    by_style = {
        style.style_id
        for style in document.styles
        if style.element.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    }

    def kept(paragraph: object) -> bool:
        form = paragraph.find(qn("w:pPr"))  # type: ignore[attr-defined] # an element
        return (
            form.find(qn("w:keepNext")) is not None or form.find(qn("w:pStyle")).get(qn("w:val")) in by_style
        )

    return all(kept(paragraph) for paragraph in row.iter(qn("w:p")))  # type: ignore[attr-defined] # an element


@BOTH
@pytest.mark.parametrize("orientation", list(Orientation))
def test_the_page_has_the_size_and_margins_of_the_decree(sample, orientation) -> None:
    [section] = read(sample(orientation=orientation)).sections
    sides = [round(side / TWIP) for side in (section.page_width, section.page_height)]
    assert sides == ([16838, 11906] if orientation is Orientation.LANDSCAPE else [11906, 16838])
    assert (section.orientation is WD_ORIENTATION.LANDSCAPE) == (orientation is Orientation.LANDSCAPE)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert margins == tuple(pytest.approx(Mm(side), abs=TWIP) for side in (20, 15, 20, 30))


@BOTH
def test_the_page_number_stands_in_the_middle_of_the_top_margin_from_page_2_and_begins_at_one(sample) -> None:
    document = read(sample())
    [section] = document.sections
    assert section.different_first_page_header_footer
    assert "PAGE" not in section.first_page_header._element.xml
    [paragraph] = section.header.paragraphs
    assert 'w:instr="PAGE"' in paragraph._p.xml
    [stop] = paragraph.paragraph_format.tab_stops
    width = section.page_width - section.left_margin - section.right_margin
    assert stop.position == pytest.approx(width / 2, abs=2 * TWIP)
    assert section.header_distance < section.top_margin
    assert document.element.find(f".//{qn('w:pgNumType')}").get(qn("w:start")) == "1"


@BOTH
def test_a_draft_is_marked_on_every_page_and_an_issued_paper_on_none(sample) -> None:
    for draft in (True, False):
        [section] = read(sample(draft=draft)).sections
        for header in (section.first_page_header, section.header):
            assert (DRAFT_MARK in header.paragraphs[0].text) is draft
    assert DRAFT_MARK in (FOLDER / "draft.css").read_text(encoding="utf-8")


@BOTH
def test_the_paper_begins_with_its_head_and_ends_with_its_mark(sample) -> None:
    paper = sample()
    paragraphs = read(paper).paragraphs
    assert [(each.style.name, each.text) for each in paragraphs[:3]] == [
        ("Heading 1", "Phụ lục"),
        ("Title", paper.title),
        ("Kèm theo văn bản", paper.enclosure.sentence),
    ]
    assert paragraphs[1].style.font.all_caps
    assert paragraphs[3]._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None
    assert paragraphs[-1].text == paper.closing
    assert paper.closing.endswith("./.")


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("grouping", list(Grouping))
def test_the_follow_up_says_word_for_word_what_is_printed(grouping, orientation) -> None:
    paper = samples.follow_up(grouping=grouping, orientation=orientation)
    tables = read(paper).tables
    for table, printed in zip(tables, (paper.table, paper.verdict_table, paper.agency_table), strict=False):
        assert rows_of(table) == printed_rows(printed)
    headings = [each.text for each in read(paper).paragraphs if each.style.name == "Heading 2"]
    assert headings == list(paper.titles)


@pytest.mark.parametrize("orientation", list(Orientation))
def test_the_appendix_says_word_for_word_what_is_printed_in_columns_as_wide(orientation) -> None:
    paper = samples.appendix(orientation=orientation)
    [table] = read(paper).tables
    assert rows_of(table) == printed_rows(paper.table)
    widths = [column.width for column in table.columns]
    assert widths == [pytest.approx(Mm(width), abs=TWIP) for width in paper.table.widths]
    assert sum(widths) == pytest.approx(Mm(paper.text_width), abs=TWIP)
    assert not table.autofit
    for row in table._tbl.tr_lst:
        assert sum(cell.width for cell in row.tc_lst) == sum(widths)


@BOTH
def test_the_heading_row_is_repeated_and_no_row_is_cut(sample) -> None:
    for table in read(sample()).tables:
        rows = table._tbl.tr_lst
        heads = [has(row, "w:tblHeader") for row in rows]
        assert heads[0]
        assert heads == sorted(heads, reverse=True)
        assert all(has(row, "w:cantSplit") for row in rows)


def test_a_row_higher_than_half_a_page_may_be_cut() -> None:
    paper = with_words("chỉ tiêu " * 400)
    [table] = read(paper).tables
    assert [has(row, "w:cantSplit") for row in table._tbl.tr_lst] == [True, True, False]


def test_a_group_heading_spans_the_table_and_stays_with_its_first_row() -> None:
    document = read(samples.appendix())
    [table] = document.tables
    groups = [row for row in table._tbl.tr_lst if len(row.tc_lst) == 2]
    assert len(groups) == len(samples.GROUPS)
    assert all(row.tc_lst[1].grid_span == len(table.columns) - 1 for row in groups)
    assert all(keeps_next(document, row) for row in groups)


def test_short_tables_stand_on_one_page_and_the_last_row_is_not_left_by_the_end() -> None:
    document = read(samples.follow_up())
    _, by_verdict, _, by_deadline = document.tables
    assert all(keeps_next(document, row) for row in by_verdict._tbl.tr_lst[:-1])
    assert all(keeps_next(document, row) for row in by_deadline._tbl.tr_lst)
    appendix = read(samples.appendix())
    assert keeps_next(appendix, appendix.tables[0]._tbl.tr_lst[-1])
    assert not keeps_next(appendix, appendix.tables[0]._tbl.tr_lst[-2])


def test_the_square_has_two_rows_of_headings_and_its_sums_in_bold() -> None:
    table = read(samples.follow_up()).tables[3]
    assert [cell.text for cell in table.rows[0].cells] == [
        "Kết quả",
        *["Theo thời hạn hiện hành"] * 3,
        *["Theo thời hạn ban đầu"] * 3,
    ]
    assert [cell.text for cell in table.rows[1].cells] == ["Kết quả", *["Trong hạn", "Quá hạn", "Cộng"] * 2]
    lines = {row[0]: row[1:] for row in rows_of(table)}
    assert lines["Đã hoàn thành"] == ["2", "1", "3", "1", "2", "3"]
    assert lines["Cộng các cam kết có thời hạn"] == ["4", "4", "8", "3", "5", "8"]
    assert lines["Thôi theo dõi"] == ["1", "1"]
    assert "Chuyển nhiệm kỳ sau" not in lines
    bold = [
        row.cells[0].text for row in table.rows if row.cells[0].paragraphs[0].runs[0].style.name == "Strong"
    ]
    assert bold == ["Cộng các cam kết có thời hạn", "Tổng số"]


def test_rules_are_half_a_point_and_cells_have_the_type_size_of_the_form() -> None:
    for orientation in Orientation:
        document = read(samples.appendix(orientation=orientation))
        [table] = document.tables
        borders = table.style.element.find(f".//{qn('w:tblBorders')}")
        assert {(side.get(qn("w:val")), side.get(qn("w:sz"))) for side in borders} == {("single", "4")}
        assert len(borders) == 6
        assert document.styles["Ô bảng"].font.size.pt == orientation.table_points


@BOTH
def test_every_paragraph_has_a_named_style_and_everything_one_face_and_language(sample) -> None:
    found = parts(written(sample()))
    ids = set(re.findall(r'w:styleId="([^"]+)"', found["word/styles.xml"]))
    used = set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', found["word/document.xml"]))
    assert used <= ids
    assert found["word/document.xml"].count("<w:p>") == found["word/document.xml"].count("<w:pStyle ")
    faces = re.findall(r"<w:rFonts [^>]*>", "".join(found.values()))
    assert len(faces) == 1
    assert set(re.findall(r'"([^"]+)"', faces[0])) == {"Times New Roman"}
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', "".join(found.values()))) == {"vi-VN"}


def test_the_properties_tell_the_title_the_council_and_the_day_of_the_paper() -> None:
    issued = read(samples.appendix()).core_properties
    assert issued.title == "Phụ lục. " + samples.TITLE.replace("\n", " ")
    assert (issued.author, issued.last_modified_by, issued.language) == (
        samples.COUNCIL,
        samples.COUNCIL,
        "vi-VN",
    )
    assert issued.created.date() == issued.modified.date() == date(2017, 7, 14)
    assert read(samples.appendix(draft=True)).core_properties.created is None


@BOTH
def test_nothing_of_the_library_or_of_this_machine_is_left_in_the_file(sample) -> None:
    found = parts(written(sample()))
    assert set(found) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/header1.xml",
        "word/header2.xml",
        "word/settings.xml",
        "word/styles.xml",
    }
    assert "python-docx" not in "".join(found.values())


@BOTH
def test_the_same_data_gives_the_same_bytes_on_any_day(sample) -> None:
    paper = sample()
    write = write_follow_up if isinstance(paper, FollowUpDocument) else write_appendix
    with time_machine.travel(datetime(2031, 2, 3, 4, 5, tzinfo=UTC)):
        assert write(sample()) == written(paper)
    assert write(sample(draft=True)) != written(paper)
    with zipfile.ZipFile(BytesIO(written(paper))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


@pytest.mark.parametrize(
    "words",
    [
        "a & b < c > d \"e\" 'f'",
        "&amp; & &lt; <w:br/> ]]> <!-- x -->",
        "</w:t></w:r></w:p><w:p/>",
        "{{7*7}} {% for x in y %} ${7*7}",
        "Quý 4/2017 – “xong” … 598/UBND-KT",
    ],
)
def test_words_arrive_whole_whatever_they_look_like(words: str) -> None:
    [table] = read(with_words(words)).tables
    assert rows_of(table)[1] == ["I", words]
    assert rows_of(table)[2][2] == words


def test_words_arrive_composed_and_without_what_no_file_may_hold() -> None:
    [table] = read(with_words("Hoa\u0300n tha\u0300nh\u200b \x07\ufffexong")).tables
    assert rows_of(table)[2][2] == "Hoàn thành xong"


def test_a_line_end_within_words_is_a_line_end_in_the_file() -> None:
    title = read(samples.appendix()).paragraphs[1]
    assert title.text == samples.TITLE
    breaks = title._p.findall(f".//{qn('w:br')}")
    assert [each.get(qn("w:type"), "textWrapping") for each in breaks] == ["textWrapping"] * 2


def test_a_paper_without_pledges_says_so() -> None:
    [table] = read(samples.appendix(groups=())).tables
    assert rows_of(table)[1:] == [["Không có nội dung"]]
    assert table._tbl.tr_lst[1].tc_lst[0].grid_span == len(table.columns)


def test_several_appendices_are_numbered() -> None:
    assert read(replace(samples.appendix(), ordinal=2)).paragraphs[0].text == "Phụ lục II"


def test_a_file_made_from_the_stored_data_is_the_same_file() -> None:
    for paper in (samples.appendix(), samples.follow_up()):
        assert written(type(paper).from_data(paper.to_data())) == written(paper)


def test_a_percentage_is_never_parted_from_its_sign_and_room_is_left_for_a_number() -> None:
    from app.core.docx.text import clean
    from app.core.text import BLANK

    assert clean("đạt 55,3 % số hộ, 100 % xã; 5 phần %") == "đạt 55,3\u00a0% số hộ, 100\u00a0% xã; 5 phần %"
    assert clean(f"Số: {BLANK}/NQ-HĐND") == "Số: " + "\u00a0" * 10 + "/NQ-HĐND"
