"""A file is what its content is, not what its name says: each kind is opened, and what hides in it is refused."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import puremagic
from PIL import Image, ImageOps
from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError

from app.core.errors import N_, DomainError
from app.evidence.domain import CheckedFile, FileKind, Upload, clean_name, kind_of, shown

MOST_PIXELS = 60_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PAGES_READ = 500
_ACTIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|script|svg|body|iframe|\?php)\b", re.IGNORECASE)
_MARKUP_WITHIN = 4096
_PDF_TAIL = 1024
_ZIP_TAIL = 22
_MAIN_PARTS = {
    FileKind.DOCX: b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    FileKind.XLSX: b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG"}


class UnfitFileError(ValueError):
    """The content is broken, or is not what the name says."""


def check_file(upload: Upload, *, most_bytes: int) -> CheckedFile:
    """The file as it will be kept; raises `DomainError` with a sentence for the person who sent it."""
    kind = kind_of(upload.name)
    if not upload.content:
        raise DomainError(
            N_("“%(name)s” is empty. Please choose it again."), name=shown(upload.name), field="evidence"
        )
    if len(upload.content) > most_bytes:
        raise DomainError(
            N_("“%(name)s” is larger than %(most)s MB. Please make it smaller, for example by scanning at 200 dpi."),
            name=shown(upload.name), most=most_bytes // (1024 * 1024), field="evidence",
        )  # fmt: skip
    try:
        content, active = _CHECKS[kind](upload.content, kind)
    except UnfitFileError as unfit:
        raise DomainError(
            N_("“%(name)s” was not kept: its content is damaged, locked, holds macros, or is not a %(kind)s file."),
            name=shown(upload.name), kind=kind.value.upper(), field="evidence",
        ) from unfit  # fmt: skip
    return CheckedFile(kind, clean_name(upload.name), content, active)


def _check_pdf(content: bytes, _kind: FileKind) -> tuple[bytes, bool]:
    """Starts and ends as a PDF, opens without a password, has a page; scripts and hidden files are told, not refused."""
    if (
        not content.startswith(b"%PDF-")
        or b"%%EOF" not in content[-_PDF_TAIL:]
        or _MARKUP.search(content[:_MARKUP_WITHIN])
    ):
        raise UnfitFileError("not a whole PDF")
    if _MARKUP.search(content, content.rindex(b"%%EOF")):
        raise UnfitFileError("something follows the PDF")
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise UnfitFileError("locked")
        if not reader.pages:
            raise UnfitFileError("no page")
        return content, bool(_ACTIVE_PDF.search(content)) or _acts(reader)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as broken:
        raise UnfitFileError("cannot be read") from broken


def _acts(reader: PdfReader) -> bool:
    """Whether the catalogue or a page names a script, a launch action or a file inside, packed streams included."""
    catalogue: Any = reader.trailer["/Root"].get_object()
    names: Any = catalogue.get("/Names", {}).get_object() if "/Names" in catalogue else {}
    if "/AA" in catalogue or any(name in names for name in _ACTIVE_NAMES):
        return True
    if _is_action(catalogue.get("/OpenAction")):
        return True
    pages = (reader.pages[number] for number in range(min(len(reader.pages), MOST_PAGES_READ)))
    return any(
        "/AA" in page or any(_is_action(note.get_object().get("/A")) for note in page.annotations or ())
        for page in pages
    )


def _is_action(found: Any) -> bool:
    action = found.get_object() if found is not None else None
    return isinstance(action, dict) and action.get("/S") in {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
    }


def _check_office(content: bytes, kind: FileKind) -> tuple[bytes, bool]:
    """A zip from its first byte to its last, of bounded size, that declares the main part of its kind and no macros."""
    if not content.startswith(b"PK\x03\x04") or content[-_ZIP_TAIL : -_ZIP_TAIL + 4] != b"PK\x05\x06":
        raise UnfitFileError("not a plain package")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_entries(package.infolist())
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
        raise UnfitFileError("cannot be unpacked") from broken
    if _MAIN_PARTS[kind] not in manifest or b"macroEnabled" in manifest or b"vbaProject" in manifest:
        raise UnfitFileError("not that kind of document, or with macros")
    return content, False


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
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
        raise UnfitFileError("too much inside, or what does not belong there")
    if (
        next((entry.file_size for entry in entries if entry.filename == "[Content_Types].xml"), 0)
        > 1024 * 1024
    ):
        raise UnfitFileError("an impossible manifest")


def _check_image(content: bytes, kind: FileKind) -> tuple[bytes, bool]:
    """Decoded and written anew: what hides behind or between the pixels, and where the picture was taken, is left out."""
    extensions = {found.extension for found in _magic(content)}
    if not extensions & {".jpg", ".jpeg", ".jfif", ".png"}:
        raise UnfitFileError("not an image")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise UnfitFileError("too many pixels")
                return _encode(ImageOps.exif_transpose(image), kind), False
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as broken:
        raise UnfitFileError("cannot be decoded") from broken


def _magic(content: bytes) -> list[Any]:
    try:
        return list(puremagic.magic_string(content))
    except (puremagic.PureError, ValueError):
        return []


def _encode(image: Image.Image, kind: FileKind) -> bytes:
    written = io.BytesIO()
    if kind is FileKind.JPEG:
        image.convert("RGB").save(written, "JPEG", quality=90, optimize=True)
    else:
        clean = image if image.mode in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"} else image.convert("RGBA")
        clean.info = {key: value for key, value in clean.info.items() if key == "transparency"}
        clean.save(written, "PNG", optimize=True)
    return written.getvalue()


_CHECKS: dict[FileKind, Callable[[bytes, FileKind], tuple[bytes, bool]]] = {
    FileKind.PDF: _check_pdf,
    FileKind.DOCX: _check_office,
    FileKind.XLSX: _check_office,
    FileKind.JPEG: _check_image,
    FileKind.PNG: _check_image,
}
