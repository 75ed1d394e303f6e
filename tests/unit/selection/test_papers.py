"""The papers of the selection: boxes that are drawn, shares with their figures, data that can be read back."""

from datetime import date
from io import BytesIO

import docx

from app.core.pdf.data import Plain
from app.documents.paper import Letterhead, Orientation, Signature
from app.documents.tables.word import write_tables
from app.selection.papers.paper import NO_PERSON, OpinionFormDocument, SelectionDocument, TopicRow
from app.selection.papers.word import write_form

ROWS = (
    TopicRow(
        number=1,
        title="Nước sạch",
        person="Trần Văn A",
        office="Giám đốc Sở Xây dựng",
        agreed=45,
        in_office=50,
    ),
    TopicRow(number=2, title="Rác thải", agreed=5, in_office=50),
)
HEAD = Letterhead(agency="Thường trực", symbol="PYK-HĐND", place="Hà Giang", issued_on=date(2026, 11, 20))
FORM = OpinionFormDocument(
    council_name="Hội đồng nhân dân tỉnh Hà Giang",
    title="Về lựa chọn nhóm vấn đề chất vấn",
    orientation=Orientation.PORTRAIT,
    letterhead=HEAD,
    signature=Signature(capacity=("Đại biểu Hội đồng nhân dân",)),
    rows=ROWS,
    return_by="chậm nhất ngày 28 tháng 11 năm 2026",
    return_to="Thường trực Hội đồng nhân dân tỉnh Hà Giang",
)
NOTICE = SelectionDocument(
    council_name="Hội đồng nhân dân tỉnh Hà Giang", title="Nhóm vấn đề chất vấn", letterhead=HEAD, rows=ROWS
)


def columns_of(document: OpinionFormDocument | SelectionDocument) -> list[str]:
    return [column.key for column in document.blocks[0].table.columns]


def test_a_box_for_yes_and_one_for_no_are_drawn_beside_each_group():
    table = FORM.blocks[0].table
    assert [column.key for column in table.columns if column.boxed] == ["yes", "no"]
    written = docx.Document(BytesIO(write_form(FORM)))
    body = written.element.xml
    assert body.count("<w:bdr ") == 4
    assert "☐" not in body
    assert written.tables[1].cell(1, 1).text == "Nước sạch"


def test_who_is_questioned_is_named_or_said_to_be_open():
    assert ROWS[0].questioned == ("Trần Văn A", "Giám đốc Sở Xây dựng")
    assert ROWS[1].questioned == (NO_PERSON,)


def test_the_form_says_where_it_goes_and_by_when():
    assert FORM.closing.endswith(
        "về Thường trực Hội đồng nhân dân tỉnh Hà Giang chậm nhất ngày 28 tháng 11 năm 2026./."
    )


def test_the_notice_gives_the_share_with_its_figures_and_nothing_where_nobody_was_asked():
    rows = NOTICE.blocks[0].table.sections[0].rows
    assert rows[0].cells["opinions"] == ("45/50 (90%)", "đồng ý")
    unasked = SelectionDocument(council_name="", title="", rows=ROWS, asked=False)
    assert "opinions" in columns_of(NOTICE)
    assert "opinions" not in columns_of(unasked)
    assert write_tables(NOTICE)


def test_an_issued_paper_is_read_back_from_its_data():
    for paper in (FORM, NOTICE):
        assert isinstance(paper, Plain)
        assert type(paper).from_data(paper.to_data()) == paper
