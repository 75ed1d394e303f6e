"""A PDF read back from its own coordinates: words, rules, fonts, tags. Points, from the top left corner."""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader, Transformation
from pypdf.generic import ContentStream

MM = 72 / 25.4
NAMESPACE = {"x": "http://www.w3.org/1999/xhtml"}


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Typed(Word):
    """A word with how it is set: size in points, style as in `types`, and the height of its baseline from the top."""

    size: float
    style: str
    baseline: float


@dataclass(frozen=True)
class Rule:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def upright(self) -> bool:
        return self.bottom - self.top > self.right - self.left


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def line_at(self, top: float, *, tolerance: float = 4) -> str:
        return " ".join(word.text for word in self.words if abs(word.top - top) < tolerance)


class Paper:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.reader = PdfReader(BytesIO(content))

    @cached_property
    def pages(self) -> list[Page]:
        output = subprocess.run(
            ["pdftotext", "-bbox", "-", "-"], input=self.content, capture_output=True, check=True
        )
        found = ET.fromstring(output.stdout.decode()).findall(".//x:page", NAMESPACE)
        return [
            Page(
                float(page.attrib["width"]),
                float(page.attrib["height"]),
                tuple(
                    Word(
                        word.text or "",
                        *(float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")),
                    )
                    for word in page
                ),
                tuple(_rules(ContentStream(self.reader.pages[index].get_contents(), self.reader).operations)),
            )
            for index, page in enumerate(found)
        ]

    @property
    def text(self) -> str:
        return " ".join(page.text for page in self.pages)

    @property
    def flowing_text(self) -> str:
        """The text in reading order with its spaces made single."""
        return " ".join(" ".join(page.extract_text().split()) for page in self.reader.pages)

    def types(self, page: int) -> list[tuple[str, float, str]]:
        """(text, size in points, style) of each run of a page, in reading order; style: "", "Bold", "Italic", "Bold-Italic"."""
        runs: list[tuple[str, float, str]] = []

        def visit(
            text: str, frame: list[float], matrix: list[float], font: dict[str, Any] | None, size: float
        ) -> None:
            if text.strip() and font:
                style = str(font["/BaseFont"]).partition("+")[2].partition("-")[2]
                runs.append(
                    (
                        text.strip(),
                        round(size * abs(matrix[3]) * abs(frame[3]), 1),
                        style.removeprefix("Serif").strip("-"),
                    )
                )

        self.reader.pages[page].extract_text(visitor_text=visit)
        return runs

    def typed(self, page: int) -> list[Typed]:
        """The words of a page from top to bottom, with the font each is drawn in."""
        runs = list(_runs(self.reader, page))
        return [
            Typed(word.text, word.left, word.top, word.right, word.bottom, *_set(word, runs))
            for word in self.pages[page].words
        ]

    @property
    def fonts(self) -> list[dict[str, Any]]:
        resources = [page["/Resources"]["/Font"] for page in self.reader.pages]
        return [font.get_object() for fonts in resources[:1] for font in fonts.values()]

    @property
    def catalog(self) -> Any:
        return self.reader.trailer["/Root"]

    @property
    def metadata_xml(self) -> str:
        return str(self.catalog["/Metadata"].get_data().decode())

    def tags(self) -> list[str]:
        """The structure elements in reading order."""
        found: list[str] = []

        def walk(node: Any) -> None:
            node = node.get_object() if hasattr(node, "get_object") else node
            if isinstance(node, list):
                for part in node:
                    walk(part)
            elif isinstance(node, dict):
                if "/S" in node:
                    found.append(str(node["/S"])[1:])
                walk(node.get("/K", []))

        walk(self.catalog["/StructTreeRoot"]["/K"])
        return found


def _rules(operations: list[tuple[list[Any], bytes]]) -> list[Rule]:
    """The lines that are stroked; WeasyPrint draws in CSS pixels from the top left."""
    found, start = [], (0.0, 0.0)
    for operands, operator in operations:
        if operator == b"m":
            start = (float(operands[0]), float(operands[1]))
        elif operator == b"l":
            end = (float(operands[0]), float(operands[1]))
            xs, ys = sorted((start[0], end[0])), sorted((start[1], end[1]))
            found.append(Rule(xs[0] * 0.75, ys[0] * 0.75, xs[1] * 0.75, ys[1] * 0.75))
    return found


@dataclass(frozen=True)
class _Run:
    left: float
    baseline: float
    size: float
    style: str


def _runs(reader: PdfReader, page: int) -> Iterator[_Run]:
    """Each piece of text as the page draws it: where it begins, in which font."""
    height = float(reader.pages[page].mediabox.height)
    fonts: Any = reader.pages[page]["/Resources"]["/Font"]  # type: ignore[index] # a dictionary
    frames: list[Transformation] = []
    frame, place, style, size = Transformation(), Transformation(), "", 0.0
    for operands, operator in ContentStream(reader.pages[page].get_contents(), reader).operations:
        if operator == b"q":
            frames.append(frame)
        elif operator == b"Q":
            frame = frames.pop()
        elif operator == b"cm":
            frame = Transformation(tuple(map(float, operands))).transform(frame)
        elif operator == b"Tf":
            name = str(fonts[operands[0]]["/BaseFont"]).partition("+")[2].partition("-")[2]
            style, size = name.removeprefix("Serif").removeprefix("Regular").strip("-"), float(operands[1])
        elif operator == b"Tm":
            place = Transformation(tuple(map(float, operands)))
        elif operator in {b"Tj", b"TJ"}:
            whole = place.transform(frame).ctm
            yield _Run(whole[4], height - whole[5], round(size * abs(whole[0]), 1), style)


def _set(word: Word, runs: list[_Run]) -> tuple[float, str, float]:
    """Size, style and baseline of the run the word belongs to: the last that begins before it on its line."""
    near = [
        run for run in runs if word.top < run.baseline < word.bottom + 0.5 and run.left <= word.left + 0.5
    ]
    run = max(near, key=lambda run: run.left)
    return run.size, run.style, run.baseline
