"""Previews of unchanged papers are not printed twice."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.core.pdf import RenderedPdf, preview_pdf, previews
from app.documents.paper import Margins


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> Iterator[None]:
    application = Flask("previews")
    application.config["FILES_DIR"] = tmp_path
    with application.app_context():
        yield


@pytest.fixture
def printed() -> list[object]:
    return []


@pytest.fixture
def printer(printed: list[object]):
    def print_(paper: object) -> RenderedPdf:
        printed.append(paper)
        content = f"%PDF {paper}".encode()
        return RenderedPdf(content, 3, hashlib.sha256(content).hexdigest())

    return print_


def test_the_same_paper_is_printed_once(printer, printed) -> None:
    first = preview_pdf(printer, Margins(top=20))
    assert preview_pdf(printer, Margins(top=20)) == first
    assert printed == [Margins(top=20)]


def test_a_changed_paper_is_printed_anew(printer, printed) -> None:
    preview_pdf(printer, Margins(top=20))
    preview_pdf(printer, Margins(top=25))
    assert len(printed) == 2


def test_another_release_of_the_program_prints_anew(
    printer, printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview_pdf(printer, Margins())
    monkeypatch.setattr(previews, "_program", lambda: "another")
    preview_pdf(printer, Margins())
    assert len(printed) == 2


def test_the_longest_unasked_preview_makes_room_for_a_new_one(
    printer, printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(preview_pdf(printer, Margins(top=20)).content)
    monkeypatch.setattr(previews, "MOST_BYTES", 2 * size)
    preview_pdf(printer, Margins(top=21))
    for place, path in enumerate(
        sorted(previews.folder().iterdir(), key=lambda path: path.stat().st_mtime_ns)
    ):
        os.utime(path, (time.time() - 100 + place,) * 2)
    preview_pdf(printer, Margins(top=20))
    preview_pdf(printer, Margins(top=22))
    kept = list(previews.folder().iterdir())
    assert sum(path.stat().st_size for path in kept) <= 2 * size
    printed.clear()
    preview_pdf(printer, Margins(top=20))
    preview_pdf(printer, Margins(top=21))
    assert printed == [Margins(top=21)]


def test_a_preview_that_cannot_be_kept_is_shown_all_the_same(
    printer, printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(previews, "_keep", full)
    assert preview_pdf(printer, Margins()).pages == 3
    preview_pdf(printer, Margins())
    assert len(printed) == 2


def test_only_this_user_of_the_server_can_read_what_is_kept(printer) -> None:
    preview_pdf(printer, Margins())
    assert previews.folder().stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in previews.folder().iterdir())
