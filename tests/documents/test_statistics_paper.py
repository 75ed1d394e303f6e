"""The statistics on paper: charts and tables share pages, none is cut, and no heading stands alone at the foot."""

import pytest

from app.core.pdf import render_pdf
from app.documents.issuing.papers import as_print
from app.documents.paper import TEMPLATE
from app.statistics.sheet.paper import CountLine, GroupLine, ShareLine, StatisticsDocument
from tests.documents.reading import Paper as Read
from tests.documents.table_samples import signed

RULE = (
    "Số cam kết có kết luận đã thực hiện / số cam kết đã qua thời hạn hiện hành. Không tính cam kết chưa đến hạn (kể cả do "
    "gia hạn), chưa xác định thời hạn, chưa đủ điều kiện, thôi theo dõi, được thay, chuyển nhiệm kỳ."
)
SQUARE = (
    "Đã thực hiện đúng hạn", "Đã thực hiện nhưng chậm", "Chưa thực hiện, còn trong hạn", "Chưa thực hiện, quá hạn",
    "Chưa xác định thời hạn", "Chưa đủ điều kiện", "Thôi theo dõi", "Gộp, thay bằng cam kết khác", "Chuyển nhiệm kỳ sau",
)  # fmt: skip
TITLES = (
    "1. Tỷ lệ",
    "2. Đúng hạn hay chậm",
    "3. Quá hạn theo số ngày",
    "4. Biến động",
    "5. Thống kê theo cơ quan",
)


def statistics(*, groups: int) -> StatisticsDocument:
    told = ("1.234", "412", "101", "102", "103", "1.104", "105", "1.019/1.234 (82,6%)", "12/412 (2,9%)")
    document = StatisticsDocument(
        council_name="Hội đồng nhân dân tỉnh Hà Giang",
        title="Tính đến ngày 31 tháng 12 năm 2026",
        shares=tuple(ShareLine(label="Tỷ lệ đúng hạn", told="412/712 (57,9%)", rule=RULE) for _each in range(3)),
        square=tuple(CountLine(label=label, counts=(101, 99)) for label in (*SQUARE, "Tổng số")),
        ages=tuple(CountLine(label=f"Quá hạn {days} ngày", counts=(days,)) for days in (30, 90, 180, 365, 366, 400)),
        changed="Biến động từ sau ngày 31/12/2025 đến ngày 31/12/2026",
        changes=tuple(CountLine(label=f"Mới ban hành {row}", counts=(row,)) for row in range(5)),
        grouped="Cơ quan",
        headings=("Đã hứa", "Đã đến hạn", *SQUARE[:4], "Không xếp theo thời hạn", "Tỷ lệ thực hiện", "Tỷ lệ đúng hạn"),
        groups=tuple(
            GroupLine(name=f"Sở Nông nghiệp và Môi trường {row}", told=told, corners=(1, 2, 3, 4))
            for row in range(groups)
        ),
    )  # fmt: skip
    return as_print(signed(document), "In từ sổ ngày 31/12/2026")


def pages_of(groups: int) -> list[str]:
    rendered = render_pdf(TEMPLATE, statistics(groups=groups), title="Thử")
    return [" ".join(page.text.split()) for page in Read(rendered.content).pages]


def test_a_council_of_few_agencies_has_its_statistics_on_two_full_pages():
    first, second = pages_of(8)
    assert [title in first for title in TITLES] == [True, True, False, False, False]
    assert [title in second for title in TITLES] == [False, False, True, True, True]


@pytest.mark.parametrize("groups", [9, 30])
def test_no_heading_stands_without_its_table_and_no_short_table_is_cut(groups):
    pages = pages_of(groups)
    for title, last in zip(
        TITLES[:4], (RULE[-20:], "Tổng số", "Quá hạn 400 ngày", "Mới ban hành 4"), strict=True
    ):
        [page] = [text for text in pages if title in text]
        assert last in page
    [page] = [text for text in pages if TITLES[4] in text]
    assert "Sở Nông nghiệp và Môi trường 0" in page
