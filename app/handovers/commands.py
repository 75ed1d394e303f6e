"""Drawing up handover sheets and confirming them."""

from datetime import date
from typing import Any

from app.accounts.models import User
from app.core.clock import now, today
from app.core.database import changes_of, db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, put, refuse_stale
from app.council.models import Office
from app.documents.models import IssuedDocument
from app.handovers import queries
from app.handovers.domain import (
    HandoverChanged,
    HandoverConfirmed,
    HandoverDiscarded,
    HandoverDrawnUp,
    NewHandover,
    check_confirmation,
)
from app.handovers.models import Handover, HandoverPledge


def draw_up(*, office: Office, new: NewHandover, actor: User | None) -> Handover:
    """List the open pledges of an office for its present holder."""
    holding = queries.present_holding(office.id)
    if holding is None:
        raise DomainError(N_("Nobody is known to hold this office today."))
    wanted = new.pledge_ids
    pledges = [each for each in queries.unhanded_pledges(office.id) if not wanted or each.id in wanted]
    if not pledges:
        raise DomainError(N_("Every open pledge of this office was handed over."))
    handover = Handover(
        office_id=office.id,
        from_person_id=_other(new.from_person_id, holding.person_id),
        to_person_id=holding.person_id,
        handed_on=_day(new.handed_on),
        note=new.note,
        created_by_id=actor.id if actor else None,
    )
    handover.pledges = [
        HandoverPledge(pledge_id=pledge.id, position=place, note=new.notes.get(pledge.id, ""))
        for place, pledge in enumerate(pledges, start=1)
    ]
    db.session.add(handover)
    db.session.flush()
    details = {"office_id": office.id, "to_person_id": holding.person_id, "pledges": len(pledges)}
    publish(HandoverDrawnUp(**about(handover, actor), details=details))
    return handover


def _other(person_id: int | None, holder_id: int) -> int | None:
    if person_id == holder_id:
        raise DomainError(N_("The holder cannot hand over to themselves."), field="from_person")
    return person_id


def _day(handed_on: date) -> date:
    if handed_on > today():
        raise DomainError(N_("That day has not come yet."), field="handed_on")
    return handed_on


def change_handover(
    *, handover: Handover, new: NewHandover, expected_version: int | None, actor: User | None
) -> None:
    """Change a sheet that was not issued yet; the pledges stay those it was drawn up with."""
    _need_open(handover)
    values: dict[str, Any] = {
        "from_person_id": _other(new.from_person_id, handover.to_person_id),
        "handed_on": _day(new.handed_on),
        "note": new.note,
    }
    refuse_stale(handover, values, expected_version)
    put(handover, values)
    changes = changes_of(handover)
    for line in handover.pledges:
        put(line, {"note": new.notes.get(line.pledge_id, line.note)})
    if changes:
        publish(HandoverChanged(**about(handover, actor), details=changes))
    db.session.flush()


def discard_handover(*, handover: Handover, actor: User | None) -> None:
    """Throw a sheet away that was never issued."""
    _need_open(handover)
    publish(HandoverDiscarded(**about(handover, actor), details={"office_id": handover.office_id}))
    db.session.delete(handover)
    db.session.flush()


def note_issue(*, handover: Handover, issued: IssuedDocument) -> None:
    """Remember the paper the sheet went out as."""
    _need_open(handover)
    handover.document_id = issued.id
    db.session.flush()


def confirm_handover(*, handover: Handover, confirmed_on: date, actor: User | None) -> None:
    """Both sides signed: the present holder answers with the sheet in hand, and the sheet is frozen."""
    if handover.confirmed_on is not None:
        raise DomainError(N_("This handover is already confirmed."))
    check_confirmation(
        handed_on=handover.handed_on,
        confirmed_on=confirmed_on,
        issued=handover.document_id is not None,
        today=today(),
    )
    put(
        handover,
        {
            "confirmed_on": confirmed_on,
            "confirmed_at": now(),
            "confirmed_by_id": actor.id if actor else None,
        },
    )
    details = {
        "office_id": handover.office_id,
        "to_person_id": handover.to_person_id,
        "confirmed_on": confirmed_on.isoformat(),
    }
    publish(HandoverConfirmed(**about(handover, actor), details=details))
    db.session.flush()


def _need_open(handover: Handover) -> None:
    if handover.confirmed_on is not None or handover.document_id is not None:
        raise DomainError(N_("This sheet was issued; it can no longer be changed."))
