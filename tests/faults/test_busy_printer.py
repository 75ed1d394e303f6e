"""When many papers are asked for at once, the rest of the register still answers."""

import threading

import pytest

from app.core.errors import DomainError
from app.core.pdf import process, render
from app.core.pdf.process import Renderer, RenderingError


@pytest.fixture
def busy(monkeypatch):
    """A printer at which as many papers wait as may; `done` ends the first, and with it all."""
    monkeypatch.setattr(process, "PATIENCE_SECONDS", 0.1)
    printer, done, waiting = Renderer(render.FOLDER), threading.Event(), []
    monkeypatch.setattr(printer, "_render", lambda _html, _seconds: (int(done.wait(20)), b""))
    for _place in range(process.MOST_WAITING):
        waiting.append(threading.Thread(target=printer.render, args=("",)))
        waiting[-1].start()
    yield printer, done
    done.set()
    for each in waiting:
        each.join()


def test_one_paper_too_many_is_told_to_come_back_and_blocks_nobody(busy, monkeypatch):
    printer, _done = busy
    with pytest.raises(RenderingError) as refused:
        printer.render("")
    assert refused.value.code == "busy"
    monkeypatch.setattr(render, "renderer", printer)
    monkeypatch.setattr(render, "to_html", lambda *_values, **_named: "")
    with pytest.raises(DomainError, match="Many papers are being printed"):
        render.render_pdf("any", None, title="")


def test_places_are_free_again_when_the_papers_are_made(busy):
    printer, done = busy
    done.set()
    assert printer.render("") is not None
