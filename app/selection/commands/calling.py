"""The call for topics of a sitting, from its opening to the round of opinions."""

from datetime import date

from app.accounts.models import User
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, put, refuse_stale
from app.selection import queries
from app.selection.domain import CallChanged, CallOpened, CallStatus, NewCall, check_move, must_be
from app.selection.models import TopicCall
from app.sittings.models import Sitting


def open_call(*, sitting: Sitting, new: NewCall, actor: User | None) -> TopicCall:
    """Call on delegates to propose matters and persons (Luật 87/2015/QH13, art. 60.1); once for a sitting."""
    new.check()
    lock(sitting)
    if queries.find_call(sitting.id) is not None:
        raise DomainError(N_("Topics are selected for this sitting already."))
    call = TopicCall(sitting_id=sitting.id, created_by_id=actor.id if actor else None, **vars(new))
    db.session.add(call)
    db.session.flush()
    told = {name: json_ready(value) for name, value in vars(new).items() if value}
    publish(CallOpened(**about(call, actor), details={"sitting_id": sitting.id, **told}))
    return call


def change_call(
    *, call: TopicCall, new: NewCall, expected_version: int | None, actor: User | None
) -> TopicCall:
    """Correct the days or the words as long as proposals come in."""
    refuse_stale(call, vars(new), expected_version)
    must_be(call.status, CallStatus.COLLECTING)
    new.check()
    put(call, vars(new))
    _tell(call, actor)
    return call


def start_opinions(*, call: TopicCall, close_on: date, actor: User | None) -> None:
    """Ask the delegates for their opinion on the shortlist, which stands from now on."""
    turn(call)
    check_move(call.status, CallStatus.OPINIONS, opinions=0)
    if close_on < call.opened_on:
        raise DomainError(
            N_("The last day of opinions cannot lie before the call (%(day)s)."),
            day=call.opened_on,
            field="close_on",
        )
    if not queries.candidates_of(call.id):
        raise DomainError(N_("Put at least one group of issues on the shortlist."))
    put(call, {"status": CallStatus.OPINIONS, "opinions_close_on": close_on})
    _tell(call, actor)


def take_opinions_back(*, call: TopicCall, actor: User | None) -> None:
    """Go back to the shortlist, as long as nobody has given an opinion."""
    turn(call)
    check_move(call.status, CallStatus.COLLECTING, opinions=len(queries.opinions_of(call.id)))
    put(call, {"status": CallStatus.COLLECTING, "opinions_close_on": None})
    _tell(call, actor)


def turn(call: TopicCall) -> None:
    """Wait for whoever works on this call, then look at its state as it is now."""
    lock(call)
    db.session.refresh(call, ["status", "version"])


def _tell(call: TopicCall, actor: User | None) -> None:
    changes = changes_of(call)
    if changes:
        publish(CallChanged(**about(call, actor), details=changes))
        db.session.flush()
