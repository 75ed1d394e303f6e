"""Beginning and ending to watch a pledge."""

from app.accounts.models import User
from app.core.database import db
from app.core.events import publish
from app.pledges.models import Pledge, PledgeWatch
from app.pledges.watching.domain import PledgeUnwatched, PledgeWatched
from app.pledges.watching.queries import find_watch


def set_watch(*, pledge: Pledge, watched: bool, actor: User) -> None:
    """Watch a pledge, or no longer; asked for twice it is done once."""
    held = find_watch(pledge_id=pledge.id, user_id=actor.id)
    if (held is not None) == watched:
        return
    if held is None:
        db.session.add(PledgeWatch(user_id=actor.id, pledge_id=pledge.id))
    else:
        db.session.delete(held)
    db.session.flush()
    kind = PledgeWatched if watched else PledgeUnwatched
    publish(
        kind(
            actor_id=actor.id,
            council_id=pledge.council_id,
            subject_type=PledgeWatch.__name__,
            subject_id=pledge.id,
            details={"pledge": pledge.code},
        )
    )
