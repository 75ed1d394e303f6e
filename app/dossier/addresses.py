"""What of the register is asked for, read from an address; what cannot be read is as if it were not there."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.core.addresses import read_code, read_day, read_id
from app.core.forms import LINE
from app.core.paging import PAGE_SIZE
from app.core.text import clean_line
from app.dossier.domain import ExtensionMark, RegisterFilter, RegisterOrder
from app.pledges.domain import ClosingReason, Lifecycle, TimeStatus, Verdict
from app.statistics.addresses import read_scope
from app.statistics.domain import Change, Measure

SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """In what order, how many a page, and where the page begins."""

    order: RegisterOrder
    descending: bool
    size: int
    cursor: str | None

    @property
    def sort(self) -> str:
        """As it stands in the address: "due_on", or "-due_on" from the last to the first."""
        return f"-{self.order.value}" if self.descending else self.order.value


def read_filter(asked: Mapping[str, str]) -> RegisterFilter:
    return RegisterFilter(
        query=clean_line(asked.get("q", "")[:LINE].replace("\x00", "")),
        in_term_id=read_id(asked.get("in_term")),
        time=read_code(TimeStatus, asked.get("time")),
        lifecycle=read_code(Lifecycle, asked.get("lifecycle")),
        verdict=read_code(Verdict, asked.get("verdict")),
        extension=read_code(ExtensionMark, asked.get("extension")),
        closing=read_code(ClosingReason, asked.get("closing")),
        due_from=read_day(asked.get("due_from")),
        due_until=read_day(asked.get("due_until")),
        counted=read_code(Measure, asked.get("counted")),
        change=read_code(Change, asked.get("change")),
        since=read_day(asked.get("since")),
        **asdict(read_scope(asked)),
    )


def read_arrangement(asked: Mapping[str, str]) -> Arrangement:
    sort = asked.get("sort", "")
    order = read_code(RegisterOrder, sort.removeprefix("-"))
    size = read_id(asked.get("size")) or PAGE_SIZE
    return Arrangement(
        order=order or RegisterOrder.DUE_ON,
        descending=order is not None and sort.startswith("-"),
        size=size if size in SIZES else PAGE_SIZE,
        cursor=asked.get("cursor"),
    )
