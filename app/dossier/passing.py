"""How pledges passed on: to agencies and offices that took them over, by handover sheets, and from term to term."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.core.database import db
from app.council.domain import SuccessionKind
from app.council.models import Agency, Office, Succession
from app.documents.models import IssuedDocument
from app.documents.queries import with_number
from app.handovers.models import Handover, HandoverPledge, TermCarry, TermClosing
from app.pledges.models import Pledge, PledgeAssignment
from app.pledges.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """From a day on another agency, or another office, must act."""

    on: date
    old_agency: Agency | None
    agency: Agency | None
    old_office: Office | None
    office: Office | None
    kind: SuccessionKind | None
    document_number: str
    note: str

    @property
    def agencies(self) -> str:
        """Old → new; empty where the agency stayed."""
        old, new = self.old_agency, self.agency
        return _changed(old.name if old else "", new.name if new else "")

    @property
    def offices(self) -> str:
        """Old → new; empty where the office stayed."""
        old, new = self.old_office, self.office
        return _changed(old.title if old else "", new.title if new else "")


def _changed(old: str, new: str) -> str:
    return f"{old or '…'} → {new}" if new and new != old else ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A sheet that named the pledge, with the remark on it; until both sides signed it is not confirmed."""

    sheet: Handover
    note: str
    confirmed_on: date | None

    @property
    def people(self) -> str:
        """From → to; who hands over may be unknown."""
        giver = self.sheet.from_person
        return f"{giver.full_name if giver else '…'} → {self.sheet.to_person.full_name}"


@dataclass(frozen=True, slots=True)
class Passages:
    """Everything of one pledge, each in order of time; of what came after the day nothing."""

    passed_on: list[Passed] = field(default_factory=list)
    handed_over: list[HandedOver] = field(default_factory=list)
    carried: list[TermCarry] = field(default_factory=list)


def passages_of(pledges: Collection[Pledge], at: Standing) -> defaultdict[int, Passages]:
    """By pledge; three statements, however many they are. The pledges come with their own agency and office."""
    found: defaultdict[int, Passages] = defaultdict(Passages)
    ids = [pledge.id for pledge in pledges]
    lines = _lines(ids, at)
    for pledge in pledges:
        found[pledge.id].passed_on.extend(_passed(pledge, lines[pledge.id]))
    for pledge_id, handed_over in _sheets(ids, at):
        found[pledge_id].handed_over.append(handed_over)
    for carry in _carried(ids, at):
        found[carry.pledge_id].carried.append(carry)
    return found


def _lines(ids: Collection[int], at: Standing) -> defaultdict[int, list[PledgeAssignment]]:
    """The lines of whole pledges; those of a reorganisation entered by mistake are left out, there and back."""
    statement = (
        sa.select(PledgeAssignment)
        .outerjoin(PledgeAssignment.succession)
        .where(
            PledgeAssignment.pledge_id.in_(ids),
            PledgeAssignment.part_id.is_(None),
            PledgeAssignment.from_day <= at.day,
            Succession.taken_back_on.is_(None),
        )
        .options(
            joinedload(PledgeAssignment.agency),
            joinedload(PledgeAssignment.office),
            contains_eager(PledgeAssignment.succession),
        )
        .order_by(PledgeAssignment.from_day, PledgeAssignment.id)
    )
    found: defaultdict[int, list[PledgeAssignment]] = defaultdict(list)
    for line in db.session.scalars(statement):
        found[line.pledge_id].append(line)
    return found


def _passed(pledge: Pledge, lines: Sequence[PledgeAssignment]) -> Iterator[Passed]:
    """Of one day and agency one line: the office is chosen after the agency."""
    agency, office = pledge.lead_agency, pledge.office
    for (on, _agency_id), group in groupby(lines, key=lambda each: (each.from_day, each.agency_id)):
        those = list(group)
        last = those[-1]
        told = Passed(
            on=on,
            old_agency=agency,
            agency=last.agency or agency,
            old_office=office,
            office=next((each.office for each in reversed(those) if each.office), office),
            kind=last.succession.kind if last.succession else None,
            document_number=last.document_number
            or (last.succession.document_number if last.succession else ""),
            note=last.note,
        )
        agency, office = told.agency, told.office
        if told.agencies or told.offices:
            yield told


def _sheets(ids: Collection[int], at: Standing) -> Iterator[tuple[int, HandedOver]]:
    """By pledge, the sheets that were issued, or confirmed, by the day."""
    issued = Handover.document.has(IssuedDocument.issued_on <= at.known_until)
    statement = (
        sa.select(HandoverPledge.pledge_id, HandoverPledge.note, Handover)
        .join(HandoverPledge.handover)
        .where(
            HandoverPledge.pledge_id.in_(ids),
            Handover.handed_on <= at.day,
            sa.or_(Handover.confirmed_on <= at.day, issued),
        )
        .options(
            joinedload(Handover.office),
            joinedload(Handover.from_person),
            joinedload(Handover.to_person),
            *with_number(Handover.document),
        )
        .order_by(Handover.handed_on, Handover.id)
    )
    for pledge_id, note, sheet in db.session.execute(statement).unique():
        confirmed_on = sheet.confirmed_on
        known = confirmed_on if confirmed_on and confirmed_on <= at.day else None
        yield pledge_id, HandedOver(sheet, note, known)


def _carried(ids: Collection[int], at: Standing) -> Sequence[TermCarry]:
    closing = TermCarry.closing
    statement = (
        sa.select(TermCarry)
        .join(closing)
        .where(TermCarry.pledge_id.in_(ids), TermClosing.closed_on <= at.day)
        .options(
            contains_eager(closing).options(joinedload(TermClosing.term), joinedload(TermClosing.next_term))
        )
        .order_by(TermClosing.closed_on, TermClosing.id)
    )
    return db.session.scalars(statement).all()
