"""How the text of a paper is written down."""

import pytest

from app.core.vietnamese import point
from app.documents.domain import SigningCapacity
from app.documents.settings.domain import PaperStyle, in_two_lines, signature_of
from app.documents.wording import articles_of, broken_at_comma, ended, listed, paragraphs_of


def leads(text: str) -> list[str]:
    return [each.lead for each in paragraphs_of(text)]


def test_a_numbered_line_without_a_stop_is_the_title_of_a_clause() -> None:
    text = (
        "Giao các cơ quan:\n1. Về lĩnh vực đất đai\na) Rà soát quy hoạch;\n2. Giao Sở Tài chính bố trí vốn."
    )
    assert leads(text) == ["", "1. Về lĩnh vực đất đai", "", ""]


def test_a_first_line_without_a_stop_is_the_title_of_the_article() -> None:
    assert leads("Tổ chức thực hiện\n1. Giao Ủy ban nhân dân tỉnh.") == ["Tổ chức thực hiện", ""]


def test_a_long_line_without_a_stop_is_a_sentence_that_lacks_it_and_no_title() -> None:
    assert leads("Hội đồng nhân dân tỉnh yêu cầu " * 8) == [""]


def test_the_number_of_an_article_that_was_typed_is_not_doubled() -> None:
    [article] = articles_of(["Điều 1. Ghi nhận kết quả."])
    [paragraph] = article.printed
    assert (paragraph.lead, paragraph.text) == ("Điều 1.", "Ghi nhận kết quả.")


def test_articles_left_empty_are_left_out_and_the_others_numbered_from_one() -> None:
    assert [article.number for article in articles_of(["Một.", "  \n", "Hai."])] == [1, 2]


def test_dashes_and_stops_that_were_typed_in_a_list_are_not_doubled() -> None:
    assert listed(["- Như trên;", "– UBND tỉnh", "", "Lưu: VT, VP."]) == (
        "Như trên;",
        "UBND tỉnh;",
        "Lưu: VT, VP.",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "thông qua ngày 01 tháng 3 năm 2026",
        "thông qua ngày 01 tháng 3 năm 2026.",
        "thông qua ngày 01 tháng 3 năm 2026./.",
    ],
)
def test_the_mark_of_the_end_stands_once(typed: str) -> None:
    assert ended(typed) == "thông qua ngày 01 tháng 3 năm 2026./."


def test_a_long_title_is_broken_at_the_comma_nearest_to_its_middle() -> None:
    title = "Về chất vấn và trả lời chất vấn tại Kỳ họp thứ 25, Hội đồng nhân dân thành phố Hà Nội khóa XVI, nhiệm kỳ 2021 - 2026"
    assert broken_at_comma(title).split("\n") == [
        "Về chất vấn và trả lời chất vấn tại Kỳ họp thứ 25,",
        "Hội đồng nhân dân thành phố Hà Nội khóa XVI, nhiệm kỳ 2021 - 2026",
    ]
    for kept in ("Về chất vấn, trả lời chất vấn", "Về\nchất vấn, " * 9, "Về chất vấn " * 9):
        assert broken_at_comma(kept) == kept


def test_points_go_by_the_vietnamese_alphabet_and_then_by_dashes() -> None:
    assert [point(place) for place in range(1, 9)] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]
    assert (point(23), point(24)) == ("y)", "-")


@pytest.mark.parametrize(
    ("capacity", "title", "lines"),
    [
        (SigningCapacity.ON_BEHALF_OF_COUNCIL, "Chủ tịch", ("TM. Hội đồng nhân dân", "Chủ tịch")),
        (SigningCapacity.DEPUTY_FOR_CHAIR, "", ("TM. Hội đồng nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")),
        (SigningCapacity.ACTING_CHAIR, "Quyền Chủ tịch", ("TM. Hội đồng nhân dân", "Q. Chủ tịch")),
        (SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE, "", ("TM. Thường trực Hội đồng nhân dân", "Chủ tịch")),
        (SigningCapacity.DEPUTY_FOR_COMMITTEE, "", ("TM. Ban Pháp chế", "KT. Trưởng Ban", "Phó Trưởng Ban")),
        (SigningCapacity.BY_ORDER, "", ("TL. Chủ tịch", "Chánh Văn phòng")),
        (SigningCapacity.BY_MANDATE, "Trưởng Ban Pháp chế", ("TUQ. Chủ tịch", "Trưởng Ban Pháp chế")),
    ],
)  # fmt: skip
def test_each_power_to_sign_has_its_lines(
    capacity: SigningCapacity, title: str, lines: tuple[str, ...]
) -> None:
    assert signature_of(capacity=capacity, name="A", title=title, body="Ban Pháp chế").capacity == lines


def test_every_power_to_sign_can_be_printed() -> None:
    for capacity in SigningCapacity:
        first = signature_of(capacity=capacity, name="A", title="").capacity[0]
        assert first.startswith(("TM. ", "TL. ", "TUQ. "))


def test_the_name_of_a_council_stands_in_two_lines() -> None:
    assert in_two_lines("Hội đồng nhân dân phường Thử") == "Hội đồng nhân dân\nphường Thử"
    assert in_two_lines("HĐND phường Thử") == "HĐND phường Thử"


def test_the_record_is_the_last_recipient_unless_it_was_typed() -> None:
    style = PaperStyle(recipients="UBND tỉnh")
    assert style.recipient_lines() == ("UBND tỉnh", "Lưu: VT, VP")
    assert style.recipient_lines("- Như trên;\n- Lưu: VT, BPC.") == ("- Như trên;", "- Lưu: VT, BPC.")
