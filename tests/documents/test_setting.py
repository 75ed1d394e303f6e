"""Lines set letter by letter stand where the library itself would put them."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from app.config import ROOT
from app.core.pdf.render import FOLDER
from tests.documents.reading import Paper

BOTH_WAYS = """
import base64, json, sys
from pathlib import Path
from app.core.pdf import setting
from app.core.pdf.worker import Press

press, asked = Press(Path(sys.argv[1])), []
first_line = setting.Layout.get_first_line
setting.Layout.get_first_line = lambda layout: asked.append(layout.text) or first_line(layout)

def printed(page):
    asked.clear()
    return base64.b64encode(press.print_pdf(page)[1]).decode(), list(asked)

pages = json.load(sys.stdin)
plain = [printed(page) for page in pages]
setting.Setter("".join(sorted(press.advances["regular"]))).take_over()
json.dump([plain, [printed(page) for page in pages]], sys.stdout)
"""
PAGE = '<!DOCTYPE html><html lang="vi"><title>Bảng</title><link rel="stylesheet" href="app-static:paper.css"><link rel="stylesheet" href="app-static:table.css"><body>{}'
TABLE = PAGE.format(
    '<table class="register laid-out"><colgroup><col style="width:20mm"><col style="width:60mm"><col style="width:40mm">'
    "</colgroup><thead><tr><th>TT</th><th>Nội dung\nlời hứa</th><th>Thời hạn</th></tr></thead><tbody>{}</tbody></table>"
)
ROW = '<tr><td class="centred">{}</td><td>{}</td><td class="centred">31/07/2017</td></tr>'
CELLS = {
    "letters": "Đẩy nhanh tiến độ\nVõ Ý Ừng, AVATAR, fi fl ffi\n598/UBND-KT – 55,3 %",
    "an empty line": "Dòng đầu\n\nsau một dòng trống\n",
    "bold and italics": "Chữ đậm <b>VÀ</b> chữ <i>nghiêng</i>\n“ngoặc kép” … ≥ ½",
    "a letter of no table": "một chữ bảng không có: ç ñ\nvà dòng sau",
    "a word wider than its cell": "một-chữ-rất-dài-" * 8,
}
MANY = "Dòng một\nDòng hai\nDòng ba"
PROSE = PAGE.format(f"<p>{'AVATAR Ừng Võ ' * 60}</p>")


@dataclass(frozen=True)
class Printed:
    """A page as it was printed, and the texts Pango was asked to shape for it."""

    paper: Paper
    asked: list[str]


@pytest.fixture(scope="module")
def prints() -> dict[str, tuple[Printed, Printed]]:
    """Each page by the library alone, and with our lines."""
    pages = {
        name: TABLE.format(ROW.format(1, words) + ROW.format(12, "Ngắn")) for name, words in CELLS.items()
    }
    pages["many"] = TABLE.format("".join(ROW.format(number, MANY) for number in range(100)))
    pages["prose"] = PROSE
    done = subprocess.run(
        [sys.executable, "-c", BOTH_WAYS, FOLDER],
        input=json.dumps(list(pages.values())), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    plain, ours = (
        [Printed(Paper(base64.b64decode(content)), asked) for content, asked in way]
        for way in json.loads(done.stdout)
    )
    return dict(zip(pages, zip(plain, ours, strict=True), strict=True))


@pytest.mark.parametrize("name", CELLS)
def test_every_word_stands_where_the_library_puts_it(prints, name: str) -> None:
    plain, ours = (each.paper for each in prints[name])
    assert [page.words for page in ours.pages] == [page.words for page in plain.pages]
    assert [page.rules for page in ours.pages] == [page.rules for page in plain.pages]
    assert ours.typed(0) == plain.typed(0)
    assert ours.flowing_text == plain.flowing_text


def test_pango_is_asked_for_the_letters_of_a_face_and_not_for_each_line(prints) -> None:
    plain, ours = prints["many"]
    assert plain.asked.count("Dòng hai") >= 200
    assert "Dòng hai" not in ours.asked
    assert len(ours.asked) < 50


def test_text_outside_broken_tables_is_left_to_the_library(prints) -> None:
    plain, ours = prints["prose"]
    assert ours.paper.content == plain.paper.content
