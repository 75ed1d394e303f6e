"""Opinions on the shortlist, given on the page or entered from the form on paper."""

from collections import defaultdict
from datetime import date
from typing import Any

from app.accounts.models import User
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about
from app.selection import queries
from app.selection.commands.calling import turn
from app.selection.domain import CallStatus, Opinions, OpinionsStated, Stated, must_be
from app.selection.models import TopicCall, TopicCandidate, TopicOpinion


def state_opinions(*, call: TopicCall, opinions: Opinions, actor: User | None, on: date | None = None) -> int:
    """Write what changed; how many opinions that were. `on` is the day for one's own, which count until the last day.

    What is entered from paper by the secretariat may be entered until the topics are decided.
    """
    turn(call)
    must_be(call.status, CallStatus.OPINIONS)
    if on is not None and call.opinions_close_on is not None and on > call.opinions_close_on:
        raise DomainError(N_("Opinions were taken until %(day)s."), day=call.opinions_close_on)
    shortlist = {each.id: each for each in queries.candidates_of(call.id)}
    delegates = {each.id for each in queries.in_office(call.sitting.term_id, today())}
    stored = {(each.delegate_id, each.candidate_id): each for each in queries.opinions_of(call.id)}
    told: dict[int, dict[str, Any]] = defaultdict(dict)
    for (delegate_id, candidate_id), said in opinions.items():
        if candidate_id not in shortlist or delegate_id not in delegates:
            raise DomainError(N_("Only delegates in office give an opinion, on groups of this shortlist."))
        known = stored.get((delegate_id, candidate_id))
        if _write(known, delegate_id, shortlist[candidate_id], said, actor):
            told[delegate_id][shortlist[candidate_id].title] = said.agrees if said else None
    for delegate_id, details in told.items():
        publish(
            OpinionsStated(**about(call, actor), details={"delegate_id": delegate_id, "opinion": details})
        )
    db.session.flush()
    return sum(map(len, told.values()))


def _write(
    known: TopicOpinion | None,
    delegate_id: int,
    candidate: TopicCandidate,
    said: Stated | None,
    actor: User | None,
) -> bool:
    """Store, change or take back one opinion; False where it says what is known."""
    if said is None:
        if known is not None:
            db.session.delete(known)
        return known is not None
    if known is not None and (known.agrees, known.note) == (said.agrees, said.note):
        return False
    if known is None:
        known = TopicOpinion(candidate_id=candidate.id, delegate_id=delegate_id)
        db.session.add(known)
    known.agrees, known.note, known.stated_at = said.agrees, said.note, now()
    known.stated_by_id = actor.id if actor else None
    return True
