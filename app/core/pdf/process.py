"""The parent's side of the renderer: one warm child process, started when first needed, killed and replaced when it fails.

Safe under threads (one paper at a time) and under forks (a forked process starts a child of its own).
"""

import atexit
import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

log = logging.getLogger(__name__)

WORKER = Path(__file__).with_name("worker.py")
WALL_SECONDS = 120.0
MOST_WAITING = 6
PATIENCE_SECONDS = 10.0
"""So many papers at most are printed or wait for it; whoever comes then waits this long for a place, and no longer, so that
the threads of the server are there for other pages."""
KEPT_VARIABLES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "XDG_CACHE_HOME",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
)


@dataclass
class RenderingError(Exception):
    """The child could not make the paper. `code`: font, letters, wrong, failed, memory, timeout, died, busy."""

    code: str
    detail: str


class Renderer:
    """A child that turns HTML into PDF."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_WAITING)
        self._child: subprocess.Popen[bytes] | None = None

    def render(self, html: str, *, seconds: float = WALL_SECONDS) -> tuple[int, bytes]:
        """Number of pages and bytes. Raises `RenderingError`; the next call starts afresh."""
        if not self._places.acquire(timeout=PATIENCE_SECONDS):
            raise RenderingError("busy", "")
        try:
            return self._render(html, seconds)
        finally:
            self._places.release()

    def _render(self, html: str, seconds: float) -> tuple[int, bytes]:
        with self._lock:
            child = self._child = self._child or self._start()
            timer = threading.Timer(seconds, child.kill)
            timer.start()
            try:
                header, content = _exchange(child, html)
            except (OSError, EOFError, ValueError) as broken:
                self._end()
                raise RenderingError(
                    "timeout" if timer.finished.is_set() else "died", str(broken)
                ) from broken
            finally:
                timer.cancel()
                timer.join()
            if header.get("error") in {"failed", "memory"} or header.get("last"):
                self._end()
        if "error" in header:
            raise RenderingError(header["error"], header["detail"])
        return int(header["pages"]), content

    def start(self) -> None:
        """Start the child ahead of the first paper, which then does not wait for it."""
        with self._lock:
            self._child = self._child or self._start()

    def close(self) -> None:
        """End the child, for the end of the program and for tests."""
        with self._lock:
            self._end()

    def forget(self) -> None:
        """After a fork: the child belongs to the other process."""
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_WAITING)
        self._child = None

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in KEPT_VARIABLES or name.startswith("FONTCONFIG_")
        }
        return subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-I", str(WORKER), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment, "SOURCE_DATE_EPOCH": "0"},
        )

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            try:
                cast("BinaryIO", stream).close()
            except OSError as unsent:
                log.debug("the renderer had gone before it read everything: %s", unsent)


def _exchange(child: subprocess.Popen[bytes], html: str) -> tuple[dict[str, Any], bytes]:
    requests, replies = cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)
    body = html.encode()
    try:
        requests.write(len(body).to_bytes(4, "big") + body)
        requests.flush()
    except BrokenPipeError:
        log.debug("the renderer hung up before it read the paper; its answer says why")
    header: dict[str, Any] = json.loads(replies.readline() or b"null") or {}
    if not header:
        raise EOFError("the renderer ended without an answer")
    content = replies.read(header.get("size", 0))
    if len(content) != header.get("size", 0):
        raise EOFError("the renderer ended in the middle of its answer")
    return header, content


def start_renderer(folder: Path) -> Renderer:
    """A renderer that ends with the program and is forgotten by forks."""
    renderer = Renderer(folder)
    atexit.register(renderer.close)
    os.register_at_fork(after_in_child=renderer.forget)
    return renderer
