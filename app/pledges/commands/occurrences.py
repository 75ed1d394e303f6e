"""Creating the occurrences of a recurring promise, a batch at a time."""

from app.accounts.models import User
from app.core.errors import N_, DomainError
from app.core.records import lock
from app.pledges.commands.parts import add_parts
from app.pledges.domain import NewPart, PartKind
from app.pledges.models import Pledge, PledgePart
from app.pledges.waiting.occurrences import next_batch


def create_occurrences(*, pledge: Pledge, actor: User | None) -> list[PledgePart]:
    """Create the next occurrences; sent twice, the second finds none left to create."""
    lock(pledge)
    batch = next_batch(pledge)
    if not batch:
        raise DomainError(
            N_(
                "There is no further occurrence to create: the words name no rhythm, or the last one lies ahead."
            )
        )
    new = [NewPart(kind=PartKind.OCCURRENCE, words=each.name, due_on=each.due_on) for each in batch]
    return add_parts(pledge=pledge, new=new, actor=actor)
