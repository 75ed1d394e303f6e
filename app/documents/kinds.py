"""The kinds of papers that can be made again: how one is read back, and how it would read with today's data.

The features that know the papers say so; `app.subscriptions` is where they do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.paper import Paper


@dataclass(frozen=True, kw_only=True)
class PaperKind:
    """`gather` gives the paper as issued, with what the register says today; what was adopted or approved is frozen there."""

    read: Callable[[dict[str, Any]], Paper]
    write: Callable[[Any], bytes]
    """The same paper as a Word file."""

    gather: Callable[[IssuedDocument], Paper] | None = None


_KINDS: dict[DocumentKind, PaperKind] = {}


def know(kind: DocumentKind, paper: PaperKind) -> None:
    _KINDS[kind] = paper


def can_be_read(document: IssuedDocument) -> bool:
    """Whether its frozen data can be made a paper again: data of a release long past may have become unreadable."""
    try:
        read(document)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def can_be_gathered(document: IssuedDocument) -> bool:
    """Whether the register can say today what this paper says."""
    known = _KINDS.get(document.kind)
    return known is not None and known.gather is not None


def read(document: IssuedDocument) -> Paper:
    """The paper as it was issued."""
    return _KINDS[document.kind].read(document.data)


def write(document: IssuedDocument) -> bytes:
    """The paper as it was issued, with the number it was given since, as a Word file."""
    paper = read(document)
    number = document.full_number
    if number != document.number and not number.startswith("…"):
        paper = paper.under(number, document.issued_on)
    return _KINDS[document.kind].write(paper)


def gather(document: IssuedDocument) -> Paper:
    """The paper with today's data."""
    found = _KINDS[document.kind].gather
    return found(document) if found else read(document)
