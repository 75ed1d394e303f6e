"""The code on a paper: printed in two halves, read as it is typed, drawn as a QR."""

import re

import pytest
import segno

from app.documents.domain import CODE_LENGTH, CODE_LETTERS, new_code
from app.documents.verification import QUIET, Verification, draw, read_code


@pytest.mark.parametrize(
    "typed", ["7K2QXMB94T", "7k2qx-mb94t", " 7K2QX MB94T ", "7K2QX—MB94T", "7 k 2 q x m b 9 4 t"]
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert read_code(typed) == "7K2QXMB94T"


def test_letters_that_look_like_figures_are_read_as_figures():
    assert read_code("OIL0O-1ILOo") == "0110011100"


@pytest.mark.parametrize("typed", ["", "7K2QX", "7K2QXMB94TT", "7K2QXMB94U", "7K2QXMB94Đ", "/../etc/pw"])
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed) is None


def test_a_new_code_reads_as_itself_in_both_ways_of_writing():
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(CODE_LETTERS)
    assert read_code(code) == read_code(Verification(code=code).spoken) == code


def test_without_an_address_only_the_code_is_printed():
    mark = Verification(code="7K2QXMB94T")
    assert (mark.url, mark.qr) == ("", None)
    assert Verification(code="7K2QXMB94T", address="https://a.vn").url == "https://a.vn/verify/7K2QXMB94T"


def test_a_qr_is_drawn_within_its_white_margin_and_always_the_same():
    drawing = draw("https://a.vn/verify/7K2QXMB94T")
    assert drawing == draw("https://a.vn/verify/7K2QXMB94T")
    assert drawing.path.startswith(f"M{QUIET} {QUIET}h7v1h-7z")
    assert drawing.side >= 21 + 2 * QUIET


def test_every_dark_module_is_drawn_once():
    url = "https://a.vn/verify/7K2QXMB94T"
    dark = sum(map(sum, segno.make(url, error="m", micro=False, boost_error=False).matrix))
    assert sum(map(int, re.findall(r"h(\d+)v1", draw(url).path))) == dark
