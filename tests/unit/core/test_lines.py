"""Lines broken by the widths of the letters."""

import subprocess

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from app.core.pdf.lines import BOLD, MILLIMETRES_PER_POINT, REGULAR, break_lines, width_of
from app.core.pdf.worker import FACES, vietnamese_letters

WORDS = st.text(alphabet="abcdêơư1234/-XN ", max_size=120)


def millimetres(text: str) -> float:
    return width_of(text) * 12 * MILLIMETRES_PER_POINT


@given(WORDS, st.floats(8, 80))
def test_no_line_is_wider_than_its_room(text: str, width: float) -> None:
    for line in break_lines(text, width=width, points=12):
        assert millimetres(line) <= width + 1e-6


@given(WORDS, st.floats(1, 80))
def test_no_letter_is_lost_and_none_is_added(text: str, width: float) -> None:
    lines = break_lines(text, width=width, points=12)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "kept",
    [
        "598/UBND-KT",
        "31/12/2018",
        "2018 - 2020",
        "quý IV/2018",
        "ngày 14",
        "tháng 7",
        "Khóa XVII",
        "thứ Sáu",
        "55,3 %",
    ],
)
def test_what_belongs_together_stays_on_one_line_wherever_the_line_ends(kept: str) -> None:
    for before in range(1, 40):
        lines = break_lines(f"{'a' * before} từ {kept} trở đi", width=40, points=12)
        assert any(kept in line for line in lines)


def test_a_word_wider_than_the_line_is_cut_after_a_hyphen_or_stroke() -> None:
    assert break_lines("https://vanban.example/duong-dan-rat-dai", width=30, points=12) == (
        "https://",
        "vanban.example/",
        "duong-dan-rat-",
        "dai",
    )


def test_a_word_without_a_sign_is_cut_where_the_line_is_full() -> None:
    lines = break_lines("A" * 100, width=30, points=12)
    assert len(set(lines[:-1])) == 1
    assert millimetres(lines[0] + "A") > 30


def test_own_line_ends_stay() -> None:
    assert break_lines("một\n\nhai ba", width=50, points=12) == ("một", "", "hai ba")


def test_a_letter_that_is_not_in_the_table_counts_as_a_wide_one() -> None:
    assert width_of("Ж") > width_of("W")


def test_the_widths_are_those_of_the_face_papers_are_printed_with() -> None:
    assert set(REGULAR) == set(BOLD) >= vietnamese_letters()
    for style, widths in (("regular", REGULAR), ("bold", BOLD)):
        font = TTFont(_file(style))
        letters, advances, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        assert {letter: round(advances[letters[ord(letter)]][0] / units, 4) for letter in widths} == {
            letter: round(width, 4) for letter, width in widths.items()
        }


def _file(style: str) -> str:
    for face in FACES:
        found = subprocess.run(
            ["fc-match", "-f", "%{family}|%{file}", f"{face}:{style}"],
            capture_output=True,
            check=True,
            text=True,
        )
        family, _, path = found.stdout.partition("|")
        if family == face:
            return path
    raise AssertionError("no face for papers")
