"""Writing pledges: recorded and changed as drafts, adopted once, then followed until they are closed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import User
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError, NotFoundError
from app.core.events import publish
from app.core.records import about, move, next_place, put, refuse_stale
from app.core.workdays import WorkCalendar
from app.council import queries as council_queries
from app.council.models import Agency, Body, Council, Office, Person
from app.council.successors import Successors, successors_on
from app.pledges import hanging, queries
from app.pledges.codes import reserve_codes
from app.pledges.commands.acting import office_after
from app.pledges.commands.anchors import hang_draft, hang_new_drafts
from app.pledges.commands.course import need_draft
from app.pledges.dating import Stated, settle
from app.pledges.domain import NewPledge, PledgeChanged, PledgeDiscarded, PledgeRecorded
from app.pledges.models import Pledge, PledgeCoordinator, PledgeFollower
from app.questions.models import Answer, Question
from app.sittings.models import QuestioningSession, TopicGroup

Known = TypeVar("Known", Agency, Body, Office, Person)


def record_pledge(
    *,
    answer: Answer,
    new: NewPledge,
    actor: User | None,
    code: str | None = None,
    position: int | None = None,
) -> Pledge:
    """Record a pledge in the words as spoken, as a draft. Who hands in `position` answers for doubles itself."""
    group = _group_of(answer)
    session = db.session.get_one(QuestioningSession, group.session_id)
    code = code or reserve_codes(year=session.held_on.year, count=1)[0]
    if position is None:
        siblings = queries.pledges_of_answer(answer.id)
        if any(each.words == new.words for each in siblings):
            raise DomainError(N_("These words are already recorded under this answer."), field="words")
        position = next_place(siblings)
    return record_pledges(placed=[PlacedPledge(answer, code, position, new)], actor=actor)[0]


class PlacedPledge(NamedTuple):
    """A pledge with its answer, its code (see `reserve_codes`) and its place under the answer."""

    answer: Answer
    code: str
    position: int
    new: NewPledge


def record_pledges(*, placed: Sequence[PlacedPledge], actor: User | None) -> list[Pledge]:
    """Record many drafts at once (an import); what the caller has already loaded is not read again."""
    calendar, successors = council_queries.work_calendar(), successors_on()
    pledges = [_draft(each, calendar, successors) for each in placed]
    db.session.add_all(pledges)
    db.session.flush()
    hang_new_drafts({pledge: each.new.anchors for pledge, each in zip(pledges, placed, strict=True)})
    for pledge, each in zip(pledges, placed, strict=True):
        publish(PledgeRecorded(**about(pledge, actor), details={"code": each.code, **_told(each.new)}))
    return pledges


def _draft(placed: PlacedPledge, calendar: WorkCalendar, successors: Successors) -> Pledge:
    answer, group = placed.answer, _group_of(placed.answer)
    pledge = Pledge(
        code=placed.code,
        position=placed.position,
        answer_id=answer.id,
        session_id=group.session_id,
        topic_group_id=group.id,
    )
    pledge.coordinators, pledge.followers = [], []
    _fill(pledge, placed.new, answer=answer, group=group, calendar=calendar)
    _say_who_acts(pledge, successors)
    return pledge


def _group_of(answer: Answer) -> TopicGroup:
    question = db.session.get_one(Question, answer.question_id)
    return db.session.get_one(TopicGroup, question.topic_group_id)


def change_pledge(
    *, pledge: Pledge, new: NewPledge, expected_version: int | None, actor: User | None
) -> Pledge:
    """Change a draft. What was adopted is frozen: it changes by extension, drop or correction only."""
    need_draft(pledge)
    refuse_stale(pledge, _own_columns(new), expected_version)
    answer = db.session.get_one(Answer, pledge.answer_id)
    group = db.session.get_one(TopicGroup, pledge.topic_group_id)
    before, calendar, successors = _parties(pledge), council_queries.work_calendar(), successors_on()
    hung = (pledge.deadline_words, pledge.original_due_on)
    with db.session.no_autoflush:
        _fill(pledge, new, answer=answer, group=group, calendar=calendar)
        _say_who_acts(pledge, successors)
        changes = {
            **changes_of(pledge),
            **{name: [before[name], now] for name, now in _parties(pledge).items() if before[name] != now},
        }
    for followed in ("names", "acting_agency_id", "acting_office_id"):
        changes.pop(followed, None)
    reread = hung != (pledge.deadline_words, pledge.original_due_on)
    if new.anchors or reread:
        changes |= hang_draft(pledge, new.anchors, reread=reread)
    if not changes:
        return pledge
    flag_modified(pledge, "position")
    publish(PledgeChanged(**about(pledge, actor), details=changes))
    db.session.flush()
    return pledge


def discard_pledge(*, pledge: Pledge, actor: User | None) -> None:
    """Throw a draft away; an adopted pledge never disappears."""
    need_draft(pledge)
    publish(PledgeDiscarded(**about(pledge, actor), details={"code": pledge.code, "words": pledge.words}))
    for part in queries.parts_of([pledge.id])[pledge.id]:
        db.session.delete(part)
    for anchor in hanging.anchors_of([pledge.id])[pledge.id].values():
        db.session.delete(anchor)
    db.session.flush()
    db.session.delete(pledge)
    db.session.flush()


def move_pledge(*, pledge: Pledge, upwards: bool, actor: User | None) -> None:
    """Move a draft one place up or down under its answer."""
    need_draft(pledge)
    if move(queries.pledges_of_answer(pledge.answer_id), pledge, upwards=upwards):
        publish(PledgeChanged(**about(pledge, actor), details=changes_of(pledge)))
        db.session.flush()


def _fill(
    pledge: Pledge, new: NewPledge, *, answer: Answer, group: TopicGroup, calendar: WorkCalendar
) -> None:
    """Set everything a draft holds from what was typed."""
    if not new.words:
        raise DomainError(N_("Write what was promised."), field="words")
    if new.person_id is None and new.office_id is None and new.lead_agency_id is None:
        raise DomainError(
            N_("Say who answers for this pledge: a person in an office, or the lead agency."),
            field="accountable",
        )
    _check_baseline(new, answer.answered_on)
    if new.baseline is not None and new.baseline_on is None:
        new = replace(new, baseline_on=answer.answered_on)
    council = db.session.get_one(Council, group.council_id)
    stated = Stated(
        words=new.deadline_words, due_on=new.due_on, undated=new.undated, reason=new.due_on_override_reason
    )
    deadline = settle(
        stated,
        said_on=answer.answered_on,
        before_is_inclusive=council.before_is_inclusive,
        calendar=calendar,
    )
    coordinators = _known(Agency, new.coordinator_ids, "coordinators")
    followers = _known(Body, new.follower_ids, "followers")
    put(pledge, {**_own_columns(new), **vars(deadline), "effective_due_on": deadline.original_due_on})
    kept = {each.agency_id: each for each in pledge.coordinators}
    pledge.coordinators = [
        kept.get(agency.id) or PledgeCoordinator(agency_id=agency.id) for agency in coordinators
    ]
    told = {each.body_id: each for each in pledge.followers}
    pledge.followers = [told.get(body.id) or PledgeFollower(body_id=body.id) for body in followers]
    for place, coordinator in enumerate(pledge.coordinators):
        coordinator.position = place
    for place, follower in enumerate(pledge.followers):
        follower.position = place
    pledge.names = _names(new, group, coordinators, followers)


def _say_who_acts(pledge: Pledge, successors: Successors) -> None:
    """The lead agency and the office themselves, or who took over from them before the pledge was recorded."""
    agency_id, office_id = successors.acting_id(pledge.lead_agency_id), pledge.office_id
    if agency_id != pledge.lead_agency_id:
        office_id = office_after(office_id) or office_id
    put(pledge, {"acting_agency_id": agency_id, "acting_office_id": office_id})


def _names(new: NewPledge, group: TopicGroup, coordinators: list[Agency], followers: list[Body]) -> str:
    """The names around a pledge as they are when it is recorded; a search finds it by them."""
    people = _known(Person, (new.person_id,), "accountable")
    offices = _known(Office, (new.office_id,), "accountable")
    agencies = _known(Agency, (new.lead_agency_id,), "lead_agency")
    names = [person.full_name for person in people] + [office.title for office in offices]
    names += [f"{agency.name} {agency.short_name}".strip() for agency in agencies + coordinators]
    names += [body.name for body in followers] + [group.title]
    return "; ".join(dict.fromkeys(names))


def _known(model: type[Known], ids: Iterable[int | None], field: str) -> list[Known]:
    """The records of those ids, each once, in order; what is already loaded is not read again."""
    found = []
    for record_id in dict.fromkeys(each for each in ids if each is not None):
        record = db.session.get(model, record_id)
        if record is None:
            raise NotFoundError(N_("A name chosen here is no longer in the lists."), field=field)
        found.append(record)
    return found


def _own_columns(new: NewPledge) -> dict[str, Any]:
    columns = (
        "words",
        "expected_result",
        "person_id",
        "office_id",
        "lead_agency_id",
        "measure",
        "target",
        "unit",
        "baseline",
        "baseline_on",
        "source",
    )
    return {name: getattr(new, name) for name in columns}


def _check_baseline(new: NewPledge, said_on: date) -> None:
    """Where the measure stood when it was promised: a figure beside a target, not of a later day."""
    if new.baseline is not None and new.target is None:
        raise DomainError(N_("A starting figure belongs to a target."), field="baseline")
    if new.baseline_on is None:
        return
    if new.baseline is None:
        raise DomainError(N_("Give the starting figure of that day."), field="baseline")
    if new.baseline_on > said_on:
        raise DomainError(
            N_("The starting figure is where it stood when the promise was made (%(said_on)s), not later."),
            said_on=said_on,
            field="baseline_on",
        )


def _parties(pledge: Pledge) -> dict[str, list[int]]:
    return {
        "coordinator_ids": [each.agency_id for each in pledge.coordinators],
        "follower_ids": [each.body_id for each in pledge.followers],
    }


def _told(new: NewPledge) -> dict[str, Any]:
    values = {
        name: json_ready(value)
        for name, value in vars(new).items()
        if name != "anchors" and value not in (None, "", (), False)
    }
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
