"""Who stands in the place of an agency that was merged, split, renamed or abolished, as known on a day.

What an agency promised stays its promise under its old name; who must act is who took its work over (Luật Tổ chức chính
quyền địa phương 72/2025/QH15: two tiers from 1 July 2025 on, departments merged in the same year). Pure: read once a page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.core.clock import today
from app.core.database import db
from app.council.models import Agency, Succession


@dataclass(frozen=True, slots=True)
class Passing:
    """The work of an agency passed on from a day on, to one successor; to none where it ended."""

    id: int
    old_agency_id: int
    new_agency_id: int | None
    from_day: date


class Successors:
    """The successions of a council until a day."""

    def __init__(self, passings: Iterable[Passing], names: Mapping[int, str]) -> None:
        self._of: defaultdict[int, list[Passing]] = defaultdict(list)
        self._names = names
        for each in passings:
            self._of[each.old_agency_id].append(each)

    def passings_of(self, agency_id: int | None) -> tuple[Passing, ...]:
        """What became of this very agency; nothing where it goes on."""
        return tuple(self._of.get(agency_id or 0, ()))

    def today_of(self, agency_id: int) -> tuple[int, ...]:
        """Who stands in its place: itself where it goes on, nobody where its work ended."""
        passings = self._of.get(agency_id)
        if passings is None:
            return (agency_id,)
        heirs = (each.new_agency_id for each in passings if each.new_agency_id is not None)
        return tuple(dict.fromkeys(one for heir in heirs for one in self.today_of(heir)))

    def course_of(self, agency_id: int | None) -> Iterator[Passing]:
        """One passing after the other as long as there is one successor alone: where the work is divided somebody must decide."""
        passings = self.passings_of(agency_id)
        while len(passings) == 1 and passings[0].new_agency_id is not None:
            yield passings[0]
            passings = self.passings_of(passings[0].new_agency_id)

    def acting_id(self, agency_id: int | None) -> int | None:
        """Who must act for what it promised, as far as that follows from the successions alone."""
        *_before, last = (agency_id, *(each.new_agency_id for each in self.course_of(agency_id)))
        return last

    def leads_to(self, agency_id: int, other_id: int) -> bool:
        """Whether the work of an agency came to another one, however often it passed on."""
        return agency_id == other_id or any(
            self.leads_to(each.new_agency_id, other_id)
            for each in self._of.get(agency_id, ())
            if each.new_agency_id is not None
        )

    def those_before(self, agency_id: int) -> frozenset[int]:
        """The agency itself, and every one whose work came to it, wholly or in part."""
        return frozenset({agency_id, *(old for old in self._of if self.leads_to(old, agency_id))})

    def heirs_of(self, agency_id: int | None) -> tuple[int, ...]:
        """Everyone its work came to, however often it passed on, the first ones first; nobody where it goes on."""
        found: dict[int, None] = {}
        for each in self.passings_of(agency_id):
            if each.new_agency_id is not None:
                found |= dict.fromkeys((each.new_agency_id, *self.heirs_of(each.new_agency_id)))
        return tuple(found)

    def before(self, agency_id: int) -> set[int]:
        """The agency and everyone whose work came to it, however often it passed on."""
        return {agency_id} | {each for each in self._of if self.leads_to(each, agency_id)}

    def name_of(self, heir_id: int) -> str:
        """What an agency is called that took work over."""
        return self._names[heir_id]

    def names_today(self, agency_id: int | None) -> str:
        """Who stands in its place, by name; empty where it goes on itself."""
        if agency_id is None or agency_id not in self._of:
            return ""
        return "; ".join(self._names[each] for each in self.today_of(agency_id))

    def ended(self, agency_id: int | None) -> bool:
        """Whether its work ended and nobody took it over."""
        return agency_id is not None and agency_id in self._of and not self.today_of(agency_id)

    def name_with_successor(self, agency: Agency) -> str:
        """As papers name it: "Sở Giao thông vận tải (nay: Sở Xây dựng)"."""
        if self.ended(agency.id):
            return f"{agency.name} (đã kết thúc hoạt động)"
        return with_successor(agency.name, self.names_today(agency.id))


def with_successor(name: str, today_named: str) -> str:
    """A name on paper with who acts today, where that is another.

    >>> with_successor("Sở Giao thông vận tải", "Sở Xây dựng")
    'Sở Giao thông vận tải (nay: Sở Xây dựng)'
    """
    return f"{name} (nay: {today_named})" if today_named and today_named != name else name


def successors_on(day: date | None = None) -> Successors:
    """As known on a day: what came after it is not there. One statement."""
    statement = (
        sa.select(
            Succession.id,
            Succession.old_agency_id,
            Succession.new_agency_id,
            Succession.effective_on,
            Agency.name,
        )
        .outerjoin(Agency, Agency.id == Succession.new_agency_id)
        .where(Succession.taken_back_on.is_(None), Succession.effective_on <= (day or today()))
        .order_by(Succession.old_agency_id, Succession.id)
    )
    rows = db.session.execute(statement).all()
    return Successors(
        [Passing(row.id, row.old_agency_id, row.new_agency_id, row.effective_on) for row in rows],
        {row.new_agency_id: row.name for row in rows},
    )
