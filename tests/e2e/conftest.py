"""A real server and a real browser. Each page looked at is checked by axe, and nothing may be fetched from another host."""

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from app.config import ROOT

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=vi",
]  # fmt: skip
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
CHECKED: set[str] = set()
PICTURES = itertools.count(1)
LET_BARS_GO = """() => {
  for (const each of document.body.querySelectorAll("*")) {
    if (!["fixed", "sticky"].includes(getComputedStyle(each).position)) continue;
    each.style.position = "static";
    each.dataset.letGo = "";
  }
}"""
"""What lies under a bar that stays in its place only has to be scrolled to; axe would call it too small."""
PUT_BARS_BACK = """() => {
  for (const each of document.querySelectorAll("[data-let-go]")) {
    each.style.position = "";
    each.removeAttribute("data-let-go");
  }
}"""
PIECES = """() => [innerWidth, document.title, ...new Set([...document.querySelectorAll("body, body *")].map(
    each => [each.tagName, each.className, ...each.getAttributeNames()].join(" ")))].join()"""


@dataclass
class Site:
    """A running installation of its own."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        kept = {
            key: os.environ[key]
            for key in ("PATH", "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "LANG")
            if key in os.environ
        }
        return {**kept, "INSTANCE_DIR": str(self.folder), "PORT": str(self.port), "PYTHONPATH": str(ROOT)}

    def flask(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run an operator's command against this installation."""
        return subprocess.run(
            [sys.executable, "-m", "flask", "--app", "app", *arguments],
            cwd=ROOT, env=self.environment(), capture_output=True, text=True, input=stdin, timeout=180, check=False,
        )  # fmt: skip

    def start(self) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.serve"], cwd=ROOT, env=self.environment(), stdout=log, stderr=log
            )
        for _attempt in range(300):
            try:
                urllib.request.urlopen(self.url + "/sign-in", timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.folder / "server.log").read_text())

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def migrated(folder: Path) -> Site:
    """An empty installation, not serving yet."""
    made = Site(folder, free_port())
    subprocess.run(
        [sys.executable, "-m", "scripts.migrate"],
        cwd=ROOT,
        env=made.environment(),
        check=True,
        capture_output=True,
    )
    return made


def serving(running: Site) -> Iterator[Site]:
    """Each folder of tests has an installation of its own, as the fixture `site`."""
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A person at a browser window. `look` checks the page they see."""

    site: Site
    context: BrowserContext
    page: Page
    has_script: bool = True
    problems: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.site.url + path)
        self.look()

    def look(self) -> None:
        """What every page owes its readers, as axe and the console tell it."""
        self.page.wait_for_load_state("load")
        self.ask_axe()
        assert not self.problems, self.problems
        sideways = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not sideways, f"{self.page.url} scrolls sideways"
        self.shoot()

    def ask_axe(self) -> None:
        """Let axe check the page, unless it has checked one made of the very same pieces. Axe itself is a script."""
        pieces = self.page.evaluate(PIECES)
        if pieces in CHECKED or not self.has_script:
            return
        self.page.evaluate(LET_BARS_GO)
        results = Axe().run(
            self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        )
        self.page.evaluate(PUT_BARS_BACK)
        found = [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
        assert not found, f"{self.page.url}\n" + "\n".join(found)
        CHECKED.add(pieces)

    def shoot(self) -> None:
        """Keep a picture where `SHOTS` names a folder, for looking at."""
        folder = os.environ.get("SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            name = urlparse(self.page.url).path.strip("/").replace("/", "_") or "start"
            width = (self.page.viewport_size or DESKTOP)["width"]
            self.page.screenshot(path=f"{folder}/{next(PICTURES):03}-{name}-{width}.png", full_page=True)

    def sign_in(self, email: str, password: str) -> None:
        self.go("/sign-in")
        self.page.locator("input[name=email]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator(
            "form[action*='sign-in'] button[type=submit], main form button[type=submit]"
        ).first.click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        self.look()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Beside a failure stands what its windows showed and what the server said last."""
    report = yield
    if report.when == "call" and report.failed:
        given = getattr(item, "funcargs", {})
        for window in getattr(given.get("visitor"), "windows", []):
            with contextlib.suppress(Error):
                shown = window.locator("body").inner_text(timeout=2000)
                report.sections.append((f"window at {window.url}", shown[:3000]))
        if "site" in given:
            log = (given["site"].folder / "server.log").read_text().splitlines()
            report.sections.append(("the server's last lines", "\n".join(log[-15:])))
    return report


@pytest.fixture
def visitor(site: Site, chromium: Browser) -> Iterator[object]:
    """`visitor()` opens a window of its own; `visitor(PHONE)` a phone's."""
    contexts: list[BrowserContext] = []

    def open_window(viewport: dict[str, int] = DESKTOP, **options: object) -> Visitor:
        context = chromium.new_context(
            viewport=viewport, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        open_window.windows.append(page)
        person = Visitor(site, context, page, has_script=bool(options.get("java_script_enabled", True)))
        page.on(
            "console",
            lambda message: (
                person.problems.append(message.text)
                if message.type == "error" and "Failed to load resource" not in message.text
                else None
            ),
        )
        page.on("pageerror", lambda error: person.problems.append(str(error)))
        page.on(
            "request",
            lambda request: (
                person.problems.append(f"fetched {request.url}")
                if urlparse(request.url).hostname not in {"127.0.0.1", None}
                and not request.url.startswith(("data:", "blob:", "chrome"))
                else None
            ),
        )
        return person

    open_window.windows = []
    yield open_window
    for context in contexts:
        context.close()
