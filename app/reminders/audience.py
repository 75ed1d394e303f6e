"""Who hears of what in a council.

- A delegate hears of the pledges given in answer to their own questions, in any term, and of those they watch.
- A monitor hears of the pledges their committee was told to follow, and of those they watch; of a round that waits for verdicts.
- Whoever else reads the register (secretariat, Standing Committee) hears of the pledges they watch: all of them would be noise.
- An agency's contacts, the main one and the alternate, hear of the pledges for which their agency must act today, of reports
  that came back to them, and of the clocks that run against it.
- The secretariat hears of every clock: written answers, reports before a sitting, explanations.
- Delegates who asked in writing hear when the answer is overdue.
- The Standing Committee hears of what waits for its decision.
- An administrator hears of nothing: an administrator reads no pledges.

An account that is closed and a role that ended hear of nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts.domain import PERMISSIONS, Role
from app.accounts.models import Membership, User
from app.core.database import db
from app.core.permissions import Permission
from app.council.models import Delegate

Users = frozenset[int]
NOBODY: Users = frozenset()


@dataclass(frozen=True)
class Audience:
    """The people of a council by what makes them hear of something."""

    by_role: Mapping[Role, Users]
    of_agency: Mapping[int, Users]
    of_person: Mapping[int, Users]
    of_body: Mapping[int, Users]

    @property
    def everyone(self) -> Users:
        return NOBODY.union(*self.by_role.values())

    @property
    def readers(self) -> Users:
        """Those who may open the pages of the register."""
        return self.of(*(role for role, held in PERMISSIONS.items() if Permission.COUNCIL_READ in held))

    @property
    def secretariat(self) -> Users:
        return self.of(Role.CLERK, Role.LEAD)

    def of(self, *roles: Role) -> Users:
        return NOBODY.union(*(self.by_role.get(role, NOBODY) for role in roles))

    def contacts(self, agency_id: int | None) -> Users:
        return self.of_agency.get(agency_id or 0, NOBODY)

    def persons(self, person_ids: Iterable[int]) -> Users:
        return NOBODY.union(*(self.of_person.get(each, NOBODY) for each in person_ids))


def audience(*, only: int | None = None) -> Audience:
    """Everyone who has a role in the council in scope, or one of them."""
    statement = (
        sa.select(
            Membership.user_id, Membership.role, Membership.agency_id, Membership.body_id, Delegate.person_id
        )
        .join(User, User.id == Membership.user_id)
        .outerjoin(Delegate, Delegate.id == Membership.delegate_id)
        .where(Membership.ended_at.is_(None), User.active)
    )
    if only is not None:
        statement = statement.where(Membership.user_id == only)
    roles: defaultdict[Role, set[int]] = defaultdict(set)
    agencies: defaultdict[int, set[int]] = defaultdict(set)
    persons: defaultdict[int, set[int]] = defaultdict(set)
    bodies: defaultdict[int, set[int]] = defaultdict(set)
    for user_id, role, agency_id, body_id, person_id in db.session.execute(statement):
        roles[role].add(user_id)
        if role is Role.AGENCY and agency_id:
            agencies[agency_id].add(user_id)
        if role is Role.DELEGATE and person_id:
            persons[person_id].add(user_id)
        if role is Role.MONITOR and body_id:
            bodies[body_id].add(user_id)
    return Audience(_frozen(roles), _frozen(agencies), _frozen(persons), _frozen(bodies))


def _frozen(found: Mapping[int, set[int]] | Mapping[Role, set[int]]) -> dict:  # type: ignore[type-arg] # the same keys
    return {key: frozenset(users) for key, users in found.items()}
