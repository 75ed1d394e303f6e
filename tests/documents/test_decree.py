"""Nghị định 30/2020/NĐ-CP, Phụ lục I, point by point against the coordinates in the PDF: resolution, letter, appendices."""

from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise

import pytest

from app.core.pdf import render_pdf
from app.documents.paper import TEMPLATE, Copy, Margins, Orientation, Paper
from app.documents.wording import articles_of, paragraphs_of
from tests.documents import samples
from tests.documents.reading import MM, Rule, Typed
from tests.documents.reading import Paper as Read

NARROW, WIDE = Margins(), Margins(top=25, bottom=25, left=35, right=20)
SINGLE = 1.149
"""Height of a line of a Times-metric face that is called "single", in ems."""

APPENDICES = pytest.mark.parametrize("appendix", [samples.appendix(), samples.follow_up()])
RESOLUTION = samples.resolution(appendices=(samples.appendix(),))
LETTER = samples.letter()


@cache
def read(paper: Paper) -> Read:
    return Read(render_pdf(TEMPLATE, paper, title="Thử").content)


@cache
def lines(paper: Paper, page: int = 0) -> list[list[Typed]]:
    """The words of a page line by line: those of one baseline, from left to right."""
    words = sorted(read(paper).typed(page), key=lambda word: (round(word.baseline), word.left))
    return [list(line) for _, line in groupby(words, key=lambda word: round(word.baseline))]


def line(paper: Paper, begins: str, page: int = 0) -> list[Typed]:
    """The words from `begins` to the end of their line; what stands in the other half of the head is left out."""
    for words in lines(paper, page):
        for place in range(len(words)):
            found = words[place:]
            if " ".join(word.text for word in found).startswith(begins):
                return without_gap(found)
    raise AssertionError(f"no line begins with {begins!r}")


def without_gap(words: list[Typed]) -> list[Typed]:
    """Up to the first gap of a centimetre: beside it stands the other half of head or end."""
    for place, (left, right) in enumerate(pairwise(words), start=1):
        if right.left - left.right > 10 * MM:
            return words[:place]
    return words


def text(words: list[Typed]) -> str:
    return " ".join(word.text for word in words)


def looks(words: list[Typed]) -> set[tuple[float, str]]:
    return {(word.size, word.style) for word in words}


def middle(words: list[Typed]) -> float:
    return (words[0].left + words[-1].right) / 2


def width(words: list[Typed]) -> float:
    return words[-1].right - words[0].left


def rule_under(paper: Paper, words: list[Typed], page: int = 0) -> Rule:
    """The first level rule below a line."""
    below = [
        rule
        for rule in read(paper).pages[page].rules
        if not rule.upright
        and words[-1].baseline < rule.top
        and rule.left < words[-1].right
        and words[0].left < rule.right
    ]
    return min(below, key=lambda rule: rule.top)


def text_middle(paper: Paper, part: Paper | None = None) -> float:
    form = part or paper
    return (form.margins.left + form.text_width / 2) * MM


def body_lines(paper: Paper, page: int = 0) -> list[list[Typed]]:
    """The lines of the text: from the first article down to its last words."""
    words = [text(each) for each in lines(paper, page)]
    start = next(place for place, each in enumerate(words) if each.startswith("Điều 1."))
    return lines(paper, page)[start:]


# The page (I)


@pytest.mark.parametrize("margins", [NARROW, WIDE])
def test_the_resolution_is_a4_upright_and_its_text_fills_the_margins_of_the_council(margins: Margins) -> None:
    paper = replace(samples.resolution(), margins=margins)
    for number, page in enumerate(read(paper).pages):
        assert (page.width, page.height) == pytest.approx((210 * MM, 297 * MM), abs=0.5)
        words = [word for word in read(paper).typed(number) if word.baseline > margins.top * MM]
        assert min(word.left for word in words) == pytest.approx(margins.left * MM, abs=0.3)
        assert max(word.right for word in words) == pytest.approx(page.width - margins.right * MM, abs=0.5)
        assert min(word.top for word in words) >= margins.top * MM - 2
        assert max(word.baseline for word in words) <= page.height - margins.bottom * MM


