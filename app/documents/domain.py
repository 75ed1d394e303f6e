"""Kinds of issued papers."""

from dataclasses import dataclass

from app.core.enums import Coded
from app.core.events import Event


class DocumentKind(Coded):
    """What paper it is."""

    PLEDGE_APPENDIX = "pledge_appendix"
    FOLLOW_UP_APPENDIX = "follow_up_appendix"


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """A paper was issued: its number, kind and checksum."""
