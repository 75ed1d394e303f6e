"""Reading users, their roles and one-time links."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.domain import Role
from app.accounts.models import Membership, SetupLink, User
from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.storage import sha256_of
from app.core.tenancy import every_council
from app.core.vietnamese import sort_key


@dataclass(frozen=True)
class Account:
    """A person with the roles they now hold in the council; none for someone whose roles have all ended."""

    user: User
    memberships: list[Membership]


def memberships_in(*, council_id: int, user_id: int) -> list[Membership]:
    """The roles a person now holds in a council."""
    return list(
        db.session.scalars(
            sa.select(Membership)
            .where(
                Membership.council_id == council_id,
                Membership.user_id == user_id,
                Membership.ended_at.is_(None),
            )
            .order_by(Membership.id)
        )
    )


def all_memberships_of(user_id: int) -> Sequence[Membership]:
    """The roles a person now holds, in whichever council."""
    with every_council():
        return db.session.scalars(
            sa.select(Membership)
            .where(Membership.user_id == user_id, Membership.ended_at.is_(None))
            .order_by(Membership.council_id, Membership.id)
        ).all()


def find_user(email: str) -> User | None:
    return db.session.scalar(sa.select(User).where(User.email == email.strip().lower()))


def users_without_any_role() -> Sequence[User]:
    """Open accounts that never had a role anywhere: administrators made before there was a council."""
    with every_council():
        held = sa.select(Membership.user_id)
        return db.session.scalars(
            sa.select(User).where(User.active, User.id.not_in(held)).order_by(User.id)
        ).all()


def accounts_of(council_id: int) -> list[Account]:
    """Everyone who has or had a role in the council: open accounts first, by given name."""
    rows = db.session.execute(
        sa.select(User, Membership)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.council_id == council_id)
        .order_by(User.id, Membership.id)
    ).all()
    held: dict[int, Account] = {}
    for user, membership in rows:
        account = held.setdefault(user.id, Account(user, []))
        if membership.ended_at is None:
            account.memberships.append(membership)
    return sorted(held.values(), key=_by_standing_and_name)


def _by_standing_and_name(account: Account) -> tuple[object, ...]:
    open_first = not (account.user.active and account.memberships)
    return (open_first, sort_key(account.user.full_name.rpartition(" ")[2]), sort_key(account.user.full_name))


def get_account(*, council_id: int, user_id: int) -> Account:
    """A person who has or had a role in the council; for anyone else there is nothing here."""
    found = next((account for account in accounts_of(council_id) if account.user.id == user_id), None)
    if found is None:
        raise NotFoundError(N_("There is no such account in this council."))
    return found


def get_membership(*, council_id: int, user_id: int, membership_id: int) -> Membership:
    found = next(
        (each for each in memberships_in(council_id=council_id, user_id=user_id) if each.id == membership_id),
        None,
    )
    if found is None:
        raise NotFoundError(N_("There is no such role in this council."))
    return found


def find_membership(*, user_id: int, council_id: int, role: Role) -> Membership | None:
    """The role, held now or ended."""
    with every_council():
        return db.session.scalar(
            sa.select(Membership).where(
                Membership.user_id == user_id, Membership.council_id == council_id, Membership.role == role
            )
        )


def find_main_contact(*, council_id: int, agency_id: int) -> Membership | None:
    """Who speaks for an agency before its alternates; kept from a second writer until the transaction ends."""
    with every_council():
        return db.session.scalar(
            sa.select(Membership)
            .where(
                Membership.council_id == council_id,
                Membership.agency_id == agency_id,
                Membership.role == Role.AGENCY,
                Membership.ended_at.is_(None),
                ~Membership.is_alternate,
            )
            .options(joinedload(Membership.user))
            .with_for_update(of=Membership)
        )


def administrators(*, council_id: int, but: int) -> list[User]:
    """Who else can administer the council. Their roles are kept from a second writer until the transaction ends."""
    with every_council():
        rows = db.session.scalars(
            sa.select(User)
            .join(Membership, Membership.user_id == User.id)
            .where(
                Membership.council_id == council_id,
                Membership.role == Role.ADMINISTRATOR,
                Membership.ended_at.is_(None),
                User.active,
            )
            .order_by(User.id)
            .with_for_update()
        )
        return [user for user in rows if user.id != but]


def may_administer(*, council_id: int, user_id: int) -> bool:
    return any(
        each.role is Role.ADMINISTRATOR for each in memberships_in(council_id=council_id, user_id=user_id)
    )


def serves_elsewhere(*, user_id: int, council_id: int) -> bool:
    """Whether a person now has a role in another council too."""
    with every_council():
        return bool(
            db.session.scalar(
                sa.select(
                    sa.exists().where(
                        Membership.user_id == user_id,
                        Membership.council_id != council_id,
                        Membership.ended_at.is_(None),
                    )
                )
            )
        )


def find_setup_link(token: str, *, for_change: bool = False) -> SetupLink | None:
    query = sa.select(SetupLink).where(SetupLink.token_hash == sha256_of(token.encode()))
    return db.session.scalar(query.with_for_update() if for_change else query)


def can_use_setup_link(token: str) -> bool:
    """Whether the link is known, not used yet and not too old."""
    link = find_setup_link(token)
    return link is not None and link.is_open(now())


def open_setup_links() -> Sequence[SetupLink]:
    return db.session.scalars(
        sa.select(SetupLink).where(SetupLink.used_at.is_(None)).order_by(SetupLink.id)
    ).all()