def test_page_numbers_of_13_points_stand_centred_in_the_top_margin_from_page_2() -> None:
    paper = samples.resolution()
    assert not [word for word in read(paper).typed(0) if word.baseline < 20 * MM]
    [number] = [word for word in read(paper).typed(1) if word.baseline < 20 * MM]
    assert (number.text, number.size, number.style) == ("2", 13, "")
    assert (number.left + number.right) / 2 == pytest.approx(text_middle(paper), abs=0.3)
    assert number.top > 5 * MM


def test_the_pages_of_an_appendix_in_the_same_file_are_counted_from_one_again() -> None:
    pages = read(RESOLUTION).pages
    marks = [[word.text for word in page.words if word.bottom < 20 * MM] for page in pages]
    assert marks == [[], ["2"], [], *([str(number)] for number in range(2, len(pages) - 1))]
    assert [page.width > page.height for page in pages] == [False, False, *[True] * (len(pages) - 2)]


@pytest.mark.parametrize("orientation", list(Orientation))
@APPENDICES
def test_both_appendices_keep_the_margins_of_the_council_upright_and_across(
    appendix: Paper, orientation: Orientation
) -> None:
    paper = replace(appendix, margins=WIDE, orientation=orientation)
    for page in read(paper).pages:
        right = page.width - WIDE.right * MM
        assert min(rule.left for rule in page.rules) == pytest.approx(WIDE.left * MM, abs=1)
        assert max(rule.right for rule in page.rules) == pytest.approx(right, abs=1)
        assert max(rule.bottom for rule in page.rules) <= page.height - WIDE.bottom * MM + 1


@pytest.mark.parametrize("paper", [RESOLUTION, LETTER, samples.follow_up()])
def test_every_letter_is_black_in_one_times_metric_face(paper: Paper) -> None:
    for page in read(paper).reader.pages:
        colours = {
            line
            for line in page.get_contents().get_data().decode("latin-1").splitlines()
            if line.endswith((" rg", " RG"))
        }
        assert all(colour.startswith("0 0 0 ") for colour in colours)
        for font in page["/Resources"]["/Font"].values():
            face = font.get_object()["/BaseFont"].split("+")[1].split("-")[0]
            assert face in {"Tinos", "LiberationSerif", "Liberation", "TimesNewRoman"}


# 1. Quốc hiệu and tiêu ngữ


@pytest.mark.parametrize("margins", [NARROW, WIDE])
@pytest.mark.parametrize("sample", [RESOLUTION, LETTER])
def test_the_name_of_the_state_stands_in_one_line_in_bold_capitals_of_12_points(
    sample: Paper, margins: Margins
) -> None:
    state = line(replace(sample, margins=margins), "CỘNG HÒA")
    assert text(state) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert looks(state) == {(12, "Bold")}
    assert state[0].left > 105 * MM - 5 * MM


@pytest.mark.parametrize("sample", [RESOLUTION, LETTER])
def test_the_motto_is_bold_of_13_points_centred_under_it_with_a_rule_as_long_as_its_text(
    sample: Paper,
) -> None:
    state, motto = line(sample, "CỘNG HÒA"), line(sample, "Độc lập")
    assert text(motto) == "Độc lập - Tự do - Hạnh phúc"
    assert looks(motto) == {(13, "Bold")}
    assert middle(motto) == pytest.approx(middle(state), abs=0.3)
    rule = rule_under(sample, motto)
    assert (rule.left, rule.right) == pytest.approx((motto[0].left, motto[-1].right), abs=0.3)
    assert 0 < rule.top - motto[0].baseline < 3 * MM


# 2. Issuing body


def test_the_issuing_body_is_bold_capitals_with_a_rule_of_a_third_to_a_half_of_its_text() -> None:
    first, second = line(RESOLUTION, "HỘI ĐỒNG NHÂN DÂN"), line(RESOLUTION, "TỈNH HÀ GIANG")
    assert looks(first) | looks(second) == {(12, "Bold")}
    assert middle(first) == pytest.approx(middle(second), abs=0.3)
    rule = rule_under(RESOLUTION, second)
    assert 1 / 3 <= (rule.right - rule.left) / max(width(first), width(second)) <= 1 / 2
    assert (rule.left + rule.right) / 2 == pytest.approx(middle(first), abs=0.3)


