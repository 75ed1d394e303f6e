"""Long tables read back from the PDF: which words stand on which page, and where the rules are."""

from functools import cache
from itertools import pairwise

import pytest

from app.documents.paper import Orientation
from app.resolutions.documents import AppendixDocument, AppendixGroup, AppendixRow, print_appendix
from tests.documents import samples
from tests.documents.reading import MM, Page, Paper

COUNTS = (1, 17, 300)


@cache
def printed(document: AppendixDocument) -> Paper:
    return Paper(print_appendix(document).content)


def row(number: int, lines: int = 2) -> AppendixRow:
    """Its first word and its last can be found again."""
    words = f"đầu{number} " + "hoàn thành công trình thủy lợi " * (2 * lines) + f"cuối{number}"
    return AppendixRow(
        number=number, pledge=words, office="Giám đốc Sở", deadline_words=f"văn bản 598/UBND-KT{number}"
    )


@cache
def long_table(count: int, orientation: Orientation = Orientation.LANDSCAPE) -> AppendixDocument:
    """Rows of one to six lines, seven to a group."""
    rows = [row(number, lines=number * 7 % 6) for number in range(1, count + 1)]
    groups = tuple(
        AppendixGroup(title=f"Nhóm vấn đề thứ {start // 7 + 1}", rows=tuple(rows[start : start + 7]))
        for start in range(0, count, 7)
    )
    return samples.appendix(groups=groups, orientation=orientation)


def headings(page: Page) -> int:
    """How often the heading row stands on a page."""
    return sum(word.text == "TT" for word in page.words)


def with_rows(document: AppendixDocument) -> list[Page]:
    """The pages on which rows begin, go on or end."""
    marks = ("đầu", "dòng", "cuối")
    return [
        page for page in printed(document).pages if any(word.text.startswith(marks) for word in page.words)
    ]


@pytest.mark.parametrize("count", COUNTS)
def test_every_page_of_a_table_has_the_heading_row_above_its_rows(count: int) -> None:
    for page in with_rows(long_table(count)):
        assert headings(page) == 1
        (top,) = [word.top for word in page.words if word.text == "TT"]
        assert all(word.top > top for word in page.words if word.text.startswith(("đầu", "Nhóm")))


@pytest.mark.parametrize("count", COUNTS)
def test_a_row_begins_and_ends_on_the_same_page(count: int) -> None:
    for page in printed(long_table(count)).pages:
        first = [word.text[3:] for word in page.words if word.text.startswith("đầu")]
        last = [word.text[4:] for word in page.words if word.text.startswith("cuối")]
        assert first == last


