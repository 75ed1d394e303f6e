"""Setting up a council and changing its settings."""

from app.accounts.models import User
from app.core.database import changes_of, db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import put, refuse_stale
from app.council import queries
from app.council.domain import CouncilChanged, CouncilCreated, CouncilSettings, NewCouncil, is_usable_slug
from app.council.models import Council


def create_council(*, new: NewCouncil, actor: User | None) -> Council:
    """Set up a council. Its slug stands first in every address and never changes."""
    if not is_usable_slug(new.slug):
        raise DomainError(
            N_("Use small letters without accents, digits and hyphens, for example tinh-ha-giang."),
            field="slug",
        )
    if queries.find_council(new.slug) is not None:
        raise DomainError(N_("Another council already has this address."), field="slug")
    council = Council(slug=new.slug, name=new.name, place=new.place, level=new.level)
    db.session.add(council)
    db.session.flush()
    publish(
        CouncilCreated(
            actor_id=actor.id if actor else None,
            council_id=council.id,
            subject_type="Council",
            subject_id=council.id,
            details={"slug": new.slug, "name": new.name, "place": new.place, "level": new.level.value},
        )
    )
    return council


def change_council(
    *, council: Council, new: CouncilSettings, expected_version: int | None, actor: User | None
) -> None:
    """Change a council's names and settings."""
    refuse_stale(council, vars(new), expected_version)
    put(council, vars(new))
    changes = changes_of(council)
    if not changes:
        return
    publish(
        CouncilChanged(
            actor_id=actor.id if actor else None,
            council_id=council.id,
            subject_type="Council",
            subject_id=council.id,
            details=changes,
        )
    )
    db.session.flush()