def test_the_superior_body_is_of_the_same_size_but_not_bold() -> None:
    superior, own = line(LETTER, "HỘI ĐỒNG NHÂN DÂN"), line(LETTER, "THƯỜNG TRỰC")
    assert (looks(superior), looks(own)) == ({(12, "")}, {(12, "Bold")})
    assert superior[0].baseline == pytest.approx(line(LETTER, "CỘNG HÒA")[0].baseline, abs=0.1)
    rule = rule_under(LETTER, own)
    assert 1 / 3 <= (rule.right - rule.left) / width(own) <= 1 / 2


@pytest.mark.parametrize("name", ["Ủy ban", "Hội đồng nhân dân\nthành phố Hồ Chí Minh", "Hội đồng " * 9])
def test_the_rule_fits_short_and_long_names_of_bodies(name: str) -> None:
    assert RESOLUTION.letterhead is not None
    paper = samples.resolution(letterhead=replace(RESOLUTION.letterhead, agency=name))
    own = [
        without_gap(words)
        for words in lines(paper)
        if words[0].baseline < line(paper, "Số:")[0].baseline and words[0].left < 90 * MM
    ]
    rule = rule_under(paper, own[-1])
    assert 1 / 3 <= (rule.right - rule.left) / max(map(width, own)) <= 1 / 2


# 3 and 4. Number, place and date


@pytest.mark.parametrize(("paper", "number"), [(RESOLUTION, "Số: 95/NQ-HĐND"), (LETTER, "Số: 05/HĐND-VP")])
def test_the_number_is_upright_of_13_points_centred_under_the_issuing_body_without_spaces(
    paper: Paper, number: str
) -> None:
    found, body = line(paper, "Số:"), line(paper, "HỘI ĐỒNG NHÂN DÂN")
    assert text(found) == number
    assert looks(found) == {(13, "")}
    assert middle(found) == pytest.approx(middle(body), abs=0.3)


@pytest.mark.parametrize(
    ("paper", "day"),
    [(RESOLUTION, "Hà Giang, ngày 14 tháng 7 năm 2017"), (LETTER, "Hà Giang, ngày 05 tháng 02 năm 2018")],
)
def test_place_and_day_are_italic_on_the_line_of_the_number_with_the_zeros_of_the_decree(
    paper: Paper, day: str
) -> None:
    found = line(paper, "Hà Giang,")
    assert text(found) == day
    assert looks(found) == {(13, "Italic")}
    assert found[0].baseline == pytest.approx(line(paper, "Số:")[0].baseline, abs=0.1)
    assert middle(found) == pytest.approx(middle(line(paper, "CỘNG HÒA")), abs=0.3)


# 5. Kind and trích yếu


def test_kind_and_subject_are_bold_of_14_points_centred_with_a_rule_of_a_third_to_a_half() -> None:
    kind, first, second = (
        line(RESOLUTION, "NGHỊ QUYẾT"),
        line(RESOLUTION, "Về chất vấn"),
        line(RESOLUTION, "Hội đồng nhân dân tỉnh Hà Giang khóa"),
    )
    assert looks([*kind, *first, *second]) == {(14, "Bold")}
    for words in (kind, first, second):
        assert middle(words) == pytest.approx(text_middle(RESOLUTION), abs=0.3)
    rule = rule_under(RESOLUTION, second)
    assert 1 / 3 <= (rule.right - rule.left) / max(width(first), width(second)) <= 1 / 2
    assert (rule.left + rule.right) / 2 == pytest.approx(text_middle(RESOLUTION), abs=0.3)


