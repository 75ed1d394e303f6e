"""The appendix of pledges, read back from the PDF's own coordinates (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import unicodedata
from dataclasses import replace
from functools import cache

import pytest

from app.documents.paper import Letterhead, Orientation, Signature
from app.resolutions.documents import AppendixDocument, AppendixGroup, AppendixRow, print_appendix
from tests.documents import samples
from tests.documents.reading import MM, Page, Paper

HEADINGS = "Nội dung cam kết"


@cache
def printed(document: AppendixDocument) -> Paper:
    return Paper(print_appendix(document).content)


def with_rows(
    count: int, *, words: str = "Hoàn thành công trình thủy lợi", every: int = 10
) -> AppendixDocument:
    rows = [
        AppendixRow(
            number=number, pledge=f"{words} số {number}", office="Giám đốc Sở", deadline_words="quý IV/2018"
        )
        for number in range(1, count + 1)
    ]
    groups = tuple(
        AppendixGroup(title=f"Nhóm vấn đề {start}", rows=tuple(rows[start : start + every]))
        for start in range(0, count, every)
    )
    return samples.appendix(groups=groups)


def with_pledge(words: str) -> AppendixDocument:
    row = AppendixRow(number=1, pledge=words, office="Giám đốc Sở Tài chính", deadline_words="quý IV/2018")
    return samples.appendix(groups=(AppendixGroup(title="Tài chính", rows=(row,)),))


def header_top(page: Page) -> float:
    return min(word.top for word in page.words if word.top > 20 * MM - 1)


@pytest.mark.parametrize(
    ("orientation", "width", "height"), [(Orientation.LANDSCAPE, 297, 210), (Orientation.PORTRAIT, 210, 297)]
)
def test_the_paper_is_a4_and_everything_stays_inside_the_margins(
    orientation: Orientation, width: float, height: float
) -> None:
    for page in printed(samples.appendix(orientation=orientation)).pages:
        assert (page.width, page.height) == pytest.approx((width * MM, height * MM), abs=0.5)
        body = [word for word in page.words if word.top > 20 * MM - 2]
        assert min(word.left for word in body) >= 30 * MM - 0.1
        assert max(word.right for word in body) <= page.width - 15 * MM + 0.1
        assert max(word.bottom for word in body) <= page.height - 20 * MM + 1
        assert min(rule.left for rule in page.rules) == pytest.approx(30 * MM, abs=1)
        assert max(rule.right for rule in page.rules) == pytest.approx(page.width - 15 * MM, abs=1)


def test_page_numbers_stand_centred_in_the_top_margin_from_the_second_page() -> None:
    first, *others = printed(samples.appendix()).pages
    assert not [word for word in first.words if word.bottom < 20 * MM]
    for expected, page in enumerate(others, start=2):
        (mark,) = [word for word in page.words if word.bottom < 20 * MM]
        assert mark.text == str(expected)
        text_middle = (30 * MM + page.width - 15 * MM) / 2
        assert (mark.left + mark.right) / 2 == pytest.approx(text_middle, abs=1)


def test_the_head_names_the_appendix_its_title_in_capitals_and_the_resolution() -> None:
    text = printed(samples.appendix()).pages[0].text
    assert text.startswith("Phụ lục TỔNG HỢP NỘI DUNG CAM KẾT TẠI PHIÊN CHẤT VẤN")
    assert (
        "(Kèm theo Nghị quyết số 95/NQ-HĐND ngày 14 tháng 7 năm 2017 của Hội đồng nhân dân tỉnh Hà Giang)"
        in text
    )


def test_one_of_several_appendices_has_a_roman_numeral() -> None:
    assert printed(replace(samples.appendix(), ordinal=2)).pages[0].text.startswith("Phụ lục II TỔNG HỢP")


def test_sizes_and_styles_are_those_of_the_decree() -> None:
    runs = printed(samples.appendix()).types(0)
    found = {text: (size, style) for text, size, style in runs}
    assert found["Phụ lục"] == (14, "Bold")
    assert found["TỔNG HỢP NỘI DUNG CAM KẾT"] == (14, "Bold")
    enclosure = [
        (size, style) for text, size, style in runs if "Kèm theo" in text or "Hội đồng nhân dân tỉnh" in text
    ]
    assert set(enclosure) == {(14, "Italic")}
    assert found["Nội dung cam kết"] == (12, "Bold")
    assert {size for _, size, _ in runs} == {12, 14}
    numbers = [size for text, size, _ in printed(samples.appendix()).types(1) if text == "2"]
    assert 13 in numbers


def test_the_head_is_centred_with_a_rule_under_it() -> None:
    page = printed(samples.appendix()).pages[0]
    middle = (30 * MM + page.width - 15 * MM) / 2
    line = [word for word in page.words if abs(word.top - page.words[0].top) < 3]
    assert (line[0].left + line[-1].right) / 2 == pytest.approx(middle, abs=1)
    rule = min(page.rules, key=lambda rule: rule.top)
    assert (rule.left + rule.right) / 2 == pytest.approx(middle, abs=1)
    assert rule.right - rule.left == pytest.approx(60 * MM, abs=1)


def test_the_appendix_ends_with_its_total_and_the_closing_mark() -> None:
    assert printed(samples.appendix()).flowing_text.endswith(
        "Tổng số: 17 nội dung cam kết, thuộc 5 nhóm vấn đề./. 4"
    )


def test_every_pledge_stands_there_in_order_with_its_words_deadline_and_read_day() -> None:
    text = printed(samples.appendix()).flowing_text
    places = [text.find(" ".join(row.pledge.split()[:3])) for group in samples.GROUPS for row in group.rows]
    assert min(places) >= 0
    assert "trong Quý IV năm 2018 (31/12/2018)" in text
    assert "Kinh phí còn thiếu: 9,4 tỷ đồng" in text


def test_the_text_is_composed_unicode_and_black() -> None:
    paper = printed(samples.appendix())
    assert paper.text == unicodedata.normalize("NFC", paper.text)
    for page in paper.reader.pages:
        colours = {
            line
            for line in page.get_contents().get_data().decode("latin-1").splitlines()
            if line.endswith((" rg", " RG"))
        }
        assert all(line.startswith("0 0 0 ") for line in colours)


def test_decomposed_text_is_printed_composed() -> None:
    words = unicodedata.normalize("NFD", "Nghiệm thu kè bờ tây sông Lô")
    assert "Nghiệm thu kè bờ tây sông Lô" in printed(with_pledge(words)).flowing_text


def test_every_font_is_one_embedded_times_metric_face_with_its_unicode_map() -> None:
    fonts = printed(samples.appendix()).fonts
    assert len(fonts) == 4 - 1  # regular, bold, italic
    for font in fonts:
        (descendant,) = [part.get_object() for part in font["/DescendantFonts"]]
        assert "/ToUnicode" in font
        assert "/FontFile2" in descendant["/FontDescriptor"] or "/FontFile3" in descendant["/FontDescriptor"]
        assert font["/BaseFont"].split("+")[1].split("-")[0] in {"Tinos", "Liberation", "Times"}


def test_the_file_is_tagged_pdf_a_in_vietnamese_with_its_title() -> None:
    paper = printed(samples.appendix())
    assert ('part="2"' in paper.metadata_xml, 'conformance="A"' in paper.metadata_xml) == (True, True)
    assert paper.catalog["/Lang"] == "vi"
    assert paper.catalog["/MarkInfo"]["/Marked"].value
    assert paper.reader.metadata is not None
    assert paper.reader.metadata.title == "Phụ lục Nghị quyết 95/NQ-HĐND"
    assert "/OutputIntents" in paper.catalog
    tags = paper.tags()
    assert {"H1", "Table", "TH", "TD", "TR"} <= set(tags)
    assert tags.count("TR") >= 17 + 5 + 1


def test_no_script_and_no_attachment_is_in_the_file() -> None:
    for mark in (b"/JavaScript", b"/JS ", b"/EmbeddedFiles", b"/Launch", b"/URI"):
        assert mark not in printed(samples.appendix()).content


@pytest.mark.parametrize("count", [1, 17, 300])
def test_the_heading_row_stands_on_every_page(count: int) -> None:
    pages = printed(with_rows(count)).pages
    for page in pages[1:]:
        assert page.line_at(header_top(page), tolerance=16).startswith("TT")
        assert HEADINGS in page.text
    assert sum(page.text.count("TT Nội dung") for page in pages) <= len(pages)


def test_three_hundred_rows_are_all_there_once() -> None:
    text = printed(with_rows(300)).flowing_text
    assert all(text.count(f"thủy lợi số {number} ") == 1 for number in range(1, 301))


def test_an_appendix_without_pledges_says_so() -> None:
    paper = printed(samples.appendix(groups=()))
    assert "Không có nội dung" in paper.text
    assert paper.flowing_text.endswith("Tổng số: 0 nội dung cam kết./.")


def test_no_row_is_cut_between_pages() -> None:
    paper = printed(
        with_rows(60, words="Sửa chữa, nâng cấp công trình thủy lợi tại xã Bản Máy, huyện Hoàng Su Phì " * 4)
    )
    for page in paper.pages:
        starts = [
            word
            for word in page.words
            if word.text.isdecimal() and word.right < 42 * MM and word.top > 20 * MM
        ]
        ends = page.text.count("Phì số ")
        assert len(starts) == ends


@pytest.mark.parametrize("filler", [1, 2, 3, 5, 8])
def test_a_group_heading_is_never_left_alone_at_the_foot_of_a_page(filler: int) -> None:
    groups = tuple(
        AppendixGroup(
            title=f"Nhóm vấn đề số {index}",
            rows=(AppendixRow(number=index, pledge="Bố trí vốn. " * filler * 3, office="Giám đốc Sở"),),
        )
        for index in range(1, 30)
    )
    for page in printed(samples.appendix(groups=groups)).pages:
        last = max(
            (word for word in page.words if word.text == "Nhóm"), key=lambda word: word.top, default=None
        )
        if last is not None:
            assert any(word.top > last.bottom and word.text == "Bố" for word in page.words)


def crossing(page: Page) -> list[str]:
    """Words that touch an upright rule beside them."""
    return [
        word.text
        for word in page.words
        for rule in page.rules
        if rule.upright
        and rule.top < word.top < rule.bottom
        and word.left < rule.left - 0.3
        and word.right > rule.left + 0.3
    ]


@pytest.mark.parametrize(
    "words",
    [
        "A" * 400,
        "598/UBND-KT " * 40,
        "Quyết-định-số-" * 60,
        "https://vanban.example/" + "duong-dan-rat-dai/" * 30,
        "từ năm 2018 - 2020 " * 20,
    ],
)
def test_no_word_breaks_out_of_its_cell(words: str) -> None:
    row = AppendixRow(
        number=1,
        pledge=words,
        question=words,
        office=words,
        deadline_words=words,
        followed_by=(words,),
        coordinating=(words,),
        expected_result=words,
    )
    for orientation in Orientation:
        paper = printed(
            samples.appendix(groups=(AppendixGroup(title=words, rows=(row,)),), orientation=orientation)
        )
        for page in paper.pages:
            assert crossing(page) == []
            assert max(word.right for word in page.words) <= page.width - 15 * MM + 0.5


def test_the_real_session_stays_in_its_cells() -> None:
    for orientation in Orientation:
        assert not [
            word
            for page in printed(samples.appendix(orientation=orientation)).pages
            for word in crossing(page)
        ]


@pytest.mark.parametrize("kept", ["598/UBND-KT", "95/NQ-HĐND", "31/12/2018", "30/8/2017"])
def test_numbers_and_days_are_not_broken_over_two_lines(kept: str) -> None:
    rows = tuple(
        AppendixRow(
            number=filler,
            pledge="a" * filler + f" từ từ {kept} trở đi " + "b " * filler + f"{kept}.",
            office="Giám đốc Sở",
        )
        for filler in range(1, 24)
    )
    paper = printed(samples.appendix(draft=True, groups=(AppendixGroup(title="Tài chính", rows=rows),)))
    assert sum(word.text.rstrip(".") == kept for page in paper.pages for word in page.words) == 2 * len(rows)


def test_a_row_higher_than_the_page_goes_on_under_the_heading_row() -> None:
    words = " ".join(f"việc{number}" for number in range(1, 2001))
    paper = printed(with_pledge(words))
    assert len(paper.pages) > 3
    for page in paper.pages:
        assert HEADINGS in page.text
        assert max(word.bottom for word in page.words) <= page.height - 20 * MM + 1
    printed_words = [word.text for page in paper.pages for word in page.words if word.text.startswith("việc")]
    assert printed_words == words.split()


def test_columns_in_which_no_pledge_says_anything_are_left_out() -> None:
    text = printed(with_rows(3)).pages[0].text
    assert "Cơ quan phối hợp" not in text
    assert "Thời hạn hoàn thành" in text


def test_a_draft_is_marked_on_every_page_beside_the_text_and_has_dots_for_number_and_day() -> None:
    paper = printed(samples.appendix(draft=True))
    for page in paper.pages:
        mark = [word for word in page.words if word.text in {"DỰ", "THẢO"}]
        assert [word.text for word in mark] == ["DỰ", "THẢO"]
        assert all(word.bottom < 20 * MM for word in mark)
    assert "(Kèm theo Nghị quyết số …/NQ-HĐND ngày … tháng … năm … của" in paper.pages[0].text


def test_an_issued_paper_does_not_say_draft() -> None:
    assert "THẢO" not in printed(samples.appendix()).text


def test_a_paper_that_goes_out_on_its_own_has_head_signature_and_recipients() -> None:
    document = replace(
        samples.appendix(),
        letterhead=Letterhead(
            agency="Hội đồng nhân dân tỉnh Hà Giang", symbol="NQ-HĐND", number="95/NQ-HĐND", place="Hà Giang"
        ),
        signature=Signature(capacity=("TM. Hội đồng nhân dân", "Chủ tịch"), name="Nguyễn Văn A"),
        recipients=("Ủy ban nhân dân tỉnh", "Lưu: VT, VP"),
    )
    paper = printed(document)
    head, end = paper.pages[0].text, paper.pages[-1].text
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "HỘI ĐỒNG NHÂN DÂN TỈNH HÀ GIANG",
        "Số: 95/NQ-HĐND",
        "Hà Giang, ngày … tháng … năm …",
    ):
        assert part in head
    for part in (
        "Nơi nhận:",
        "- Ủy ban nhân dân tỉnh;",
        "- Lưu: VT, VP.",
        "TM. HỘI ĐỒNG NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
    ):
        assert part in end
