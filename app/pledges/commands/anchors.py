"""Writing what deadlines hang on: a sitting, an event, a condition. The words and the original deadline stay as they are.

A draft's anchors come from its words and are changed freely. From adoption on each change that moves the deadline in force
adds a line to its history.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError, NotFoundError
from app.core.events import publish
from app.core.records import about, lock, put, refuse_stale
from app.council import queries as council
from app.council.models import Agency
from app.pledges import hanging, history
from app.pledges.anchoring import proposed_anchors
from app.pledges.commands.moving import Move, move_deadline
from app.pledges.domain import (
    AnchorKind,
    AnchorMet,
    AnchorSet,
    DateGiven,
    DeadlineCause,
    Lifecycle,
    Meeting,
    NewAnchor,
)
from app.pledges.hanging import Anchors, Hung
from app.pledges.models import DeadlineAnchor, Pledge
from app.questions.models import Answer
from app.sittings.models import Sitting
from app.sittings.queries import sittings as every_sitting


def hang_new_drafts(new: Mapping[Pledge, Sequence[NewAnchor]]) -> None:
    """Write what new drafts hang on: what their words propose, and over it what the clerk said."""
    for pledge, given in new.items():
        for each in _over(_proposed(pledge), given).values():
            _check(pledge, each)
            _write(pledge, None, each)
    db.session.flush()


def hang_draft(pledge: Pledge, given: Sequence[NewAnchor], *, reread: bool) -> dict[str, Any]:
    """Write what a draft hangs on now; the changes, for the pledge's own event.

    Where its words changed (`reread`), what they propose takes the place of what it hung on, and so of what the clerk left as
    it was; otherwise only what the clerk said anew is written.
    """
    known = hanging.anchors_of([pledge.id])[pledge.id]
    said = [each for each in given if not _is_same(known.get(each.kind), each)]
    wanted = _over(_proposed(pledge), said)
    if not reread:
        wanted = {each.kind: wanted[each.kind] for each in said}
    changes: dict[str, Any] = {}
    for kind, anchor in known.items():
        if reread and kind not in wanted:
            changes[f"{kind.value}_bound"] = [anchor.words, ""]
            db.session.delete(anchor)
    for kind, each in wanted.items():
        _check(pledge, each)
        before = known.get(kind)
        if _told(before, each):
            changes[f"{kind.value}_bound"] = [before.words if before else "", each.words]
            _write(pledge, before, each)
    db.session.flush()
    return changes


def _over(proposed: Iterable[NewAnchor], given: Iterable[NewAnchor]) -> dict[AnchorKind, NewAnchor]:
    """What is given takes the place of what is proposed of its kind, and keeps its words where it brings none."""
    wanted = {each.kind: each for each in proposed}
    for each in given:
        words = each.words or (wanted[each.kind].words if each.kind in wanted else "")
        wanted[each.kind] = replace(each, words=words)
    return wanted


def _is_same(anchor: DeadlineAnchor | None, new: NewAnchor) -> bool:
    """Whether the form shows what is stored; its words it does not show."""
    return anchor is not None and not set(_told(anchor, new)) - {"words"}


def _proposed(pledge: Pledge) -> list[NewAnchor]:
    """What the words propose; a sitting told by its name alone is looked up, and where it is not known it is an event to be recorded."""
    answer = db.session.get_one(Answer, pledge.answer_id)
    found = []
    for each in proposed_anchors(
        pledge.deadline_words, said_on=answer.answered_on, dated=pledge.original_due_on is not None
    ):
        if each.kind is not AnchorKind.SITTING or (each.sitting_kind and each.sitting_year):
            found.append(each)
        elif named := hanging.find_named_sitting(each.words):
            found.append(NewAnchor(**{**vars(each), "sitting_id": named.id}))
        else:
            found.append(NewAnchor(kind=AnchorKind.EVENT, words=each.words))
    return found


def set_anchor(
    *, pledge: Pledge, new: NewAnchor, expected_version: int | None = None, actor: User | None
) -> DeadlineAnchor:
    """Say what a deadline hangs on, or change it. From adoption on, the deadline in force follows with a line of its own."""
    _turn(pledge)
    anchors = hanging.anchors_of([pledge.id])[pledge.id]
    anchor = anchors.get(new.kind)
    if anchor is not None:
        refuse_stale(anchor, vars(new), expected_version)
    _check(pledge, new)
    if anchor is not None and anchor.happened_on is not None:
        raise DomainError(N_("This was recorded as having happened; it can no longer be changed."))
    changes = {"kind": new.kind.value, **_told(anchor, new)}
    anchor = anchors[new.kind] = _write(pledge, anchor, new)
    publish(AnchorSet(**about(pledge, actor), details=changes))
    db.session.flush()
    _follow(pledge, anchors, note=new.words, actor=actor)
    return anchor


def remove_anchor(*, pledge: Pledge, kind: AnchorKind, actor: User | None) -> None:
    """Take back what was bound by mistake; the deadline in force follows."""
    _turn(pledge)
    anchors = hanging.anchors_of([pledge.id])[pledge.id]
    anchor = anchors.pop(kind, None)
    if anchor is None:
        raise NotFoundError(N_("This deadline hangs on nothing of that kind."))
    if anchor.happened_on is not None:
        raise DomainError(N_("This was recorded as having happened; it can no longer be changed."))
    publish(AnchorSet(**about(pledge, actor), details={"kind": kind.value, "words": [anchor.words, ""]}))
    db.session.delete(anchor)
    db.session.flush()
    _follow(pledge, anchors, note=anchor.words, actor=actor)


def meet_anchor(*, pledge: Pledge, kind: AnchorKind, met: Meeting, actor: User | None) -> None:
    """Record that the event happened or the condition was met. The deadline counts from today on, whenever that day was.

    A condition met after the day that was promised leaves no time: then the day that counts now must be given.
    """
    _turn(pledge)
    _need_followed(pledge)
    anchors = hanging.anchors_of([pledge.id])[pledge.id]
    anchor = anchors.get(kind)
    if anchor is None or kind is AnchorKind.SITTING:
        raise NotFoundError(N_("This deadline hangs on nothing of that kind."))
    if anchor.happened_on is not None:
        raise DomainError(N_("This was recorded as having happened; it can no longer be changed."))
    if met.happened_on > today():
        raise DomainError(N_("This day has not come yet."), field="happened_on")
    day = met.happened_on
    happened = DeadlineAnchor(kind=kind, days_after=anchor.days_after, happened_on=day)
    hung = _hung(pledge, {**anchors, kind: happened})
    if met.due_on is not None and met.due_on < day:
        raise DomainError(N_("A deadline cannot lie before the day on which it begins."), field="due_on")
    in_time = hung.day is not None and hung.day >= day
    if kind is AnchorKind.CONDITION and met.due_on is None and not in_time and _waits_alone(anchors):
        raise DomainError(
            N_("The words give no day after that one. Say which day counts now."), field="due_on"
        )
    put(anchor, {"happened_on": day, "document_number": met.document_number})
    details = {name: json_ready(value) for name, value in vars(met).items() if value}
    publish(AnchorMet(**about(pledge, actor), details={"kind": kind.value, **details}))
    db.session.flush()
    cause = DeadlineCause.CONDITION if kind is AnchorKind.CONDITION else hung.cause
    note = "; ".join(part for part in (anchor.words, met.document_number) if part)
    _move(pledge, Hung(hung.day, cause), note=note, actor=actor, given=met.due_on)


def give_date(*, pledge: Pledge, new: DateGiven, actor: User | None) -> None:
    """Give a deadline without a day the day by which it must be done: a decision, with its day and its paper."""
    _turn(pledge)
    _need_followed(pledge)
    if pledge.effective_due_on is not None:
        raise DomainError(
            N_("This deadline has a day already (%(due_on)s); it moves by an extension."),
            due_on=pledge.effective_due_on,
        )
    earliest = pledge.adopted_on or today()
    if not earliest <= new.decided_on <= today():
        raise DomainError(
            N_("The day of the decision must lie between the adoption (%(adopted_on)s) and today."),
            adopted_on=earliest,
            field="decided_on",
        )
    if new.due_on < new.decided_on:
        raise DomainError(N_("A deadline cannot lie before the day on which it begins."), field="due_on")
    note = "; ".join(part for part in (new.document_number, new.note) if part)
    last = history.lines_of([pledge.id])[pledge.id][-1:]
    move = Move(
        pledge=pledge,
        plain_on=new.due_on,
        from_day=max([new.decided_on, *(line.from_day for line in last)]),
        cause=DeadlineCause.DATE_GIVEN,
        note=note,
    )
    move_deadline(move=move, actor=actor)


def _waits_alone(anchors: Anchors) -> bool:
    """Whether nothing else the deadline hangs on may still give it a day."""
    return set(anchors) == {AnchorKind.CONDITION}


def _write(pledge: Pledge, anchor: DeadlineAnchor | None, new: NewAnchor) -> DeadlineAnchor:
    if anchor is None:
        anchor = DeadlineAnchor(pledge_id=pledge.id, council_id=pledge.council_id)
        db.session.add(anchor)
    put(anchor, vars(new))
    return anchor


def _check(pledge: Pledge, new: NewAnchor) -> None:
    if pledge.lifecycle is Lifecycle.CLOSED:
        raise DomainError(N_("Following pledge %(code)s has ended."), code=pledge.code)
    if new.kind is not AnchorKind.CONDITION and pledge.original_due_on is not None:
        raise DomainError(N_("This deadline has a day of its own; it hangs on no sitting and no event."))
    if new.kind is not AnchorKind.SITTING and not new.words:
        raise DomainError(N_("Write what must happen first, in the words as spoken."), field="words")
    if new.kind is not AnchorKind.SITTING:
        _known(Agency, new.duty_agency_id, "duty_agency")
        return
    if new.sitting_id is None and (new.sitting_kind is None or new.sitting_year is None):
        raise DomainError(N_("Choose the sitting that is meant, or its kind and year."), field="sitting")
    _known(Sitting, new.sitting_id, "sitting")


def _known(model: Any, record_id: int | None, field: str) -> None:
    if record_id is not None and db.session.get(model, record_id) is None:
        raise NotFoundError(N_("A name chosen here is no longer in the lists."), field=field)


def _told(anchor: DeadlineAnchor | None, new: NewAnchor) -> dict[str, Any]:
    """What is new of an anchor, [old, new], for the log."""
    old = {name: getattr(anchor, name) if anchor else None for name in vars(new)}
    return {
        name: [json_ready(old[name]), json_ready(value)]
        for name, value in vars(new).items()
        if name != "kind" and value != old[name] and (value or old[name])
    }


def _hung(pledge: Pledge, anchors: Anchors) -> Hung:
    sittings = every_sitting() if AnchorKind.SITTING in anchors else []
    return hanging.hung_day(pledge, anchors, sittings=sittings, calendar=council.work_calendar())


def _follow(pledge: Pledge, anchors: Anchors, *, note: str, actor: User | None) -> None:
    """Let the deadline in force of an adopted pledge follow what it hangs on now."""
    if pledge.lifecycle is Lifecycle.ADOPTED:
        _move(pledge, _hung(pledge, anchors), note=note, actor=actor)


def _move(pledge: Pledge, hung: Hung, *, note: str, actor: User | None, given: date | None = None) -> None:
    """Append a line where something changed. A day decided before stays, unless another is given now."""
    lines = history.lines_of([pledge.id])[pledge.id]
    if given is None and not hanging.follows_anchor(lines):
        return
    day = given or hung.day
    if hanging.says_already(lines, Hung(day, hung.cause)):
        return
    move = Move(pledge=pledge, plain_on=day, from_day=today(), cause=hung.cause, note=note)
    move_deadline(move=move, actor=actor)


def _turn(pledge: Pledge) -> None:
    """Wait for whoever works on the pledge, then look at its state as it is now."""
    lock(pledge)
    db.session.refresh(pledge, ["lifecycle", "adopted_on", "effective_due_on", "version"])


def _need_followed(pledge: Pledge) -> None:
    if pledge.lifecycle is not Lifecycle.ADOPTED:
        raise DomainError(N_("Only an adopted pledge that is still followed has a deadline in force."))