def test_the_subject_of_a_letter_is_upright_of_12_points_centred_six_points_under_the_number() -> None:
    number, subject = line(LETTER, "Số:"), line(LETTER, "V/v")
    assert looks(subject) == {(12, "")}
    assert middle(subject) == pytest.approx(middle(number), abs=0.3)
    assert subject[0].baseline - number[0].baseline >= 1.2 * 12 + 6


def test_who_decides_stands_in_bold_capitals_centred_before_the_legal_bases() -> None:
    council, sitting = (
        line(RESOLUTION, "HỘI ĐỒNG NHÂN DÂN TỈNH HÀ GIANG"),
        line(RESOLUTION, "KHÓA XVII - KỲ HỌP THỨ NĂM"),
    )
    assert looks([*council, *sitting]) == {(14, "Bold")}
    assert [middle(words) for words in (council, sitting)] == pytest.approx(
        [text_middle(RESOLUTION)] * 2, abs=0.3
    )
    assert sitting[0].baseline < line(RESOLUTION, "Căn cứ")[0].baseline


# 6. The text


def test_legal_bases_are_italic_each_on_a_line_of_its_own_with_semicolons_and_a_last_full_stop() -> None:
    start = line(RESOLUTION, "Căn cứ")[0].baseline
    end = line(RESOLUTION, "QUYẾT NGHỊ:")[0].baseline
    bases = [words for words in lines(RESOLUTION) if start <= words[0].baseline < end]
    assert {look for words in bases for look in looks(words)} == {(14, "Italic")}
    begun = [words for words in bases if words[0].left > 40 * MM]
    assert [words[0].text for words in begun] == ["Căn", "Căn", "Trên"]
    endings = [bases[bases.index(words) - 1][-1].text[-1] for words in begun[1:]]
    assert (endings, bases[-1][-1].text[-1]) == ([";", ";"], ".")


def test_paragraphs_begin_12_7_millimetres_in_and_are_set_flush_at_both_sides() -> None:
    right = (RESOLUTION.margins.left + RESOLUTION.text_width) * MM
    for words, following in pairwise(body_lines(RESOLUTION)):
        assert words[0].left == pytest.approx(30 * MM, abs=0.3) or words[0].left == pytest.approx(
            42.7 * MM, abs=0.3
        )
        if following[0].left < 40 * MM:
            assert words[-1].right == pytest.approx(right, abs=0.5)


def test_the_text_is_of_14_points_with_lines_between_single_and_one_and_a_half_and_six_points_more_between_paragraphs() -> (
    None
):
    body = body_lines(RESOLUTION)
    assert {size for words in body for size, _ in looks(words)} == {14}
    within = {
        round(low[0].baseline - high[0].baseline, 1) for high, low in pairwise(body) if low[0].left < 40 * MM
    }
    [spacing] = within
    assert SINGLE * 14 <= spacing <= 1.5 * SINGLE * 14
    between = [low[0].baseline - high[0].baseline for high, low in pairwise(body) if low[0].left > 40 * MM]
    assert min(between) >= spacing + 6 - 0.1


def test_the_number_of_an_article_and_its_title_are_bold_and_its_text_is_upright() -> None:
    first = line(RESOLUTION, "Điều 1.")
    assert looks(first[:2]) == {(14, "Bold")}
    assert looks(first[2:]) == {(14, "")}
    assert looks(line(RESOLUTION, "Điều 3. Tổ chức thực hiện", page=1)) == {(14, "Bold")}


def test_the_title_of_a_clause_is_bold_and_a_clause_or_point_that_is_a_sentence_is_upright() -> None:
    assert looks(line(RESOLUTION, "1. Về lĩnh vực")) == {(14, "Bold")}
    assert looks(line(RESOLUTION, "a) Sở Tài nguyên")) == {(14, "")}
    assert looks(line(RESOLUTION, "3. Các nội dung")) == {(14, "")}


@pytest.mark.parametrize("paper", [samples.resolution(), LETTER])
def test_the_text_ends_with_its_mark(paper: Paper) -> None:
    page = len(read(paper).pages) - 1
    signer = line(paper, "TM.", page)[0].baseline
    last = max(
        (words for words in lines(paper, page) if words[0].baseline < signer - 2),
        key=lambda words: words[0].baseline,
    )
    assert last[-1].text.endswith("./.")
    assert not last[-1].text.endswith("../.")


