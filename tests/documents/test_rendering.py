"""The renderer: closed, limited, replaced when it fails, the same bytes for the same data."""

import http.server
import io
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from app.core.errors import DomainError
from app.core.pdf import render
from app.core.pdf.process import Renderer, RenderingError
from app.core.pdf.worker import vietnamese_letters
from app.documents.paper import TEMPLATE
from app.resolutions.documents import AppendixDocument, AppendixGroup, AppendixRow, print_appendix
from tests.documents import samples
from tests.documents.reading import Paper
from tests.documents.test_appendix_pdf import crossing

PAGE = '<!DOCTYPE html><html lang="vi"><title>Thử</title><link rel="stylesheet" href="app-static:paper.css"><body>{}</body></html>'


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    own = Renderer(render.FOLDER)
    yield own
    own.close()


@pytest.fixture
def loopback() -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback that remembers what was asked of it."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def with_words(words: str) -> bytes:
    row = AppendixRow(
        number=1, pledge=words, question=words, office=words, deadline_words=words, followed_by=(words,)
    )
    return print_appendix(samples.appendix(groups=(AppendixGroup(title=words, rows=(row,)),))).content


def test_the_same_data_gives_the_same_bytes_also_in_another_process(renderer: Renderer) -> None:
    first = print_appendix(samples.appendix())
    html = render.to_html(TEMPLATE, samples.appendix(), title="Phụ lục Nghị quyết 95/NQ-HĐND")
    assert renderer.render(html) == (first.pages, first.content)
    assert first.pages == len(Paper(first.content).pages)


def test_other_data_gives_another_file() -> None:
    assert print_appendix(samples.appendix()).sha256 != print_appendix(samples.appendix(draft=True)).sha256


@pytest.mark.parametrize(
    "words",
    [
        "<img src=file:///etc/passwd>",
        "<link rel=attachment href=file:///etc/passwd>",
        "<style>@import url(http://127.0.0.1/x.css)</style>",
        "<svg><use href='http://127.0.0.1/x#y'/></svg>",
        "{{7*7}}",
        "{% for x in y %}",
        "${7*7}",
        "'; DROP TABLE pledges; --",
        "</td></tr></table><h1>Kết thúc</h1>",
        "&amp; & &lt;",
    ],
)
def test_hostile_words_are_printed_as_letters(words: str) -> None:
    paper = Paper(with_words(words))
    assert "".join(words.split()) in "".join(paper.flowing_text.split())
    assert b"/EmbeddedFiles" not in paper.content
    assert "root:" not in paper.text


def test_nothing_is_fetched_even_where_the_page_asks_for_it(
    renderer: Renderer, loopback: tuple[str, list[str]]
) -> None:
    address, asked = loopback
    for markup in (
        f'<img src="{address}/a.png">',
        f'<link rel="stylesheet" href="{address}/a.css">',
        f'<link rel="attachment" href="{address}/a.txt">',
        f'<p style="background:url({address}/b.png)">x</p>',
        '<img src="file:///etc/passwd">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        '<link rel="stylesheet" href="data:text/css,p{color:red}">',
        '<img src="app-static:../../pyproject.toml">',
        '<link rel="stylesheet" href="app-static:nothing.css">',
    ):
        with pytest.raises(RenderingError) as refused:
            renderer.render(PAGE.format(markup))
        assert refused.value.code == "wrong"
    assert asked == []


def test_presentational_hints_are_off(renderer: Renderer) -> None:
    _, content = renderer.render(PAGE.format('<font color="red">đỏ</font>'))
    assert b"1 0 0 rg" not in b"".join(page.get_contents().get_data() for page in Paper(content).reader.pages)


def test_an_ignored_style_rule_is_an_error_not_a_wrong_paper(renderer: Renderer) -> None:
    with pytest.raises(RenderingError, match="no-such-property"):
        renderer.render(PAGE.format("<style>p { no-such-property: 1 }</style>"))


@pytest.mark.parametrize("letter", ["😀", "✓", "漢"])
def test_letters_the_face_does_not_have_are_named_and_nothing_is_printed(letter: str) -> None:
    with pytest.raises(DomainError) as refused:
        with_words(f"Đã làm {letter} xong")
    assert letter in refused.value.params["detail"]
    assert f"U+{ord(letter):04X}" in str(refused.value)


def test_invisible_and_control_characters_are_not_printed() -> None:
    text = Paper(with_words("Sửa\u202e chữa\u200b hồ\x0b chứa\x00 nước\ufeff")).flowing_text
    assert "Sửa chữa hồ chứa nước" in text


def test_there_are_134_vietnamese_letters_beyond_the_plain_alphabet() -> None:
    assert len(vietnamese_letters()) == 134


def _fonts_in(folder: Path) -> str:
    configuration = folder / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    return str(configuration)


def _face_files() -> dict[str, bytes]:
    """The four styles of the face this machine prints with, found as fontconfig finds them."""
    files = {}
    for face in ("Tinos", "Liberation Serif"):
        for style in ("regular", "bold", "italic", "bold:italic"):
            match = subprocess.run(
                ["fc-match", "-f", "%{family}|%{file}", f"{face}:{style}"],
                capture_output=True,
                check=True,
                text=True,
            )
            family, _, path = match.stdout.partition("|")
            if family == face:
                files[Path(path).name] = Path(path).read_bytes()
        if files:
            break
    return files


