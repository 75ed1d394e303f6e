"""The council's lists of grounds: for extending a deadline, and for dropping a pledge."""

from app.accounts.models import User
from app.core.database import changes_of, db
from app.core.errors import N_, DomainError, NotFoundError
from app.core.events import publish
from app.core.records import about, next_place, put, refuse_stale
from app.core.tenancy import get_owned
from app.pledges import extensions
from app.pledges.domain import OFFERED, GroundKind, GroundListed, check_ground
from app.pledges.models import Ground


def list_ground(*, kind: GroundKind, words: str, actor: User | None) -> Ground:
    """Add a ground to its list; one that was retired is taken up again."""
    check_ground(kind, words)
    listed = extensions.grounds(kind, retired=True)
    known = next((each for each in listed if each.words == words), None)
    if known is not None and not known.retired:
        raise DomainError(N_("This ground is already on the list."), field="words")
    if known is not None:
        retire_ground(ground=known, retired=False, actor=actor)
        return known
    ground = Ground(kind=kind, words=words, position=next_place(listed), retired=False)
    db.session.add(ground)
    db.session.flush()
    publish(GroundListed(**about(ground, actor), details={"kind": kind.value, "words": words}))
    return ground


def reword_ground(*, ground: Ground, words: str, expected_version: int | None, actor: User | None) -> None:
    """Change a ground that nothing rests on yet; one in use is retired and a new one listed."""
    check_ground(ground.kind, words)
    refuse_stale(ground, {"words": words}, expected_version)
    if words != ground.words and extensions.is_ground_used(ground.id):
        raise DomainError(
            N_("Decisions rest on this ground, so its words stay. Retire it and add another."), field="words"
        )
    others = extensions.grounds(ground.kind, retired=True)
    if any(each is not ground and each.words == words for each in others):
        raise DomainError(N_("This ground is already on the list."), field="words")
    put(ground, {"words": words})
    _tell(ground, actor)


def retire_ground(*, ground: Ground, retired: bool, actor: User | None) -> None:
    """Offer a ground no more, or again; what rests on it stands."""
    put(ground, {"retired": retired})
    _tell(ground, actor)


def take_offered_grounds(*, kind: GroundKind, actor: User | None) -> None:
    """Put the grounds offered with the product on the council's own list, where it is empty."""
    if extensions.grounds(kind, retired=True):
        return
    for words in OFFERED[kind]:
        list_ground(kind=kind, words=words, actor=actor)


def ground_called(*, kind: GroundKind, words: str, actor: User | None) -> Ground:
    """The ground of those words; where the council has no list yet, the offered ones become it."""
    take_offered_grounds(kind=kind, actor=actor)
    found = next((each for each in extensions.grounds(kind) if each.words == words), None)
    if found is None:
        raise DomainError(N_("Choose a ground of the council's list."), field="ground")
    return found


def usable_ground(ground_id: int, kind: GroundKind) -> Ground:
    """A ground of that list; a ground of dropping that speaks of slowness is refused wherever it came from."""
    ground = get_owned(Ground, ground_id)
    if ground is None:
        raise NotFoundError(N_("There is no such ground."), field="ground")
    if ground.kind is not kind:
        raise DomainError(N_("Choose a ground of the council's list."), field="ground")
    check_ground(kind, ground.words, field="ground")
    return ground


def _tell(ground: Ground, actor: User | None) -> None:
    changes = changes_of(ground)
    if changes:
        publish(GroundListed(**about(ground, actor), details={"kind": ground.kind.value, **changes}))
        db.session.flush()