@pytest.mark.parametrize("lines_before", range(1, 14))
def test_neither_the_title_of_an_article_nor_the_signature_is_ever_alone_on_a_page(lines_before: int) -> None:
    filler = "\n".join(["Hội đồng nhân dân tỉnh ghi nhận."] * lines_before)
    paper = samples.resolution(
        articles=articles_of((samples.ASSESSMENT, f"{samples.TASKS}\n{filler}", samples.RESPONSIBILITIES))
    )
    for number in range(len(read(paper).pages)):
        found = [text(words) for words in lines(paper, number)]
        assert not found[-1].startswith("Điều 3.")
        if any("TM. HỘI ĐỒNG NHÂN DÂN" in each for each in found):
            assert any(each.endswith("./.") for each in found)


# 7. Signature


def test_powers_and_office_are_bold_capitals_and_the_name_is_bold_centred_below() -> None:
    collective, head, deputy, name = (
        line(LETTER, start) for start in ("TM. THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Người Ký Mẫu")
    )
    assert looks([*collective, *head, *deputy]) == {(13, "Bold")}
    assert looks(name) == {(14, "Bold")}
    for words in (head, deputy, name):
        assert middle(words) == pytest.approx(middle(collective), abs=0.3)
    assert name[0].baseline - deputy[0].baseline >= 20 * MM
    assert collective[0].left > 90 * MM


# 9. Addressees and recipients


def test_one_addressee_stands_on_the_line_of_its_salutation() -> None:
    paper = samples.letter("Ủy ban nhân dân tỉnh")
    salutation = line(paper, "Kính gửi:")
    assert text(salutation) == "Kính gửi: Ủy ban nhân dân tỉnh"
    assert looks(salutation) == {(14, "")}


def test_several_addressees_stand_below_each_other_their_dashes_under_the_colon() -> None:
    salutation = line(LETTER, "Kính gửi:")
    names = [line(LETTER, start) for start in ("- Ủy ban", "- Ban Dân tộc", "- Công an")]
    assert [text(words)[-1] for words in names] == [";", ";", "."]
    colon = salutation[-1].right - 0.278 * 14
    assert [words[0].left for words in names] == pytest.approx([colon] * 3, abs=1)
    assert looks([word for words in names for word in words]) == {(14, "")}


def test_recipients_are_listed_at_the_left_level_with_the_signature() -> None:
    page = len(read(samples.resolution()).pages) - 1
    paper = samples.resolution()
    label, record = line(paper, "Nơi nhận:", page), line(paper, "- Lưu:", page)
    assert looks(label) == {(12, "Bold-Italic")}
    assert label[0].left == pytest.approx(30 * MM, abs=0.3)
    assert label[0].baseline == pytest.approx(line(paper, "TM.", page)[0].baseline, abs=1)
    listed = [line(paper, f"- {name}", page) for name in samples.RECIPIENTS]
    assert looks([word for words in listed for word in words]) == {(11, "")}
    assert [text(words)[-1] for words in listed] == [*[";"] * 5, "."]
    assert text(record) == "- Lưu: VT, VP."


# 13. Address


def test_the_address_of_a_letter_stands_in_11_points_at_the_foot_of_page_1_under_a_rule_as_wide_as_the_text() -> (
    None
):
    address = line(LETTER, "Số 395")
    assert looks(address) == {(11, "")}
    assert address[0].baseline > 277 * MM
    [rule] = {
        (round(rule.left), round(rule.right))
        for rule in read(LETTER).pages[0].rules
        if rule.top > 270 * MM and not rule.upright
    }
    assert rule == (round(30 * MM), round(195 * MM))
    assert read(replace(LETTER, address_line="")).pages[0].rules[-1].top < 270 * MM


# Phụ lục (III.1)