def test_a_face_with_wider_letters_still_keeps_them_in_their_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in _face_files().items():
        font = TTFont(io.BytesIO(content))
        metrics = font["hmtx"].metrics
        for glyph, (advance, bearing) in metrics.items():
            metrics[glyph] = (advance * 5 // 4, bearing)
        font.save(tmp_path / name)
    monkeypatch.setenv("FONTCONFIG_FILE", _fonts_in(tmp_path))
    own = Renderer(render.FOLDER)
    monkeypatch.setattr(render, "renderer", own)
    for page in Paper(print_appendix(samples.appendix()).content).pages:
        assert crossing(page) == []
    own.close()


def test_without_a_times_face_the_server_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", _fonts_in(tmp_path))
    own = Renderer(render.FOLDER)
    monkeypatch.setattr(render, "renderer", own)
    with pytest.raises(DomainError, match="fonts-croscore"):
        print_appendix(samples.appendix())
    own.close()


def test_a_face_that_lacks_vietnamese_letters_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renderer: Renderer
) -> None:
    for name, content in _face_files().items():
        font = TTFont(io.BytesIO(content))
        options = subset.Options(name_IDs=["*"], notdef_outline=True)
        thinner = subset.Subsetter(options)
        thinner.populate(unicodes=[code for code in font.getBestCmap() if not 0x1EA0 <= code <= 0x1EF9])
        thinner.subset(font)
        font.save(tmp_path / name)
    monkeypatch.setenv("FONTCONFIG_FILE", _fonts_in(tmp_path))
    with pytest.raises(RenderingError) as refused:
        renderer.render(PAGE.format("Thử"))
    assert refused.value.code == "font"
    assert "incomplete" in refused.value.detail


def test_a_paper_that_takes_too_long_is_stopped_and_the_next_one_is_printed(renderer: Renderer) -> None:
    renderer.render(PAGE.format("ấm máy"))
    long_table = "<table>" + "<tr><td>hàng</td></tr>" * 20_000 + "</table>"
    with pytest.raises(RenderingError) as stopped:
        renderer.render(PAGE.format(long_table), seconds=0.5)
    assert stopped.value.code == "timeout"
    assert renderer.render(PAGE.format("tiếp"))[0] == 1


def test_a_paper_that_needs_too_much_memory_is_refused_in_words_and_the_next_one_is_printed(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer.render(PAGE.format("ấm máy"))
    assert renderer._child is not None
    used = int(Path(f"/proc/{renderer._child.pid}/statm").read_text().split()[0]) * resource.getpagesize()
    resource.prlimit(renderer._child.pid, resource.RLIMIT_AS, (used + 20_000_000, used + 20_000_000))
    monkeypatch.setattr(render, "renderer", renderer)
    with pytest.raises(DomainError, match="Print fewer rows at a time"):
        print_appendix(long_appendix(2_000))
    assert renderer.render(PAGE.format("tiếp"))[0] == 1


def long_appendix(count: int) -> AppendixDocument:
    rows = tuple(AppendixRow(number=number, pledge="sửa kè " * 40) for number in range(1, count + 1))
    return samples.appendix(groups=(AppendixGroup(title="Nhóm", rows=rows),))


def test_a_child_that_is_killed_is_replaced(renderer: Renderer) -> None:
    renderer.render(PAGE.format("một"))
    assert renderer._child is not None
    os.kill(renderer._child.pid, signal.SIGKILL)
    renderer._child.wait()
    with pytest.raises(RenderingError) as died:
        renderer.render(PAGE.format("hai"))
    assert died.value.code == "died"
    assert renderer.render(PAGE.format("ba"))[0] == 1


def test_the_child_stays_warm_between_papers(renderer: Renderer) -> None:
    renderer.render(PAGE.format("một"))
    first = renderer._child
    renderer.render(PAGE.format("hai"))
    assert renderer._child is first


def test_a_child_started_ahead_prints_the_first_paper(renderer: Renderer) -> None:
    renderer.start()
    first = renderer._child
    renderer.start()
    assert renderer.render(PAGE.format("một"))[0] == 1
    assert first is not None
    assert renderer._child is first


def test_the_child_is_limited_and_knows_no_secret(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.setenv("DATABASE_URL", "hidden")
    renderer.render(PAGE.format("một"))
    assert renderer._child is not None
    process = Path(f"/proc/{renderer._child.pid}")
    assert b"hidden" not in (process / "environ").read_bytes()
    limits = {
        line[:25].strip(): line[26:].split()[0] for line in (process / "limits").read_text().splitlines()
    }
    assert limits["Max address space"] == str(1536 * 1024 * 1024)
    assert limits["Max core file size"] == "0"
    assert limits["Max cpu time"] != "unlimited"


def test_many_threads_may_print_at_once(renderer: Renderer) -> None:
    with ThreadPoolExecutor(max_workers=6) as pool:
        made = list(pool.map(lambda number: renderer.render(PAGE.format(f"tờ số {number}")), range(12)))
    assert [Paper(content).text for _, content in made] == [f"tờ số {number}" for number in range(12)]


def test_a_forked_process_starts_a_child_of_its_own() -> None:
    script = (
        "import os\n"
        "from app.core.pdf.render import renderer\n"
        "page = '<!DOCTYPE html><html lang=vi><title>x</title><p>một</p>'\n"
        "renderer.render(page)\n"
        "pid = os.fork()\n"
        "assert renderer.render(page)[0] == 1\n"
        "if pid == 0:\n    renderer.close()\n    os._exit(0)\n"
        "assert os.waitpid(pid, 0)[1] == 0\n"
        "assert renderer.render(page)[0] == 1\n"
        "print('both')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ended.stdout, ended.stderr) == ("both\n", "")