@pytest.mark.parametrize("count", COUNTS)
def test_every_row_is_there_once_and_in_order(count: int) -> None:
    words = [word.text for page in printed(long_table(count)).pages for word in page.words]
    assert [word for word in words if word.startswith("đầu")] == [
        f"đầu{number}" for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", COUNTS)
def test_under_the_heading_of_a_group_stands_a_row_of_it(count: int) -> None:
    for page in printed(long_table(count)).pages:
        groups = [word.top for word in page.words if word.text == "Nhóm"]
        rows = [word.top for word in page.words if word.text.startswith("đầu")]
        assert all(any(top > group for top in rows) for group in groups)


@pytest.mark.parametrize("orientation", list(Orientation))
def test_everything_stays_between_the_margins_and_in_its_cell(orientation: Orientation) -> None:
    for page in printed(long_table(17, orientation)).pages:
        upright = sorted({round(rule.left, 1) for rule in page.rules if rule.upright})
        body = [word for word in page.words if word.top > 20 * MM - 2]
        assert min(word.left for word in body) >= 30 * MM - 0.1
        assert max(word.right for word in body) <= page.width - 15 * MM + 0.1
        assert max(word.bottom for word in body) <= page.height - 20 * MM + 1
        cells = list(pairwise(upright))
        rows = [word for word in body if word.text.startswith(("đầu", "cuối", "598/"))]
        assert all(any(left < word.left and word.right < right for left, right in cells) for word in rows)


def test_the_column_of_numbers_is_narrow_also_with_four_figures_and_long_numerals() -> None:
    rows = tuple(row(number) for number in (998, 999, 1000, 1001))
    groups = tuple(AppendixGroup(title=f"Nhóm {place}", rows=rows[:1]) for place in range(1, 38))
    page = printed(samples.appendix(groups=(*groups, AppendixGroup(title="Nhóm cuối", rows=rows)))).pages[-1]
    upright = sorted({rule.left for rule in page.rules if rule.upright})
    assert upright[1] - upright[0] < 22 * MM
    numbers = [word for word in page.words if word.text in {"1000", "1001", "XXXVIII"}]
    assert len(numbers) == 3
    assert all(upright[0] < word.left and word.right < upright[1] for word in numbers)


def test_numbers_of_papers_are_whole_also_in_the_narrow_columns_of_a_portrait_page() -> None:
    document = long_table(17, Orientation.PORTRAIT)
    words = {word.text for page in printed(document).pages for word in page.words}
    assert {f"598/UBND-KT{number}" for number in range(1, 18)} <= words


def test_a_column_of_short_answers_gets_less_room_than_one_of_long_ones() -> None:
    table = long_table(17).table
    width = dict(zip((column.key for column in table.columns), table.widths, strict=True))
    assert width["number"] < width["accountable"] < width["pledge"]
    assert width["pledge"] > sum(table.widths) / 2
    assert sum(table.widths) == pytest.approx(252)


@pytest.mark.parametrize("orientation", list(Orientation))
def test_a_row_is_cut_only_when_it_is_higher_than_the_page_and_never_loses_the_heading_row(
    orientation: Orientation,
) -> None:
    """Rows just too high for the page are those above which the heading row could vanish (Kozea/WeasyPrint 2679)."""
    height, points = (170, 12) if orientation is Orientation.LANDSCAPE else (257, 11)
    whole_page = int(height * MM / (1.2 * points))
    cut = []
    for lines in range(whole_page - 7, whole_page + 1):
        words = ["đầu2", *(f"dòng{number}" for number in range(lines - 2)), "cuối2"]
        high = AppendixRow(number=2, pledge="\n".join(words), office="Giám đốc Sở")
        group = AppendixGroup(title="Nhóm vấn đề", rows=(row(1), high, row(3)))
        document = samples.appendix(groups=(group,), orientation=orientation)
        pages = with_rows(document)
        told = [word.text for page in pages for word in page.words]
        assert [word for word in told if word.startswith("dòng")] == words[1:-1]
        assert [headings(page) for page in pages] == [1] * len(pages)
        cut.append(
            len([page for page in pages if {"đầu2", "cuối2"} & {word.text for word in page.words}]) > 1
        )
    assert cut == sorted(cut)
    assert set(cut) == {False, True}


def test_a_cell_of_several_pages_goes_on_under_the_heading_row_and_the_rows_around_it_stay_whole() -> None:
    words = " ".join(["đầu2", *(f"việc{number}" for number in range(2_500)), "cuối2"])
    rows = (row(1), AppendixRow(number=2, pledge=words, office="Giám đốc Sở"), row(3))
    pages = printed(samples.appendix(groups=(AppendixGroup(title="Nhóm", rows=rows),))).pages
    assert len(pages) > 4
    assert [headings(page) for page in pages] == [1] * len(pages)
    told = [word.text for page in pages for word in page.words]
    assert [word for word in told if word.startswith("việc")] == words.split()[1:-1]
    for number in (1, 3):
        assert [f"đầu{number}" in page.text for page in pages] == [
            f"cuối{number}" in page.text for page in pages
        ]
    assert max(word.bottom for page in pages for word in page.words) <= 190 * MM + 1


def test_two_thousand_rows_are_printed_within_the_limits_with_a_heading_row_on_every_page() -> None:
    rows = tuple(
        AppendixRow(number=number, pledge=f"đầu{number} sửa kè cuối{number}", office="Sở")
        for number in range(1, 2_001)
    )
    made = print_appendix(samples.appendix(groups=(AppendixGroup(title="", rows=rows),)))
    pages = Paper(made.content).pages
    assert len(pages) == made.pages > 50
    assert [headings(page) for page in pages] == [1] * made.pages
    told = [word.text for page in pages for word in page.words]
    assert [word for word in told if word.startswith("đầu")] == [f"đầu{number}" for number in range(1, 2_001)]
    for page in pages:
        assert page.text.count("đầu") == page.text.count("cuối")
