"""Who must act, when agencies are reorganised: lines are appended, what was promised stays, thousands of pledges cost a few statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about
from app.council.models import Agency, Office, Succession
from app.council.successions.queries import successions_of
from app.council.successors import Successors, successors_on
from app.pledges.domain import Actor, Assigned, Lifecycle, OfficesTakenOver, PledgesAssigned
from app.pledges.models import Pledge, PledgeAssignment
from app.pledges.standing import Condition

_COLUMNS = (
    "council_id", "pledge_id", "from_day", "agency_id", "office_id", "succession_id", "document_number", "recorded_at",
    "recorded_by_id", "note",
)  # fmt: skip


def pass_on(*, agency: Agency, actor_id: int | None) -> None:
    """Let the one successor of an agency act for all it had to do, open and closed, and its own successors after it.

    Where the work was divided, or ended, nothing moves: that is decided for each pledge.
    """
    acting = agency.id
    for passing in successors_on().course_of(agency.id):
        succession = db.session.get_one(Succession, passing.id)
        ours = _of_council(agency, Pledge.acting_agency_id == acting)
        _append(ours, Actor(_heir_of(succession)), succession, actor_id)
        _update(ours, acting_agency_id=succession.new_agency_id)
        acting = _heir_of(succession)


def _heir_of(succession: Succession) -> int:
    if succession.new_agency_id is None:
        raise DomainError(N_("Nobody took this work over."))
    return succession.new_agency_id


def _of_council(agency: Agency, *conditions: Condition) -> tuple[Condition, ...]:
    return (Pledge.council_id == agency.council_id, *conditions)


def _append(pledges: tuple[Condition, ...], to: Actor, succession: Succession, actor_id: int | None) -> None:
    """A line for each adopted pledge, from the day on; not before a line it already has. Drafts have no history yet."""
    latest = (
        sa.select(sa.func.max(PledgeAssignment.from_day))
        .where(PledgeAssignment.pledge_id == Pledge.id)
        .correlate(Pledge)
        .scalar_subquery()
    )
    day = succession.effective_on
    values = {
        "council_id": Pledge.council_id,
        "pledge_id": Pledge.id,
        "from_day": sa.case((latest > day, latest), else_=sa.literal(day, sa.Date)),
        "agency_id": sa.literal(to.agency_id, sa.Integer),
        "office_id": sa.literal(to.office_id, sa.Integer),
        "succession_id": sa.literal(succession.id, sa.Integer),
        "document_number": sa.literal(succession.document_number, sa.String),
        "recorded_at": sa.literal(now(), PledgeAssignment.recorded_at.type),
        "recorded_by_id": sa.literal(actor_id, sa.Integer),
        "note": sa.literal("", sa.Text),
    }
    rows = sa.select(*(values[name] for name in _COLUMNS)).where(
        *pledges, Pledge.lifecycle != Lifecycle.DRAFT
    )
    db.session.execute(sa.insert(PledgeAssignment).from_select(list(_COLUMNS), rows.order_by(Pledge.id)))


def _update(pledges: tuple[Condition, ...], **values: Any) -> None:
    """Set who acts today on many pledges; what was loaded of them is read again."""
    statement = sa.update(Pledge).where(*pledges).values(**values)
    db.session.execute(statement, execution_options={"synchronize_session": False})
    for record in db.session:
        if isinstance(record, Pledge):
            db.session.expire(record, ["acting_agency_id", "acting_office_id"])


def assign_pledges(*, agency: Agency, chosen: Assigned, actor: User | None) -> None:
    """Say for open pledges of a divided or ended agency who takes each over; the others wait on."""
    rows = successions_of(agency.id)
    if not rows:
        raise DomainError(N_("Nothing is recorded of what became of %(name)s."), name=agency.name)
    by_heir = {row.new_agency_id: row for row in rows}
    actor_id = actor.id if actor else None
    grouped: defaultdict[Actor, list[int]] = defaultdict(list)
    for pledge_id, to in chosen.items():
        grouped[to].append(pledge_id)
    heirs = successors_on().today_of(agency.id)
    for to, ids in grouped.items():
        if heirs and to.agency_id not in heirs:
            raise DomainError(N_("Choose one of the successors of %(name)s."), name=agency.name)
        _check_office(to)
        ours = _of_council(agency, Pledge.acting_agency_id == agency.id, Pledge.id.in_(ids))
        _append(ours, to, by_heir.get(to.agency_id) or rows[0], actor_id)
        values = {
            "acting_agency_id": to.agency_id,
            **({"acting_office_id": to.office_id} if to.office_id else {}),
        }
        _update(ours, **values)
        details = {"name": agency.name, "agency_id": to.agency_id, "office_id": to.office_id, "pledges": ids}
        publish(PledgesAssigned(**about(agency, actor), details=details))
    db.session.flush()


def _check_office(to: Actor) -> None:
    office = db.session.get(Office, to.office_id) if to.office_id else None
    if to.office_id and (office is None or office.agency_id != to.agency_id):
        raise DomainError(N_("This office does not belong to the agency that takes over."))


def take_over_offices(*, agency: Agency, offices: Mapping[int, int], actor: User | None) -> None:
    """Let offices of the one successor answer for what offices of the old agency promised: old office → new one."""
    rows = successions_of(agency.id)
    heirs = [row.new_agency_id for row in rows if row.new_agency_id is not None]
    if len(heirs) != 1:
        raise DomainError(
            N_("%(name)s has no single successor whose offices could take over."), name=agency.name
        )
    for old_id, new_id in offices.items():
        to = Actor(heirs[0], new_id)
        _check_office(to)
        ours = _of_council(agency, Pledge.acting_office_id == old_id, Pledge.acting_agency_id == to.agency_id)
        _append(ours, to, rows[0], actor.id if actor else None)
        _update(ours, acting_office_id=new_id)
    publish(OfficesTakenOver(**about(agency, actor), details={"office_ids": list(offices.items())}))
    db.session.flush()


def hand_back(*, agency: Agency, succession_ids: Collection[int], actor_id: int | None) -> None:
    """Let the agency act again for what passed on by these successions. Refused where a later decision rests on it."""
    passed = sa.select(PledgeAssignment.pledge_id).where(PledgeAssignment.succession_id.in_(succession_ids))
    _refuse_where_passed_on(succession_ids)
    before = _office_before(succession_ids)
    succession = db.session.get_one(Succession, min(succession_ids))
    ours = _of_council(agency, Pledge.id.in_(passed))
    offices = db.session.execute(sa.select(Pledge.id, before.label("office")).where(*ours)).all()
    grouped: defaultdict[int | None, list[int]] = defaultdict(list)
    for row in offices:
        grouped[row.office].append(row.id)
    for office_id, ids in grouped.items():
        these = _of_council(agency, Pledge.id.in_(ids))
        _append(these, Actor(agency.id, office_id), succession, actor_id)
        _update(these, acting_agency_id=agency.id, acting_office_id=office_id)
    _reread_drafts(agency, successors_on())


def _refuse_where_passed_on(succession_ids: Collection[int]) -> None:
    ours, later = aliased(PledgeAssignment), aliased(PledgeAssignment)
    code = db.session.scalar(
        sa.select(Pledge.code)
        .join(ours, ours.pledge_id == Pledge.id)
        .join(later, later.pledge_id == Pledge.id)
        .where(
            ours.succession_id.in_(succession_ids),
            later.id > ours.id,
            sa.or_(later.succession_id.is_(None), later.succession_id.not_in(succession_ids)),
        )
        .order_by(Pledge.id)
        .limit(1)
    )
    if code is not None:
        raise DomainError(N_("Pledge %(code)s has passed on again since; this rests on it."), code=code)


def _office_before(succession_ids: Collection[int]) -> Any:
    """The office that answered before these successions."""
    other = sa.or_(
        PledgeAssignment.succession_id.is_(None), PledgeAssignment.succession_id.not_in(succession_ids)
    )
    latest = (
        sa.select(PledgeAssignment.office_id)
        .where(PledgeAssignment.pledge_id == Pledge.id, PledgeAssignment.office_id.is_not(None), other)
        .order_by(PledgeAssignment.from_day.desc(), PledgeAssignment.id.desc())
        .limit(1)
        .correlate(Pledge)
        .scalar_subquery()
    )
    return sa.func.coalesce(latest, Pledge.office_id)


def _reread_drafts(agency: Agency, successors: Successors) -> None:
    """Drafts have no history: who acts for them follows from the successions."""
    drafts = _of_council(agency, Pledge.lifecycle == Lifecycle.DRAFT)
    for lead_id in db.session.scalars(sa.select(Pledge.lead_agency_id).where(*drafts).distinct()).all():
        theirs = (*drafts, Pledge.lead_agency_id == lead_id)
        _update(theirs, acting_agency_id=successors.acting_id(lead_id))


def office_after(office_id: int | None) -> int | None:
    """Which office took over what an office promised, as it was decided for the pledges before."""
    if office_id is None:
        return None
    statement = (
        sa.select(PledgeAssignment.office_id)
        .join(Pledge, Pledge.id == PledgeAssignment.pledge_id)
        .where(Pledge.office_id == office_id, Pledge.acting_office_id == PledgeAssignment.office_id)
        .order_by(PledgeAssignment.from_day.desc(), PledgeAssignment.id.desc())
        .limit(1)
    )
    return db.session.scalar(statement)


def passed_on_before(
    pledge: Pledge, successors: Successors, actor: User | None
) -> Iterable[PledgeAssignment]:
    """The lines a pledge is adopted with whose agency had successors by then: the history begins with who acts."""
    course = list(successors.course_of(pledge.lead_agency_id))
    for passing in course:
        last = passing is course[-1]
        yield PledgeAssignment(
            pledge_id=pledge.id,
            from_day=passing.from_day,
            agency_id=passing.new_agency_id,
            office_id=pledge.acting_office_id
            if last and pledge.acting_office_id != pledge.office_id
            else None,
            succession_id=passing.id,
            recorded_by_id=actor.id if actor else None,
        )