@APPENDICES
def test_an_appendix_begins_with_its_name_its_title_and_its_paper_all_of_14_points_and_centred(
    appendix: Paper,
) -> None:
    name, paper = line(appendix, "Phụ lục"), line(appendix, "(Kèm theo")
    titles = [words for words in lines(appendix) if name[0].baseline < words[0].baseline < paper[0].baseline]
    assert text(name) == "Phụ lục"
    assert looks([*name, *(word for words in titles for word in words)]) == {(14, "Bold")}
    assert all(text(words) == text(words).upper() for words in titles)
    assert looks(paper) == {(14, "Italic")}
    for words in (name, *titles, paper):
        assert middle(words) == pytest.approx(text_middle(appendix), abs=0.5)


@APPENDICES
def test_a_rule_stands_under_the_head_of_an_appendix_and_no_name_of_the_state_above_it(
    appendix: Paper,
) -> None:
    rule = min(
        (rule for rule in read(appendix).pages[0].rules if not rule.upright), key=lambda rule: rule.top
    )
    assert (rule.left + rule.right) / 2 == pytest.approx(text_middle(appendix), abs=0.3)
    assert "CỘNG HÒA" not in read(appendix).pages[0].text


@APPENDICES
def test_the_paper_it_goes_with_is_filled_in_on_paper_and_left_blank_in_the_electronic_file(
    appendix: Paper,
) -> None:
    on_paper = read(appendix).pages[0].text
    electronic = read(replace(appendix, copy=Copy.ELECTRONIC)).pages[0].text
    assert "ngày … tháng … năm … của" not in on_paper
    assert "số …/" in electronic
    assert "ngày … tháng … năm … của" in electronic


def test_a_paper_signed_before_it_has_its_number_leaves_room_for_it_and_a_draft_has_dots() -> None:
    unnumbered = replace(RESOLUTION, letterhead=replace(RESOLUTION.letterhead, number=""))
    words = read(unnumbered).typed(0)
    at = next(place for place, word in enumerate(words) if word.text == "Số:")
    assert words[at + 1].text == "/NQ-HĐND"
    assert words[at + 1].left - words[at].right > 11 * MM
    assert "Số: …/NQ-HĐND" in read(replace(unnumbered, draft=True)).pages[0].text


def test_the_appendix_of_such_a_paper_leaves_the_same_room() -> None:
    appendix = samples.appendix()
    unnumbered = replace(appendix, enclosure=replace(appendix.enclosure, number=""))
    assert "(Kèm theo Nghị quyết số /NQ-HĐND ngày 14" in read(unnumbered).pages[0].text


def test_a_percentage_is_never_parted_from_its_sign() -> None:
    said = "\n".join(f"{'a' * length} {'bb ' * 8}đạt tỷ lệ 55,3 % số hộ dân" for length in range(18, 36))
    words = [
        word
        for page in read(replace(LETTER, paragraphs=paragraphs_of(said))).pages
        for word in page.words
        if word.text in {"%", "55,3"}
    ]
    figures, signs = words[::2], words[1::2]
    assert len(signs) == 18
    assert {word.text for word in signs} == {"%"}
    assert all(abs(sign.top - figure.top) < 1 for figure, sign in zip(figures, signs, strict=True))
    assert len({round(figure.left) for figure in figures}) > 5, "no line ended near a figure"


def test_several_appendices_of_one_resolution_have_roman_numerals_and_pages_of_their_own() -> None:
    several = tuple(replace(samples.appendix(), ordinal=number) for number in (1, 2))
    pages = read(samples.resolution(appendices=several)).pages
    heads = [page for page in pages if page.text.startswith("Phụ lục ")]
    assert [page.text.split(" TỔNG")[0] for page in heads] == ["Phụ lục I", "Phụ lục II"]
    assert all(not [word for word in page.words if word.bottom < 20 * MM] for page in heads)


def test_letters_of_points_and_stops_that_were_typed_are_kept_and_not_doubled() -> None:
    paper = samples.letter()
    typed = replace(paper, paragraphs=paragraphs_of("Gồm:\na) việc một;\nđ) việc hai & <b>."))
    assert "Gồm: a) việc một; đ) việc hai & <b>." in read(typed).pages[0].text
