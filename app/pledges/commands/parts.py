"""Writing the parts of a pledge: its steps, its shares, its occurrences.

A draft's parts are added, changed, moved and removed. From adoption on they are frozen with the words: a step or a share then
comes only by a new decision, with its day and number, and an occurrence from the recurrence that was promised.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import User
from app.core.clock import today
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError, NotFoundError
from app.core.events import publish
from app.core.records import about, lock, move, next_place, put, refuse_stale
from app.council import queries as council_queries
from app.council.models import Agency, Council
from app.pledges import queries
from app.pledges.dating import settle_part
from app.pledges.domain import Lifecycle, NewPart, PartAdded, PartChanged, PartKind, PartRemoved, Verdict
from app.pledges.models import Pledge, PledgeCoordinator, PledgePart
from app.pledges.seals import seal_of_part
from app.questions.models import Answer


class PartRow(NamedTuple):
    """A row of the form: the part it was opened with, and what stands in it now; nothing where it was emptied."""

    name: str
    part_id: int | None
    new: NewPart | None


def add_part(*, pledge: Pledge, new: NewPart, actor: User | None) -> PledgePart:
    """Add a step, a share or an occurrence behind those of its kind."""
    return add_parts(pledge=pledge, new=[new], actor=actor)[0]


def add_parts(*, pledge: Pledge, new: Sequence[NewPart], actor: User | None) -> list[PledgePart]:
    """Add several parts in their order; all of them or, where one breaks a rule, none."""
    _lock(pledge)
    there = queries.parts_of([pledge.id])[pledge.id]
    added = []
    for each in new:
        _check_source(pledge, each)
        part = PledgePart(
            pledge_id=pledge.id,
            position=next_place(part for part in there if part.kind is each.kind),
            **_columns(pledge, each),
        )
        there.append(part)
        added.append(part)
        _join(pledge, each)
    db.session.add_all(added)
    _touch(pledge)
    db.session.flush()
    for part in added:
        frozen = {} if pledge.lifecycle is Lifecycle.DRAFT else {"digest": seal_of_part(part)}
        publish(PartAdded(**about(part, actor), details={"pledge": pledge.code, **_told(part), **frozen}))
    return added


def change_part(*, part: PledgePart, new: NewPart, expected_version: int | None, actor: User | None) -> None:
    """Change a part of a draft. What kind of part it is stays."""
    pledge = _draft_of(part)
    refuse_stale(part, _columns(pledge, new), expected_version)
    _change(pledge, part, new, actor)


def remove_part(*, part: PledgePart, actor: User | None) -> None:
    """Take a part off a draft; the others close up."""
    pledge = _draft_of(part)
    _remove(pledge, part, actor)
    _number(_siblings(part))


def write_parts(*, pledge: Pledge, kind: PartKind, rows: Sequence[PartRow], actor: User | None) -> None:
    """Bring a draft's parts of one kind to what its form says: changed, added, taken off where a row was emptied, in that order.

    A part no row speaks of stays, behind the others: a colleague added it meanwhile. A broken rule names its row: "steps-0-due_on".
    """
    _lock(pledge)
    _need_draft(pledge)
    there = {part.id: part for part in queries.parts_of([pledge.id])[pledge.id] if part.kind is kind}
    order: list[PledgePart] = []
    for row in rows:
        part = there.pop(row.part_id, None) if row.part_id is not None else None
        try:
            if row.new is not None:
                order.append(_write(pledge, part, row.new, actor))
            elif part is not None:
                _remove(pledge, part, actor)
        except DomainError as error:
            error.field = f"{row.name}-{error.field}"
            raise
    _number([*order, *there.values()])
    db.session.flush()


def move_part(*, part: PledgePart, upwards: bool, actor: User | None) -> None:
    """Move a part of a draft one place up or down among those of its kind."""
    pledge = _draft_of(part)
    if move(_siblings(part), part, upwards=upwards):
        _touch(pledge)
        publish(PartChanged(**about(part, actor), details={"pledge": pledge.code, **changes_of(part)}))
        db.session.flush()


def note_part_verdict(
    *, part: PledgePart, verdict: Verdict, verdict_on: date, completed_on: date | None
) -> None:
    """Repeat the last approved verdict on the part. The round tells of the decision."""
    put(part, {"verdict": verdict, "verdict_on": verdict_on, "completed_on": completed_on})
    db.session.flush()


def _write(pledge: Pledge, part: PledgePart | None, new: NewPart, actor: User | None) -> PledgePart:
    if part is None:
        return add_part(pledge=pledge, new=new, actor=actor)
    _change(pledge, part, new, actor)
    return part


def _change(pledge: Pledge, part: PledgePart, new: NewPart, actor: User | None) -> None:
    columns = _columns(pledge, new)
    put(part, {name: value for name, value in columns.items() if name != "kind"})
    changes = changes_of(part)
    if not changes:
        return
    _join(pledge, new)
    _touch(pledge)
    publish(PartChanged(**about(part, actor), details={"pledge": pledge.code, **changes}))
    db.session.flush()


def _remove(pledge: Pledge, part: PledgePart, actor: User | None) -> None:
    publish(PartRemoved(**about(part, actor), details={"pledge": pledge.code, **_told(part)}))
    db.session.delete(part)
    _touch(pledge)
    db.session.flush()


def _number(parts: Iterable[PledgePart]) -> None:
    for place, part in enumerate(parts, start=1):
        put(part, {"position": place})
    db.session.flush()


def _lock(pledge: Pledge) -> None:
    """Wait for whoever adopts or closes the pledge, then look at it as it is now."""
    lock(pledge)
    db.session.refresh(pledge, ["lifecycle", "adopted_on", "version"])


def _draft_of(part: PledgePart) -> Pledge:
    pledge = db.session.get_one(Pledge, part.pledge_id)
    _lock(pledge)
    _need_draft(pledge)
    return pledge


def _need_draft(pledge: Pledge) -> None:
    if pledge.lifecycle is not Lifecycle.DRAFT:
        raise DomainError(
            N_("Pledge %(code)s was adopted: its steps and shares are frozen. New ones come by a decision."),
            code=pledge.code,
        )


def _check_source(pledge: Pledge, new: NewPart) -> None:
    """Where the part comes from: said with the pledge, or decided after its adoption."""
    if pledge.lifecycle is Lifecycle.DRAFT:
        if new.decided_on is not None or new.document_number:
            raise DomainError(N_("A draft has no decision on its parts yet."), field="decided_on")
        return
    if pledge.lifecycle is Lifecycle.CLOSED:
        raise DomainError(N_("Following pledge %(code)s has ended."), code=pledge.code)
    if new.kind is PartKind.OCCURRENCE:
        return
    if not new.document_number.strip():
        raise DomainError(
            N_("A part of an adopted pledge needs the number of the decision."), field="document_number"
        )
    earliest = pledge.adopted_on or today()
    if new.decided_on is None or not earliest <= new.decided_on <= today():
        raise DomainError(
            N_("The day of the decision must lie between the adoption (%(adopted_on)s) and today."),
            adopted_on=earliest,
            field="decided_on",
        )


def _columns(pledge: Pledge, new: NewPart) -> dict[str, Any]:
    if not new.words:
        raise DomainError(N_("Write what this part is."), field="words")
    if new.kind is PartKind.SHARE and new.agency_id is None:
        raise DomainError(N_("A share names the agency it is for."), field="agency")
    answer = db.session.get_one(Answer, pledge.answer_id)
    council = db.session.get_one(Council, pledge.council_id)
    said_on = new.decided_on or answer.answered_on
    due_on = settle_part(
        new.due_words,
        new.due_on,
        said_on=said_on,
        before_is_inclusive=council.before_is_inclusive,
        calendar=council_queries.work_calendar() if new.due_words else None,
    )
    if due_on is not None and due_on < answer.answered_on:
        raise DomainError(
            N_("A part is not due before the promise was made (%(said_on)s)."),
            said_on=answer.answered_on,
            field="due_on",
        )
    return {**vars(new), "due_on": due_on}


def _join(pledge: Pledge, new: NewPart) -> None:
    """The agency of a share co-ordinates: a draft gets it among its agencies, an adopted pledge keeps its list as adopted."""
    if new.kind is not PartKind.SHARE or new.agency_id is None:
        return
    agency = db.session.get(Agency, new.agency_id)
    if agency is None:
        raise NotFoundError(N_("A name chosen here is no longer in the lists."), field="agency")
    if agency.name not in pledge.names:
        pledge.names = f"{pledge.names}; {agency.name}".removeprefix("; ")
    known = {pledge.lead_agency_id, *queries.coordinator_ids(pledge.id)}
    if pledge.lifecycle is Lifecycle.DRAFT and agency.id not in known:
        db.session.add(PledgeCoordinator(pledge_id=pledge.id, agency_id=agency.id, position=len(known) - 1))
        db.session.flush()
        db.session.expire(pledge, ["coordinators"])


def _siblings(part: PledgePart) -> list[PledgePart]:
    return [each for each in queries.parts_of([part.pledge_id])[part.pledge_id] if each.kind is part.kind]


def _touch(pledge: Pledge) -> None:
    """A change of its parts is a change of the pledge: whoever has its form open is told."""
    flag_modified(pledge, "position")


def _told(part: PledgePart) -> dict[str, Any]:
    columns = (
        "kind", "words", "agency_id", "due_words", "due_on", "must_show", "required", "decided_on", "document_number",
    )  # fmt: skip
    return {name: json_ready(value) for name in columns if (value := getattr(part, name)) not in (None, "")}
