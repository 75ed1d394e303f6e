"""Styles and scripts under an address that changes with them: kept by browsers for good, compressed on their way."""

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from wsgiref.headers import Headers

import flask_bootstrap
from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from app.config import ROOT

log = logging.getLogger("app")
OWN = ROOT / "app" / "static"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
BOOTSTRAP_FILES = ("css/bootstrap.min.css",)


@cache
def static_address() -> str:
    """Where everything static stands; modules that name each other by their own names find each other there."""
    digest = hashlib.sha256(version("bootstrap-flask").encode())
    for path in sorted(path for path in OWN.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(OWN)).encode() + b"\0" + path.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


@contextmanager
def served_quickly(app: Flask) -> Iterator[None]:
    """As long as this lasts static files are answered before Flask is asked, from a folder with compressed copies."""
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="so-loi-hua-")))
            _fill(folder)
        except OSError:
            log.exception("no room for compressed files; they are sent as they are")
            yield
            return
        outer = WhiteNoise(
            app.wsgi_app,
            allow_all_origins=False,
            immutable_file_test=lambda _path, _url: True,
            add_headers_function=_add_headers,
        )
        address = static_address()
        outer.add_files(str(folder / "own"), prefix=address)
        outer.add_files(str(folder / "bootstrap"), prefix=f"/bootstrap{address}")
        app.wsgi_app = outer  # type: ignore[method-assign] # the place Flask documents for this
        yield


def _fill(folder: Path) -> None:
    shutil.copytree(OWN, folder / "own")
    for name in BOOTSTRAP_FILES:
        target = folder / "bootstrap" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(BOOTSTRAP / name, target)
    compressor = Compressor(use_brotli=False, quiet=True)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            list(compressor.compress(str(path)))


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
