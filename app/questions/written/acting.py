"""Who owes a written answer today where the agency that was asked was merged, split, renamed or abolished since.

The question keeps the office it was put to; what is due is sent to who took its work over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.text import fold
from app.council.models import Office
from app.council.successors import successors_on


@dataclass(frozen=True)
class Acting:
    """Who took over: the agencies, and the office that answers; no office where the work was divided or none is known."""

    agency_ids: tuple[int, ...]
    name: str
    office: Office | None = None


def acting_for(offices: Iterable[Office | None], day: date) -> dict[int, Acting]:
    """By the id of an office, who acts for it on the day where that is another. Two statements, or one where nobody is."""
    successors, heirs = successors_on(day), dict[int, tuple[int, ...]]()
    asked = {each.id: each for each in offices if each is not None}
    for each in asked.values():
        if successors.passings_of(each.agency_id):
            heirs[each.id] = successors.today_of(each.agency_id or 0)
    theirs = _offices_of({agency_id for found in heirs.values() for agency_id in found}) if heirs else {}
    acting = {}
    for office_id, agency_ids in heirs.items():
        old = asked[office_id]
        after = _office_after(old, theirs[agency_ids[0]]) if len(agency_ids) == 1 else None
        name = after.title if after else successors.names_today(old.agency_id)
        acting[office_id] = Acting(agency_ids, name, after)
    return acting


def _offices_of(agency_ids: Collection[int]) -> defaultdict[int, list[Office]]:
    found: defaultdict[int, list[Office]] = defaultdict(list)
    statement = sa.select(Office).where(Office.agency_id.in_(list(agency_ids)))
    for each in db.session.scalars(statement.options(joinedload(Office.agency)).order_by(Office.id)):
        found[each.agency_id or 0].append(each)
    return found


def _office_after(old: Office, theirs: list[Office]) -> Office | None:
    """The office of the successor that is called the same beside its agency's name; else its only one."""
    same = [each for each in theirs if _post(each) == _post(old)]
    found = same or theirs
    return found[0] if len(found) == 1 else None


def _post(office: Office) -> str:
    """What an office is called without its agency: "giam doc" of "Giám đốc Sở Xây dựng"."""
    title, agency = fold(office.title), office.agency
    for name in (agency.name, agency.short_name) if agency else ():
        if name and title.endswith(fold(name)):
            return title.removesuffix(fold(name)).strip()
    return title
