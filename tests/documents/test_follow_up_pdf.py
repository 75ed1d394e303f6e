"""The follow-up appendix of a round, read back from the PDF."""

from functools import cache

import pytest

from app.documents.paper import Orientation
from app.monitoring.documents import FollowUpDocument, Grouping, print_follow_up
from tests.documents import samples
from tests.documents.reading import MM, Paper
from tests.documents.test_appendix_pdf import crossing


@cache
def printed(document: FollowUpDocument) -> Paper:
    return Paper(print_follow_up(document).content)


def test_the_head_names_the_report_it_belongs_to_and_the_day_things_are_looked_at() -> None:
    text = printed(samples.follow_up()).pages[0].text
    assert text.startswith("Phụ lục KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT")
    assert (
        "(Kèm theo Báo cáo số 147/BC-HĐND ngày 02 tháng 7 năm 2018 của Thường trực Hội đồng nhân dân tỉnh Hà Giang)"
        in text
    )
    assert "Số liệu tính đến ngày 30 tháng 6 năm 2018" in text


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("grouping", list(Grouping))
def test_everything_stays_in_its_cells_and_margins(grouping: Grouping, orientation: Orientation) -> None:
    for page in printed(samples.follow_up(grouping=grouping, orientation=orientation)).pages:
        assert crossing(page) == []
        body = [word for word in page.words if word.top > 20 * MM - 2]
        assert min(word.left for word in body) >= 30 * MM - 0.1
        assert max(word.right for word in body) <= page.width - 15 * MM + 0.1
        assert max(word.bottom for word in body) <= page.height - 20 * MM + 1


def test_the_heading_row_stands_on_every_page_of_the_long_table() -> None:
    pages = printed(samples.follow_up()).pages
    last = max(index for index, page in enumerate(pages) if "Tăng cường kỷ luật" in page.text)
    for page in pages[: last + 1]:
        assert all(heading in page.text for heading in ("Kết quả thực hiện", "Nội dung cam kết"))


def test_the_four_tables_stand_one_after_the_other_and_the_paper_ends_with_its_mark() -> None:
    text = printed(samples.follow_up()).flowing_text
    places = [text.index(f"Biểu {number}. ") for number in range(1, 5)]
    assert places == sorted(places)
    assert printed(samples.follow_up()).text.endswith("Tổng số: 17 cam kết được theo dõi./.")


def test_the_square_shows_both_deadlines_and_what_stands_outside() -> None:
    text = printed(samples.follow_up()).flowing_text
    square = text[text.index("Biểu 4.") :]
    assert "Đã hoàn thành 2 1 3 1 2 3" in square
    assert "Chưa hoàn thành 2 3 5 2 3 5" in square
    assert "Cộng các cam kết có thời hạn 4 4 8 3 5 8" in square
    assert "Chưa xác định thời hạn 8 8" in square
    assert "Thôi theo dõi 1 1" in square
    assert "Tổng số 17 17" in square


def test_the_summary_lists_agencies_in_alphabetical_order_with_their_share() -> None:
    text = printed(samples.follow_up()).flowing_text
    summary = text[text.index("Biểu 3.") : text.index("Biểu 4.")]
    agencies = [
        "Ban Dân tộc tỉnh",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Công an tỉnh",
        "Sở Nông nghiệp",
        "Sở Tài nguyên",
        "Sở Văn hóa",
        "UBND tỉnh",
    ]
    assert sorted(agencies, key=summary.index) == agencies
    assert "Sở Nông nghiệp và Phát triển nông thôn 6 6 2 1 0 3 0 1/6 (16,7%)" in summary
    assert "Tổng số 17 6 2 1 2 3 9 1/6 (16,7%)" in summary


def test_a_draft_is_marked_on_every_page() -> None:
    assert all("DỰ THẢO" in page.text for page in printed(samples.follow_up(draft=True)).pages)


def test_the_same_round_gives_the_same_bytes() -> None:
    assert print_follow_up(samples.follow_up()).sha256 == print_follow_up(samples.follow_up()).sha256


def test_a_round_without_pledges_can_be_printed() -> None:
    paper = printed(samples.follow_up(rows=()))
    assert "Không có nội dung" in paper.text
    assert paper.flowing_text.endswith("Tổng số: 0 cam kết được theo dõi./. 2")
