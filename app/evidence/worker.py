"""The file checker's own process: bytes in, bytes to keep out; memory, time and size limited.

Run by path (`python -I worker.py KIND`), so that it loads neither the application nor its settings. What a hostile file
can do, it does here. The answer is one line of JSON, then the bytes as they will be kept.
"""

import io
import json
import re
import resource
import sys
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import puremagic
from PIL import Image, ImageOps
from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError

MEMORY = 1536 * 1024 * 1024
PROCESSOR_SECONDS = 15
MOST_PIXELS = 60_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PAGES_READ = 500
ACTIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|script|svg|body|iframe|\?php)\b", re.IGNORECASE)
MARKUP_WITHIN = 4096
PDF_TAIL = 1024
ZIP_TAIL = 22
MAIN_PARTS = {
    "docx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
FORMATS = {"jpg": "JPEG", "png": "PNG"}


class UnfitFile(ValueError):
    """The content is broken, or is not what the name says."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_pdf(content: bytes, _kind: str) -> tuple[bytes, bool]:
    """Starts and ends as a PDF, opens without a password, has a page; scripts and hidden files are told, not refused."""
    if (
        not content.startswith(b"%PDF-")
        or b"%%EOF" not in content[-PDF_TAIL:]
        or MARKUP.search(content[:MARKUP_WITHIN])
    ):
        raise UnfitFile("not a whole PDF")
    if MARKUP.search(content, content.rindex(b"%%EOF")):
        raise UnfitFile("something follows the PDF")
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise UnfitFile("locked")
        if not reader.pages:
            raise UnfitFile("no page")
        return content, bool(ACTIVE_PDF.search(content)) or acts(reader)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as broken:
        raise UnfitFile("cannot be read") from broken


def acts(reader: PdfReader) -> bool:
    """Whether the catalogue or a page names a script, a launch action or a file inside, packed streams included."""
    catalogue: Any = reader.trailer["/Root"].get_object()
    names: Any = catalogue.get("/Names", {}).get_object() if "/Names" in catalogue else {}
    if "/AA" in catalogue or any(name in names for name in ACTIVE_NAMES):
        return True
    if is_action(catalogue.get("/OpenAction")):
        return True
    pages = (reader.pages[number] for number in range(min(len(reader.pages), MOST_PAGES_READ)))
    return any(
        "/AA" in page or any(is_action(note.get_object().get("/A")) for note in page.annotations or ())
        for page in pages
    )


def is_action(found: Any) -> bool:
    action = found.get_object() if found is not None else None
    return isinstance(action, dict) and action.get("/S") in {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
    }


def check_office(content: bytes, kind: str) -> tuple[bytes, bool]:
    """A zip from its first byte to its last, of bounded size, that declares the main part of its kind and no macros."""
    if not content.startswith(b"PK\x03\x04") or content[-ZIP_TAIL : -ZIP_TAIL + 4] != b"PK\x05\x06":
        raise UnfitFile("not a plain package")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_entries(package.infolist())
            manifest = package.read("[Content_Types].xml")
            package.read("_rels/.rels")
    except (
        zipfile.BadZipFile,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as broken:
        raise UnfitFile("cannot be unpacked") from broken
    if MAIN_PARTS[kind] not in manifest or b"macroEnabled" in manifest or b"vbaProject" in manifest:
        raise UnfitFile("not that kind of document, or with macros")
    return content, False


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    unsafe = any(
        entry.flag_bits & 1 or ".." in entry.filename.split("/") or entry.filename.startswith("/")
        for entry in entries
    )
    macros = any(
        entry.filename.casefold().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs"))
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unsafe or macros:
        raise UnfitFile("too much inside, or what does not belong there")
    if (
        next((entry.file_size for entry in entries if entry.filename == "[Content_Types].xml"), 0)
        > 1024 * 1024
    ):
        raise UnfitFile("an impossible manifest")


def check_image(content: bytes, kind: str) -> tuple[bytes, bool]:
    """Decoded and written anew: what hides behind or between the pixels, and where the picture was taken, is left out."""
    extensions = {found.extension for found in magic(content)}
    if not extensions & {".jpg", ".jpeg", ".jfif", ".png"}:
        raise UnfitFile("not an image")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise UnfitFile("too many pixels")
                return encode(ImageOps.exif_transpose(image), kind), False
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as broken:
        raise UnfitFile("cannot be decoded") from broken


def magic(content: bytes) -> list[Any]:
    try:
        return list(puremagic.magic_string(content))
    except (puremagic.PureError, ValueError):
        return []


def encode(image: Image.Image, kind: str) -> bytes:
    written = io.BytesIO()
    if kind == "jpg":
        image.convert("RGB").save(written, "JPEG", quality=90, optimize=True)
    else:
        clean = image if image.mode in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"} else image.convert("RGBA")
        clean.info = {key: value for key, value in clean.info.items() if key == "transparency"}
        clean.save(written, "PNG", optimize=True)
    return written.getvalue()


CHECKS: dict[str, Callable[[bytes, str], tuple[bytes, bool]]] = {
    "pdf": check_pdf,
    "docx": check_office,
    "xlsx": check_office,
    "jpg": check_image,
    "png": check_image,
}


def main() -> None:
    limit()
    kind = sys.argv[1]
    try:
        content, active = CHECKS[kind](sys.stdin.buffer.read(), kind)
    except (UnfitFile, MemoryError) as unfit:
        sys.stdout.write(json.dumps({"unfit": str(unfit)}) + "\n")
        return
    sys.stdout.buffer.write(json.dumps({"has_active_content": active}).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
