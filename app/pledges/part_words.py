"""The steps and shares of a pledge as papers say them: what was promised, when, and what has to be shown."""

from app.core import vietnamese
from app.pledges.domain import PartKind
from app.pledges.models import PledgePart


def due_words(part: PledgePart) -> str:
    """As "trong quý III (30/09/2017)"; the day alone where no words were spoken; empty where there is neither."""
    day = vietnamese.day(part.due_on)
    return f"{part.due_words} ({day})" if part.due_words and day else part.due_words or day


def part_words(part: PledgePart) -> str:
    """As "1. Phê duyệt thiết kế: trong quý III (30/09/2017); phải có: quyết định phê duyệt"."""
    named = part.agency.name if part.kind is PartKind.SHARE and part.agency else f"{part.position}."
    begins = f"{named}: {part.words}" if part.kind is PartKind.SHARE else f"{named} {part.words}"
    due, shown = due_words(part), f"phải có: {part.must_show}" if part.must_show else ""
    rest = "; ".join(each for each in (due, shown) if each)
    return f"{begins}: {rest}" if rest else begins
