"""Kinds of issued papers, and what a downloaded one is called."""

import re
from dataclasses import dataclass

from app.core.enums import Coded
from app.core.events import Event

PDF = "application/pdf"


class DocumentKind(Coded):
    """What paper it is."""

    PLEDGE_APPENDIX = "pledge_appendix"
    FOLLOW_UP_APPENDIX = "follow_up_appendix"


def file_name(number: str, kind: DocumentKind, suffix: str = "pdf") -> str:
    """The name of a downloaded paper: its kind and number, with nothing a file system would trip over; a draft has no number.

    >>> file_name("95/NQ-HĐND", DocumentKind.PLEDGE_APPENDIX)
    'Phụ lục cam kết 95-NQ-HĐND.pdf'
    >>> file_name("", DocumentKind.PLEDGE_APPENDIX, "docx")
    'Phụ lục cam kết dự thảo.docx'
    """
    names = {
        DocumentKind.PLEDGE_APPENDIX: "Phụ lục cam kết",
        DocumentKind.FOLLOW_UP_APPENDIX: "Phụ lục theo dõi",
    }
    safe = re.sub(r"[^\w.-]+", "-", number).strip("-.")
    return f"{names[kind]} {safe or 'dự thảo'}.{suffix}"


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """A paper was issued: its number, kind and checksum."""
