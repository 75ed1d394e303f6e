"""The renderer's own process: HTML in, PDF out, nothing fetched, memory and time limited.

Run by path (`python -I worker.py FOLDER`), so that it loads neither the application nor its settings. It reads frames of
four bytes of length and as many of HTML, and answers each with a line of JSON followed by the bytes of the PDF.
"""

import gc
import hashlib
import importlib.util
import json
import logging
import resource
import sys
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, TypeVar

import pydyf
import weasyprint
import weasyprint.layout.page
from fontTools.ttLib import TTFont
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FACES = ("Tinos", "Liberation Serif", "Times New Roman")
VARIANT = "pdf/a-2a"
MEMORY = 1536 * 1024 * 1024
PROCESSOR_SECONDS = 120
FILE_SIZE = 200 * 1024 * 1024
RECYCLE_KILOBYTES = 700 * 1024
EM = 2048
MEDIUM = 500
ITALIC = 1
"""Of the style as the font tells it: the weight above which it is bold, the bit of italics."""

FRAME_SLOTS = 33_000
"""Of eight bytes: a little more than a quarter of a megabyte, of a chunk of half a megabyte."""

Result = TypeVar("Result")
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
VOWELS = "aăâeêioôơuưy"


def vietnamese_letters() -> frozenset[str]:
    """The 134 precomposed letters that Vietnamese adds to the plain alphabet, with their capitals."""
    toned = {
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in VOWELS
        for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
    }
    small = {letter for letter in {*toned, "đ"} if not letter.isascii()}
    return frozenset(small | {letter.upper() for letter in small})


class ClosedFetcher(URLFetcher):
    """Serves the style sheets beside the templates by name; anything else stops the rendering."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("app-static",), allow_redirects=False, fail_on_errors=True)  # type: ignore[no-untyped-call] # WeasyPrint is not typed
        self.sheets = {f"app-static:{path.name}": path.read_bytes() for path in folder.glob("*.css")}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - the signature is WeasyPrint's
        if url not in self.sheets:
            raise FatalURLFetchingError(f"refused to fetch {url[:200]}")
        return URLFetcherResponse(
            url, body=self.sheets[url], headers={"Content-Type": "text/css; charset=utf-8"}
        )


class Complaints(logging.Handler):
    """What WeasyPrint would only log: an ignored rule or a missing image makes a wrong paper, so it is an error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class Refusal(Exception):
    """The paper cannot be made right; `code` says why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def need_fonts() -> None:
    """Without a single font Pango would bring the process down without a word."""
    configuration = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    if fontconfig.FcConfigGetFonts(configuration, fontconfig.FcSetSystem).nfont == 0:
        raise Refusal("font", "no fonts at all")


class Made(pydyf.Object):
    """An object of the file in its final bytes."""

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # pydyf is not typed
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.fits_in_stream = bool(made.compressible)
        self.content = b"" if made.free == "f" else made.data

    @property
    def data(self) -> bytes:
        return self.content

    @property
    def compressible(self) -> bool:
        return self.fits_in_stream


class QuickPdf(pydyf.PDF):
    """The file in less time, and with the scope of column headings.

    pydyf lists all pages anew for each tag, and makes each object twice, compressing included: for the file and for its identifier.
    WeasyPrint names the headings of each cell by identifiers, without the tree they are looked up in; the scope says the same.
    """

    pages_known: tuple[bytes, ...] = ()

    @property
    def page_references(self) -> tuple[bytes, ...]:
        if len(self.pages_known) != self.pages["Count"]:
            self.pages_known = super().page_references
        return self.pages_known

    def write(self, *args: Any, **options: Any) -> None:
        for each in self.objects:
            if isinstance(each, dict) and each.get("S") == "/TH":
                each["A"]["Scope"] = "/Column"
                del each["ID"]
            elif isinstance(each, dict) and each.get("S") == "/TD":
                each["A"].pop("Headers", None)
        self.objects = [Made(each) for each in self.objects]
        super().write(*args, **options)  # type: ignore[no-untyped-call] # pydyf is not typed


pydyf.PDF = QuickPdf  # type: ignore[misc] # the library makes its own by that name


def style_page(page_type: Any, html: Any, style_for: Any) -> None:
    """The styles of a page and of its margin boxes, found by name; WeasyPrint goes through all styles of the document for each page."""
    style_for.add_page_declarations(page_type)
    root = {"root": html.etree_element, "base_url": html.base_url}
    style_for.set_computed_styles(page_type, parent=html.etree_element, **root)
    cascaded = style_for.get_cascaded_styles()
    for margin_box in _margin_boxes(style_for):
        if (page_type, margin_box) in cascaded:
            style_for.set_computed_styles(page_type, pseudo_type=margin_box, parent=page_type, **root)


def _margin_boxes(style_for: Any) -> list[str]:
    rules = (rule for sheet, *_rest in style_for._sheets for rule in sheet.page_rules)  # noqa: SLF001 - nowhere else
    named = (pseudo for _rule, selectors, _declarations in rules for _specificity, pseudo, _type in selectors)
    return list(dict.fromkeys(pseudo for pseudo in named if pseudo))


weasyprint.layout.page.set_page_type_computed_styles = style_page


def beside(name: str) -> ModuleType:
    """A module of this folder, found by path as this one is."""
    place = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if place is None or place.loader is None:
        raise Refusal("failed", name)
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def letter_widths() -> dict[str, dict[str, int]]:
    """In units of which an em has 2048, as lines.py breaks lines by them."""
    rows = json.loads(Path(__file__).with_name("advances.json").read_text(encoding="utf-8"))
    return {
        weight: {letter: int(units) for units, letters in table.items() for letter in letters}
        for weight, table in rows.items()
    }


def is_wider(font: Any, advances: dict[str, dict[str, int]]) -> bool:
    """Whether any letter takes more room than lines were broken for; they hold nothing in italics."""
    style = font["OS/2"]
    if style.fsSelection & ITALIC:
        return False
    widths = advances["bold" if style.usWeightClass > MEDIUM else "regular"]
    names, found, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return any(
        found[names[ord(letter)]][0] * EM > width * units
        for letter, width in widths.items()
        if ord(letter) in names
    )


class Press:
    """The warm renderer: one font configuration, one face, one fetcher."""

    def __init__(self, folder: Path) -> None:
        self.fetcher = ClosedFetcher(folder)
        need_fonts()
        self.fonts = FontConfiguration()
        self.complaints = Complaints()
        logger = logging.getLogger("weasyprint")
        logger.handlers = [self.complaints]
        logger.propagate = False
        self.advances = letter_widths()
        self.faces_wider: set[str] = set()
        self.face, self.letters = self.choose_face()

    def choose_face(self) -> tuple[str, frozenset[int]]:
        """The first face whose four styles, in the very files that are loaded, hold every Vietnamese letter and mark."""
        needed = {ord(letter) for letter in vietnamese_letters() | set(MARKS)}
        found = []
        for face in FACES:
            covered = self.coverage(face)
            if covered is not None and needed <= covered:
                return face, covered
            found.append(f"{face}: {'absent' if covered is None else 'incomplete'}")
        raise Refusal("font", "; ".join(found))

    def coverage(self, face: str) -> frozenset[int] | None:
        """The letters all four styles have; None where another family is put in its place."""
        sample = "<p>a<b>b<i>c</i></b><i>d</i>"
        document = weasyprint.HTML(string=sample, url_fetcher=self.fetcher).render(
            stylesheets=[self.sheet(face)], font_config=self.fonts
        )
        document.write_pdf(full_fonts=True)
        loaded = list(document.fonts.values())
        if {font.family for font in loaded} != {face} or len(loaded) != len("abcd"):
            return None
        files = [TTFont(BytesIO(font.file_content), fontNumber=font.index) for font in loaded]
        if any(is_wider(file, self.advances) for file in files):
            self.faces_wider.add(face)
        return frozenset.intersection(*(frozenset(file.getBestCmap() or ()) for file in files))

    def sheet(self, face: str) -> weasyprint.CSS:
        """The face of the paper; lines broken for narrower letters are broken again where they have no room."""
        wider = "table.laid-out th, table.laid-out td { white-space: pre-line !important; overflow-wrap: anywhere !important }"
        return weasyprint.CSS(
            string=f'html {{ font-family: "{face}" }} @page {{ font-family: "{face}" }} {wider if face in self.faces_wider else ""}',
            font_config=self.fonts,
        )

    def print_pdf(self, html: str) -> tuple[int, bytes]:
        """The number of pages and the PDF/A-2a; the same HTML gives the same bytes."""
        missing = sorted(
            letter for letter in set(html) if not letter.isspace() and ord(letter) not in self.letters
        )
        if missing:
            raise Refusal("letters", "".join(missing))
        self.complaints.messages.clear()
        document = weasyprint.HTML(string=html, url_fetcher=self.fetcher).render(
            stylesheets=[self.sheet(self.face)], font_config=self.fonts, presentational_hints=False
        )
        identifier = hashlib.sha256(html.encode()).hexdigest().encode()
        content: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
        others = {font.family for font in document.fonts.values()} - {self.face}
        if others or self.complaints.messages:
            raise Refusal("wrong", "; ".join([*self.complaints.messages, *sorted(others)])[:2000])
        return len(document.pages), content


def limit() -> None:
    """Memory and file size for the whole life, processor time for each paper."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS, hard))


