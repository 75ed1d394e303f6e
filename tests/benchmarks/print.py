"""How fast a long appendix is printed, and how much memory that takes. Run: python -m tests.benchmarks.print

One run prints the same rows (seeded text, 40 to 200 words a row) with

- ours: our paper from its data to PDF/A-2a, in the warm child process;
- same page: plain WeasyPrint, warm, untagged, on the very page of ours;
- own table: plain WeasyPrint, warm, untagged, on the same words in a table as one would write it, without our widths and lines;
- Chromium: headless, a process a print, on the very page of ours.

The prints are taken in turn and the quickest of each counts, so that other work on the machine is unfair to nobody: read
the ratios, not the milliseconds. Beside the time by the clock stands the processor time of all processes of a print, which
hardly changes when the machine is busy. Memory is the most a print held, in fresh processes: the resident size of one process, and for Chromium
the proportional size of all its processes together.
"""

import argparse
import contextlib
import math
import os
import platform
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Protocol

from flask import Flask

from app.core.pdf.previews import preview_pdf
from app.core.pdf.process import Renderer
from app.core.pdf.render import FOLDER, to_html
from app.documents.paper import TEMPLATE
from app.resolutions.documents import AppendixDocument, AppendixGroup, AppendixRow, print_appendix
from tests.documents import samples

SIZES = (50, 500, 2_000)
WORDS = [word for group in samples.GROUPS for row in group.rows for word in row.pledge.split()]
FACE = '<style>html { font-family: Tinos, "Liberation Serif", "Times New Roman" }</style>'
WORKER = "plain-worker"
OURS, SAME, OWN, CHROMIUM = "ours", "same page", "own table", "Chromium"
GROWTH = (500, 2_000)
GROUPS = 20
"""At most; a hundred would have numerals so wide that the other columns lose room, and it would not be the same table that grows."""


