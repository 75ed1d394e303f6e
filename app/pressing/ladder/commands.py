"""Changing the ladder, and logging the steps taken. A step once taken stays."""

from typing import Any

from app.accounts.models import User
from app.core.clock import today
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, move, next_place, put, refuse_stale
from app.documents.models import IssuedDocument
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.pressing.domain import StepKind
from app.pressing.ladder import queries
from app.pressing.ladder.domain import (
    OUTSIDE,
    USUAL_LADDER,
    LadderStepAdded,
    LadderStepChanged,
    NewRung,
    NewStep,
    StepTaken,
    check_step,
)
from app.pressing.models import LadderStep, PledgeStep
from app.pressing.seals import seal_of


def own_ladder(*, actor: User | None) -> list[LadderStep]:
    """The council's ladder; the usual one becomes its own when it is first used."""
    stored = queries.rows()
    if stored:
        return stored
    for step in queries.usual():
        _add(step, actor)
    return queries.rows()


def add_rung(*, new: NewRung, actor: User | None) -> LadderStep:
    """Add a step at the end."""
    stored = own_ladder(actor=actor)
    _refuse_double(stored, new.name)
    step = LadderStep(kind=StepKind.OTHER, name=new.name, position=next_place(stored), retired=False)
    _add(step, actor)
    return step


def change_rung(*, step: LadderStep, new: NewRung, expected_version: int | None, actor: User | None) -> None:
    """Rename a step, or take it out of use; what was taken keeps its step."""
    values = {"name": new.name, "retired": new.retired}
    refuse_stale(step, values, expected_version)
    _refuse_double([each for each in queries.rows() if each is not step], new.name)
    put(step, values)
    _told(step, actor)


def move_rung(*, kind_or_id: str, upwards: bool, actor: User | None) -> None:
    """Move a step one place up or down."""
    stored = own_ladder(actor=actor)
    step = chosen(stored, kind_or_id)
    before = {each.id: each.position for each in stored}
    move(stored, step, upwards=upwards)
    for each in stored:
        if each.position != before[each.id]:
            _told(each, actor)


def chosen(stored: list[LadderStep], key: str) -> LadderStep:
    """The step a form named; where the ladder was not stored yet it was named by its kind."""
    found = next((each for each in stored if key in {str(each.id), each.kind.value}), None)
    if found is None:
        raise DomainError(N_("Choose a step of the ladder."), field="step")
    return found


def take_step(*, pledge: Pledge, key: str, new: NewStep, actor: User | None) -> PledgeStep:
    """Log a step that a person decided on; any step, also one taken before."""
    if pledge.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Steps are taken for an adopted pledge that is still followed."))
    check_step(new, adopted_on=pledge.adopted_on, today=today())
    lock(pledge)
    step = chosen(own_ladder(actor=actor), key)
    if step.retired:
        raise DomainError(N_("This step is no longer in use."), field="step")
    return log_step(pledge_id=pledge.id, step=step, new=new, document=None, actor=actor)


def step_of_kind(kind: StepKind, *, actor: User | None) -> LadderStep:
    """The council's step of that kind for a letter that goes out, also one out of use; made where there is none."""
    own_ladder(actor=actor)
    found = queries.find_of_kind(kind)
    if found is None:
        found = LadderStep(
            kind=kind,
            name=(USUAL_LADDER | OUTSIDE)[kind],
            position=next_place(queries.rows()),
            retired=False,
        )
        _add(found, actor)
    return found


def log_step(
    *, pledge_id: int, step: LadderStep, new: NewStep, document: IssuedDocument | None, actor: User | None
) -> PledgeStep:
    """The line of a step; `document` is the issued paper it was taken by."""
    line = PledgeStep(
        pledge_id=pledge_id,
        step_id=step.id,
        document_id=document.id if document else None,
        recorded_by_id=actor.id if actor else None,
        **vars(new),
    )
    db.session.add(line)
    db.session.flush()
    told: dict[str, Any] = {"pledge_id": pledge_id, "step_id": step.id, "document_id": line.document_id}
    told |= {name: json_ready(value) for name, value in vars(new).items() if value}
    told["digest"] = seal_of(line)
    publish(StepTaken(**about(line, actor), details=told))
    return line


def _refuse_double(others: list[LadderStep], name: str) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise DomainError(N_("The ladder already has a step of this name."), field="name")


def _add(step: LadderStep, actor: User | None) -> None:
    db.session.add(step)
    db.session.flush()
    publish(LadderStepAdded(**about(step, actor), details={"kind": step.kind.value, "name": step.name}))


def _told(step: LadderStep, actor: User | None) -> None:
    changes = changes_of(step)
    if changes:
        db.session.flush()
        publish(LadderStepChanged(**about(step, actor), details=changes))
