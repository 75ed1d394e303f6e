"""Previews of unchanged papers come from the disk: kept by the hash of their data, the one longest not asked for goes first."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, ParamSpec

from flask import current_app

from app.core.pdf.render import FOLDER, RenderedPdf

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 64 * 1024 * 1024
Data = ParamSpec("Data")


def preview_pdf(printer: Callable[Data, RenderedPdf], *data: Data.args, **named: Data.kwargs) -> RenderedPdf:
    """What the printer makes of the data; printed only if the same was not printed lately by this very program.

    The data is a paper, which is plain and frozen, so that what it says is what `repr` says.
    """
    key = _key(printer, data, named)
    kept = _find(key)
    if kept is None:
        kept = printer(*data, **named)
        try:
            _keep(key, kept)
        except OSError as full:
            log.warning("a preview could not be kept: %s", full)
    return kept


def is_kept(printer: Callable[Data, RenderedPdf], *data: Data.args, **named: Data.kwargs) -> bool:
    """Whether the same was printed lately, so that looking at it costs nothing."""
    return any(folder().glob(f"{_key(printer, data, named)}.*"))


def _key(printer: Callable[..., RenderedPdf], data: tuple[Any, ...], named: dict[str, Any]) -> str:
    told = "\0".join((_program(), printer.__module__, printer.__qualname__, repr((data, named))))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _program() -> str:
    """The hash of everything that makes a paper look as it does: our code, templates and styles, and the renderer."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for path in sorted([*ROOT.rglob("*.py"), *Path(__file__).parent.glob("*.json"), *FOLDER.iterdir()]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def folder() -> Path:
    return Path(current_app.config["FILES_DIR"]) / "previews"


def _find(key: str) -> RenderedPdf | None:
    for path in folder().glob(f"{key}.*"):
        try:
            content = path.read_bytes()
            os.utime(path)
        except FileNotFoundError:  # another print needed the room
            continue
        return RenderedPdf(content, int(path.suffix[1:]), hashlib.sha256(content).hexdigest())
    return None


def _keep(key: str, made: RenderedPdf) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder(), prefix="new-", delete=False) as file:
        file.write(made.content)
    Path(file.name).rename(folder() / f"{key}.{made.pages}")
    _make_room()


def _make_room() -> None:
    room = MOST_BYTES
    kept = ((path, path.stat()) for path in folder().iterdir())
    for path, state in sorted(kept, key=lambda each: each[1].st_mtime, reverse=True):
        room -= state.st_size
        if room < 0:
            path.unlink(missing_ok=True)