def paper(count: int, seed: int = 1) -> AppendixDocument:
    """An appendix of so many rows with 40 to 200 words each."""
    chance = random.Random(seed)

    def said(words: float) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(int(words)))

    rows = []
    for number in range(1, count + 1):
        words = chance.randint(40, 200) - 25
        rows.append(
            AppendixRow(
                number=number,
                question=said(words * 0.25),
                pledge=said(words * 0.5),
                expected_result=said(words * 0.25),
                office="Giám đốc Sở Nông nghiệp và Phát triển nông thôn",
                coordinating=("UBND huyện Vị Xuyên", "Sở Tài chính"),
                deadline_words="trong quý IV năm 2018",
                followed_by=("Thường trực HĐND tỉnh",),
            )
        )
    long = max(20, count // GROUPS)
    groups = (
        AppendixGroup(title=f"Nhóm vấn đề số {start // long + 1}", rows=tuple(rows[start : start + long]))
        for start in range(0, count, long)
    )
    return samples.appendix(groups=tuple(groups))


def page_of(document: AppendixDocument) -> str:
    """Our own page, with its style sheets in it."""
    html = to_html(TEMPLATE, document, title="Phụ lục")
    sheet = re.compile(r'<link rel="stylesheet" href="app-static:([\w.]+)">')
    return sheet.sub(lambda link: f"<style>{(FOLDER / link[1]).read_text()}</style>", html) + FACE


def table_of(document: AppendixDocument) -> str:
    """The same words in the same form, as one would write them: the printer shares the width and breaks the lines."""
    table = document.table
    heads = "".join(f"<th>{escape(column.heading)}</th>" for column in table.columns)
    body = []
    for section in table.sections:
        body.append(f"<tr><th colspan={len(table.columns)}>{escape(section.heading)}</th></tr>")
        for row in section.rows:
            cells = ("<br>".join(map(escape, row.cells.get(column.key, ()))) for column in table.columns)
            body.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    style = (
        "@page { size: 297mm 210mm; margin: 20mm 15mm 20mm 30mm } table { border-collapse: collapse; font-size: 12pt; "
        "line-height: 1.2 } td, th { border: 0.5pt solid; padding: 1mm 1.4mm; vertical-align: top } tr { break-inside: avoid }"
    )
    return (
        f'<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><style>{style}</style>{FACE}'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


class Contestant(Protocol):
    """Something that prints the page of so many rows, already warm where it can be."""

    def print(self, count: int) -> None: ...
    def processor(self) -> float:
        """Seconds of processor time used so far."""
        ...

    def memory(self) -> float:
        """The most it held so far, in megabytes."""
        ...

    def close(self) -> None: ...


class Ours:
    """From the data to the bytes, as the product does it; a child that has grown too much ends after its paper."""

    def __init__(self, papers: dict[int, AppendixDocument]) -> None:
        self.papers, self.most, self.printing = papers, 0.0, False
        self.renderer = Renderer(FOLDER)
        self.renderer.render(to_html(TEMPLATE, paper(1), title="Phụ lục"))

    def print(self, count: int) -> None:
        self.renderer.start()
        child = self.renderer._child
        assert child is not None
        self.printing = True
        watch = threading.Thread(target=self._watch, args=(child,))
        watch.start()
        self.renderer.render(to_html(TEMPLATE, self.papers[count], title="Phụ lục"), seconds=600)
        self.printing = False
        watch.join()

    def _watch(self, child: "subprocess.Popen[bytes]") -> None:
        while self.printing and child.returncode is None:
            with contextlib.suppress(OSError):
                self.most = max(self.most, peak_of(child.pid))
            time.sleep(0.1)

    def processor(self) -> float:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = self.renderer._child
        living = used_by(child.pid) if child is not None else 0.0
        return time.process_time() + ended.ru_utime + ended.ru_stime + living

    def memory(self) -> float:
        return self.most

    def close(self) -> None:
        self.renderer.close()


class Plain:
    """WeasyPrint as it comes, in a process of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.print", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._ask(folder / f"{name} 1.html")

    def print(self, count: int) -> None:
        self._ask(self.folder / f"{self.name} {count}.html")

    def _ask(self, page: Path) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{page}\n".encode())
        self.process.stdin.flush()
        if self.process.stdout.readline() != b"done\n":
            raise RuntimeError("plain WeasyPrint failed")

    def processor(self) -> float:
        return used_by(self.process.pid)

    def memory(self) -> float:
        return peak_of(self.process.pid)

    def close(self) -> None:
        self.process.communicate()


class Chromium:
    """A process a print; its memory is that of all its processes together, looked at ten times a second."""

    def __init__(self, folder: Path, program: str, *, watched: bool) -> None:
        self.folder, self.program, self.watched, self.most = folder, program, watched, 0.0

    def print(self, count: int) -> None:
        page = (self.folder / f"{SAME} {count}.html").as_uri()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            command = [
                self.program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                "--no-pdf-header-footer", f"--print-to-pdf={profile}/out.pdf", page,
            ]  # fmt: skip
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if self.watched:
                threading.Thread(target=self._watch, args=(process,)).start()
            if process.wait() or not Path(profile, "out.pdf").exists():
                raise RuntimeError("Chromium failed")

    def _watch(self, process: "subprocess.Popen[bytes]") -> None:
        while process.returncode is None:
            self.most = max(self.most, sum(map(_share_of, _family(process.pid))) / 1024)
            time.sleep(0.1)

    def processor(self) -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def memory(self) -> float:
        return self.most

    def close(self) -> None:
        return


def _family(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *(each for child in children for each in _family(int(child)))]
    return []


def _share_of(pid: int) -> int:
    with contextlib.suppress(OSError):
        return _kilobytes(f"/proc/{pid}/smaps_rollup", "Pss")
    return 0


def used_by(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def peak_of(pid: int) -> float:
    return _kilobytes(f"/proc/{pid}/status", "VmHWM") / 1024


def _kilobytes(path: str, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+)", Path(path).read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


def plain_worker() -> None:
    """Print each page named on the standard input, as a programme does that calls WeasyPrint and nothing else."""
    import weasyprint

    for line in sys.stdin:
        weasyprint.HTML(filename=line.rstrip("\n")).write_pdf(os.devnull)
        sys.stdout.write("done\n")
        sys.stdout.flush()


class Bench:
    """The pages on disk, and who prints them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.papers = {count: paper(count) for count in (1, *SIZES)}
        for count, document in self.papers.items():
            (folder / f"{SAME} {count}.html").write_text(page_of(document))
            (folder / f"{OWN} {count}.html").write_text(table_of(document))
        self.chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        self.names = (OURS, SAME, OWN, CHROMIUM) if self.chromium else (OURS, SAME, OWN)

    def contestant(self, name: str, *, watched: bool = False) -> Contestant:
        if name == OURS:
            return Ours(self.papers)
        if name == CHROMIUM:
            return Chromium(self.folder, str(self.chromium), watched=watched)
        return Plain(self.folder, name)

    def seconds(self, count: int, repeats: int) -> tuple[dict[str, float], dict[str, float]]:
        """Of the quickest print, taken in turn: by the clock, and of processor time."""
        clock, processor = (dict.fromkeys(self.names, math.inf) for _ in range(2))
        contestants = {name: self.contestant(name) for name in self.names}
        for _ in range(repeats):
            for name, contestant in contestants.items():
                start, used = time.perf_counter(), contestant.processor()
                contestant.print(count)
                clock[name] = min(clock[name], time.perf_counter() - start)
                processor[name] = min(processor[name], contestant.processor() - used)
        for contestant in contestants.values():
            contestant.close()
        return clock, processor

    def memory(self, count: int) -> dict[str, float]:
        """Megabytes, each print in a fresh process."""
        found = {}
        for name in self.names:
            contestant = self.contestant(name, watched=True)
            contestant.print(count)
            found[name] = contestant.memory()
            contestant.close()
        return found


def seconds_again(folder: Path, document: AppendixDocument) -> float:
    """A preview of data that did not change."""
    application = Flask("benchmark")
    application.config["FILES_DIR"] = folder
    with application.app_context():
        preview_pdf(print_appendix, document)
        start = time.perf_counter()
        preview_pdf(print_appendix, document)
        return time.perf_counter() - start


def show(title: str, rows: dict[str, dict[int, float]], form: str) -> None:
    print(f"\n{title}\n{'':12}" + "".join(f"{count:>10}" for count in SIZES))
    for name, sizes in rows.items():
        print(f"{name:12}" + "".join(f"{format(sizes[count], form):>10}" for count in SIZES))


def growth(sizes: dict[int, float]) -> float:
    """The exponent: 1 where twice the rows take twice the time."""
    few, many = GROWTH
    return math.log(sizes[many] / sizes[few]) / math.log(many / few)


def goal(words: str, most: float, *values: float, form: str = ".2f") -> None:
    """Met where the first value, which is by the clock, is met."""
    met = "met   " if values[0] <= most else "MISSED"
    print(
        f"{met}  {words}: {' / '.join(format(value, form) for value in values)} (goal {format(most, form)})"
    )


def main(repeats: Sequence[int]) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place))
        if CHROMIUM not in bench.names:
            print("Chromium is not here and is left out.")
        clock, processor, memory = (
            {name: dict.fromkeys(SIZES, 0.0) for name in bench.names} for _ in range(3)
        )
        for count, times in zip(SIZES, repeats, strict=True):
            by_clock, by_processor = bench.seconds(count, times)
            told = ", ".join(f"{name} {1000 * by_processor[name] / count:.2f}" for name in bench.names)
            print(f"{count} rows, processor milliseconds a row: {told}", flush=True)
            megabytes = bench.memory(count)
            for name in bench.names:
                clock[name][count], processor[name][count] = by_clock[name], by_processor[name]
                memory[name][count] = megabytes[name]
        again = seconds_again(Path(place), bench.papers[500])
    for title, taken in (("by the clock", clock), ("of processor time", processor)):
        rows = {name: {count: 1000 * t / count for count, t in each.items()} for name, each in taken.items()}
        show(f"milliseconds a row, {title}", rows, ".2f")
    show("megabytes", memory, ".0f")
    print(f"\ngrowth between {GROWTH[0]} and {GROWTH[1]} rows: by the clock / of processor time")
    for name in bench.names:
        print(f"{name:12}{growth(clock[name]):>10.2f}{growth(processor[name]):>10.2f}")
    print("\ngoals: by the clock / of processor time")
    report(bench.names, clock, processor)
    goal(
        "megabytes at 2,000 rows (the goal is for untagged files; ours are tagged)",
        150,
        memory[OURS][2_000],
        form=".0f",
    )
    goal("milliseconds for a preview of the same 500 rows", 50, 1000 * again, form=".0f")


def report(
    names: Sequence[str], clock: dict[str, dict[int, float]], processor: dict[str, dict[int, float]]
) -> None:
    for words, most, count, other in (
        ("50 rows, against a Chromium started for it", 0.5, 50, CHROMIUM),
        ("50 rows, against plain WeasyPrint on the same page", 1.0, 50, SAME),
        ("500 rows, against plain WeasyPrint on the same page", 0.85, 500, SAME),
        ("500 rows, against plain WeasyPrint with its own table", 0.85, 500, OWN),
    ):
        if other in names:
            goal(words, most, *(taken[OURS][count] / taken[other][count] for taken in (clock, processor)))
    goal("growth between 500 and 2,000 rows", 1.05, growth(clock[OURS]), growth(processor[OURS]))


if __name__ == "__main__":
    if sys.argv[1:] == [WORKER]:
        plain_worker()
    else:
        parser = argparse.ArgumentParser(
            description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        parser.add_argument(
            "--repeats", type=int, nargs=3, default=(9, 5, 2), help="prints at 50, 500 and 2,000 rows"
        )
        main(parser.parse_args().repeats)
