"""Which files may be handed in as evidence, and under what name they are kept."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.core.errors import N_, DomainError
from app.core.events import Event

LONGEST_NAME = 200
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"<>|:*?]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class FileKind(StrEnum):
    """The five kinds of files an office has at hand; nothing else is taken."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JPEG = "jpg"
    PNG = "png"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
}


def shows_in_browser(media_type: str, *, has_active_content: bool) -> bool:
    """Whether a browser shows it by itself: a PDF in which nothing acts, an image. All else is handed out for the office's own programs."""
    kinds = (FileKind.PDF, FileKind.JPEG, FileKind.PNG)
    return not has_active_content and media_type in {_MEDIA_TYPES[kind] for kind in kinds}


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True)
class CheckedFile:
    """A file whose content is what its name says. An image is re-encoded, so its bytes are not those that were sent."""

    kind: FileKind
    name: str
    content: bytes
    has_active_content: bool = False
    sent_sha256: str = ""


def kind_of(name: str) -> FileKind:
    """The kind the name's ending says; raises `DomainError` for any other."""
    ending = name.rpartition(".")[2].casefold()
    try:
        return FileKind("jpg" if ending == "jpeg" else ending)
    except ValueError as unknown:
        raise DomainError(
            N_(
                "“%(name)s” was not kept: only PDF, Word (.docx), Excel (.xlsx), JPG and PNG files are taken."
            ),
            name=shown(name),
            field="evidence",
        ) from unknown


def clean_name(name: str) -> str:
    """The last part of a path, NFC, without letters that file systems or headers trip over, at most 200 letters long.

    >>> clean_name('../../Báo cáo "kết quả".pdf')
    'Báo cáo kết quả.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, _, ending = _FORBIDDEN.sub("", last).rpartition(".")
    stem = " ".join(stem.split()).strip(". ") or "tep"
    stem = f"_{stem}" if _RESERVED.fullmatch(stem.partition(".")[0]) else stem
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending.casefold()}"


def shown(name: str) -> str:
    """The name as it may stand in a sentence."""
    return " ".join(_FORBIDDEN.sub("", name).split())[:80]


@dataclass(frozen=True, kw_only=True)
class EvidenceKept(Event):
    """A file was handed in: its name, size, the checksum of what is kept and of what was sent."""