def with_room(run: Callable[[], Result]) -> Result:
    """Run with room for the frames of all calls below.

    CPython keeps frames in chunks; a loop whose calls cross the end of one pays for a new chunk each time, a quarter of the
    whole time where the loop is a hot one. This frame asks for more than half of a large chunk, which leaves the rest to them.
    """
    return run()


with_room.__code__ = with_room.__code__.replace(co_stacksize=FRAME_SLOTS)


def answer(press: Press, html: str) -> tuple[dict[str, Any], bytes]:
    limit_processor()
    try:
        pages, content = with_room(lambda: press.print_pdf(html))
    except Refusal as refusal:
        return {"error": refusal.code, "detail": str(refusal)}, b""
    except FatalURLFetchingError as refused:
        return {"error": "wrong", "detail": str(refused)}, b""
    except (MemoryError, SystemError):  # C code without memory may fail without a word
        return {"error": "memory", "detail": ""}, b""
    except Exception as failure:  # noqa: BLE001 - whatever went wrong is told to the parent
        return {"error": "failed", "detail": f"{type(failure).__name__}: {failure}"[:2000]}, b""
    return {"pages": pages, "size": len(content)}, content


def reply(out: BinaryIO, header: dict[str, Any], content: bytes = b"") -> None:
    out.write(json.dumps(header).encode() + b"\n" + content)
    out.flush()


def serve(folder: Path, requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until the parent hangs up, or until the process has grown so much that a fresh one is better."""
    try:
        press = Press(folder)
    except Refusal as refusal:
        reply(replies, {"error": refusal.code, "detail": str(refusal), "last": True})
        return
    beside("setting").Setter("".join(sorted(press.advances["regular"]))).take_over()
    gc.freeze()
    gc.disable()
    while length := requests.read(4):
        header, content = answer(press, requests.read(int.from_bytes(length, "big")).decode())
        header["last"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > RECYCLE_KILOBYTES
        reply(replies, header, content)
        if header["last"]:
            return
        gc.collect()


if __name__ == "__main__":
    limit()
    serve(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
