"""Writing sittings, questioning sessions and topic groups."""

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, move, next_place, put, refuse_stale
from app.sittings import queries
from app.sittings.domain import (
    NewSession,
    NewSitting,
    SessionAdded,
    SessionChanged,
    SessionKind,
    SittingAdded,
    SittingChanged,
    TopicGroupAdded,
    TopicGroupChanged,
    TopicGroupRemoved,
)
from app.sittings.models import QuestioningSession, Sitting, TopicGroup


def add_sitting(*, new: NewSitting, actor: User | None) -> Sitting:
    """Enter a sitting; its name stands once in a term."""
    _check_sitting(new, itself=None)
    sitting = Sitting(**vars(new))
    db.session.add(sitting)
    db.session.flush()
    publish(SittingAdded(**about(sitting, actor), details=_told(new)))
    return sitting


def change_sitting(
    *, sitting: Sitting, new: NewSitting, expected_version: int | None, actor: User | None
) -> Sitting:
    refuse_stale(sitting, vars(new), expected_version)
    _check_sitting(new, itself=sitting)
    put(sitting, vars(new))
    changes = changes_of(sitting)
    if changes:
        publish(SittingChanged(**about(sitting, actor), details=changes))
        db.session.flush()
    return sitting


def _check_sitting(new: NewSitting, *, itself: Sitting | None) -> None:
    if new.opens_on and new.closes_on and new.closes_on < new.opens_on:
        raise DomainError(
            N_("A sitting cannot close before it opens on %(day)s."), field="closes_on", day=new.opens_on
        )
    namesake = queries.find_sitting(name=new.name, term_id=new.term_id)
    if namesake is not None and namesake is not itself:
        raise DomainError(N_("“%(name)s” is already in the list."), field="name", name=namesake.name)


def add_session(*, new: NewSession, actor: User | None) -> QuestioningSession:
    """Enter a day of questioning. At a sitting, it names the sitting and lies within its days."""
    _check_session(new)
    session = QuestioningSession(**vars(new))
    db.session.add(session)
    db.session.flush()
    publish(SessionAdded(**about(session, actor), details=_told(new)))
    return session


def change_session(
    *, session: QuestioningSession, new: NewSession, expected_version: int | None, actor: User | None
) -> QuestioningSession:
    refuse_stale(session, vars(new), expected_version)
    _check_session(new)
    put(session, vars(new))
    changes = changes_of(session)
    if changes:
        publish(SessionChanged(**about(session, actor), details=changes))
        db.session.flush()
    return session


def _check_session(new: NewSession) -> None:
    if new.kind is SessionKind.AT_SITTING and new.sitting_id is None:
        raise DomainError(N_("Choose the sitting at which the questions were asked."), field="sitting_id")
    if new.sitting_id is None:
        return
    sitting = queries.get_sitting(new.sitting_id)
    too_early = sitting.opens_on is not None and new.held_on < sitting.opens_on
    too_late = sitting.closes_on is not None and new.held_on > sitting.closes_on
    if new.kind is SessionKind.AT_SITTING and (too_early or too_late):
        raise DomainError(
            N_("This day lies outside the days of “%(name)s”."), field="held_on", name=sitting.name
        )


def add_topic_group(
    *, session: QuestioningSession, title: str, actor: User | None, position: int | None = None
) -> TopicGroup:
    """Add a group of issues at the end of a session (or at `position`, when the caller counts)."""
    if position is None:
        lock(session)
        siblings = queries.topic_groups(session.id)
        _refuse_second_title(siblings, title, itself=None)
        position = next_place(siblings)
    group = TopicGroup(session_id=session.id, title=title, position=position)
    db.session.add(group)
    db.session.flush()
    publish(TopicGroupAdded(**about(group, actor), details={"session_id": session.id, "title": title}))
    return group


def rename_topic_group(
    *, group: TopicGroup, title: str, expected_version: int | None, actor: User | None
) -> TopicGroup:
    refuse_stale(group, {"title": title}, expected_version)
    _refuse_second_title(queries.topic_groups(group.session_id), title, itself=group)
    put(group, {"title": title})
    _tell_of_group(group, actor)
    return group


def _refuse_second_title(siblings: list[TopicGroup], title: str, *, itself: TopicGroup | None) -> None:
    if any(each.title == title and each is not itself for each in siblings):
        raise DomainError(N_("This session already has a group “%(title)s”."), field="title", title=title)


def move_topic_group(*, group: TopicGroup, upwards: bool, actor: User | None) -> None:
    """Move a group one place up or down."""
    if move(queries.topic_groups(group.session_id), group, upwards=upwards):
        _tell_of_group(group, actor)


def remove_topic_group(*, group: TopicGroup, actor: User | None) -> None:
    """Remove a group in which no question stands."""
    publish(TopicGroupRemoved(**about(group, actor), details={"title": group.title}))
    try:
        with db.session.begin_nested():
            db.session.delete(group)
    except IntegrityError as used:
        raise DomainError(N_("Questions stand in this group. Move or remove them first.")) from used


def _tell_of_group(group: TopicGroup, actor: User | None) -> None:
    changes = changes_of(group)
    if changes:
        publish(TopicGroupChanged(**about(group, actor), details=changes))
    db.session.flush()


def _told(new: NewSitting | NewSession) -> dict[str, object]:
    return {name: json_ready(value) for name, value in vars(new).items() if value not in (None, "")}
