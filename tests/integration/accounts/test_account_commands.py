"""Accounts: passwords, roles, the last administrator, one-time links."""

from datetime import timedelta

import pytest

from app.accounts import commands, passwords, queries
from app.accounts.domain import NewMembership, NewUser, Role
from app.accounts.models import SetupLink, UserSession
from app.audit.models import AuditEntry
from app.core.clock import now
from app.core.database import db
from app.core.errors import DomainError
from app.core.tenancy import scoped_to
from tests import factories

PASSWORD = "gạo trắng nước trong"


def _user(email="nguyen.an@example.org", full_name="Nguyễn Văn An"):
    return commands.create_user(new=NewUser(email=email, full_name=full_name), password=PASSWORD, actor=None)


def _grant(user, council, role):
    return commands.grant_membership(
        user=user, council_id=council.id, new=NewMembership(role=role), actor=None
    )


def _lines():
    return [entry.event for entry in db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.seq))]


def test_an_account_is_made_once_an_address_whatever_its_capitals(app):
    _user()
    with pytest.raises(DomainError) as refused:
        _user(email="Nguyen.An@Example.org")
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    "email", ["", "an", "an@", "@example.org", "a n@example.org", "an@example..org", "an@b@c"]
)
def test_what_is_not_an_address_is_refused(app, email):
    with pytest.raises(DomainError) as refused:
        _user(email=email)
    assert refused.value.field == "email"


def test_the_password_is_stored_hashed_and_accepts_any_keyboards_spelling(app):
    import unicodedata

    user = _user()
    assert PASSWORD not in user.password
    assert user.password.startswith("$argon2")
    assert passwords.matches(user, unicodedata.normalize("NFD", PASSWORD))
    assert not passwords.matches(user, PASSWORD.upper())


def test_no_audit_line_ever_holds_a_password(council):
    user = _user()
    new = commands.reset_password(user=user, council_id=council.id, actor=None)
    commands.change_password(user=user, current=new, new="bốn từ không liên quan", keep_token=None)
    for entry in db.session.scalars(db.select(AuditEntry)):
        for secret in (PASSWORD, new, "bốn từ", user.password):
            assert secret not in str(entry.details)


def test_a_role_is_given_ended_and_given_again_with_a_line_each(council):
    user = _user()
    membership = _grant(user, council, Role.CLERK)
    with pytest.raises(DomainError):
        _grant(user, council, Role.CLERK)
    commands.end_membership(membership=membership, actor=None)
    assert queries.memberships_in(council_id=council.id, user_id=user.id) == []
    with pytest.raises(DomainError):
        commands.end_membership(membership=membership, actor=None)
    assert _grant(user, council, Role.CLERK) is membership
    assert _lines() == ["UserCreated", "MembershipGranted", "MembershipEnded", "MembershipGranted"]


def test_the_delegate_and_the_committee_go_only_with_their_own_roles(council):
    user, delegate, body = _user(), factories.make_delegate(council.id), factories.make_body(council.id)
    made = {
        role: commands.grant_membership(
            user=user,
            council_id=council.id,
            new=NewMembership(role=role, delegate_id=delegate.id, body_id=body.id),
            actor=None,
        )
        for role in (Role.CLERK, Role.DELEGATE, Role.MONITOR)
    }
    assert [(m.delegate_id, m.body_id) for m in made.values()] == [
        (None, None),
        (delegate.id, None),
        (None, body.id),
    ]


def _contact(council, agency, *, email, alternate=False):
    new = NewMembership(role=Role.AGENCY, agency_id=agency and agency.id, is_alternate=alternate)
    return commands.grant_membership(user=_user(email=email), council_id=council.id, new=new, actor=None)


def test_a_contact_speaks_for_one_agency(council):
    agency = factories.make_agency(council.id)
    contact = _contact(council, agency, email="a@example.org")
    assert (contact.agency_id, contact.is_alternate, contact.body_id) == (agency.id, False, None)
    with pytest.raises(DomainError) as refused:
        _contact(council, None, email="b@example.org")
    assert refused.value.field == "agency_id"


def test_an_agency_has_one_main_contact_at_a_time_and_any_number_of_alternates(council):
    agency, other = factories.make_agency(council.id), factories.make_agency(council.id)
    main = _contact(council, agency, email="a@example.org")
    for number in range(2):
        _contact(council, agency, email=f"thay{number}@example.org", alternate=True)
    _contact(council, other, email="khac@example.org")
    with pytest.raises(DomainError) as refused:
        _contact(council, agency, email="b@example.org")
    assert refused.value.field == "is_alternate"
    commands.end_membership(membership=main, actor=None)
    assert not _contact(council, agency, email="c@example.org").is_alternate


def test_the_last_administrator_cannot_be_lost_in_any_way(council):
    user = _user()
    membership = _grant(user, council, Role.ADMINISTRATOR)
    with pytest.raises(DomainError):
        commands.end_membership(membership=membership, actor=None)
    with pytest.raises(DomainError):
        commands.close_account(user=user, council_id=council.id, actor=None)
    other = _user(email="b@example.org")
    second = _grant(other, council, Role.ADMINISTRATOR)
    commands.close_account(user=other, council_id=council.id, actor=None)
    with pytest.raises(DomainError):
        commands.end_membership(membership=membership, actor=None)
    commands.reopen_account(user=other, council_id=council.id, actor=None)
    commands.end_membership(membership=membership, actor=None)
    assert second.ended_at is None


def test_closing_a_clerks_account_needs_an_administrator_to_remain_elsewhere_only(council):
    administrator, clerk = _user(), _user(email="b@example.org")
    _grant(administrator, council, Role.ADMINISTRATOR)
    _grant(clerk, council, Role.CLERK)
    commands.close_account(user=clerk, council_id=council.id, actor=administrator)
    assert clerk.active is False


def test_one_councils_administrator_has_no_power_over_anothers_people(council):
    user, other = _user(), factories.make_council()
    _grant(factories.make_user("administrator", council_id=council.id), council, Role.CLERK)
    _grant(user, council, Role.CLERK)
    with scoped_to(other.id):
        _grant(user, other, Role.CLERK)
    stored = user.password
    for command in (commands.reset_password, commands.close_account):
        with pytest.raises(DomainError):
            command(user=user, council_id=council.id, actor=None)
    assert (user.password, user.active) == (stored, True)


def _session_of(user, token):
    from app.core.storage import sha256_of

    session = UserSession(user_id=user.id, token_hash=sha256_of(token.encode()))
    db.session.add(session)
    db.session.flush()
    return session


def test_changing_the_password_ends_every_session_but_ones_own(app):
    user = _user()
    here, there = _session_of(user, "here"), _session_of(user, "there")
    commands.change_password(user=user, current=PASSWORD, new="bốn từ không liên quan", keep_token="here")
    db.session.expire_all()
    assert here.ended_at is None
    assert there.ended_at is not None


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("sai mật khẩu rồi", "bốn từ không liên quan", "current"),
        (PASSWORD, "ngắn", "new_password"),
        (PASSWORD, PASSWORD, "new_password"),
    ],
)
def test_a_password_is_not_changed_wrongly(app, current, new, field):
    user = _user()
    with pytest.raises(DomainError) as refused:
        commands.change_password(user=user, current=current, new=new, keep_token=None)
    assert refused.value.field == field
    assert passwords.matches(user, PASSWORD)


def test_resetting_gives_a_new_random_password_and_signs_out_everywhere(council):
    user = _user()
    session = _session_of(user, "there")
    password = commands.reset_password(user=user, council_id=council.id, actor=None)
    db.session.expire_all()
    assert passwords.matches(user, password)
    assert session.ended_at is not None


def test_the_operator_sets_a_password_and_opens_the_account(council):
    user = _user()
    user.active = False
    commands.set_password(user=user, password="bốn từ không liên quan", actor=None)
    assert user.active
    assert passwords.matches(user, "bốn từ không liên quan")


def test_a_setup_link_works_once_and_only_its_hash_is_kept(app):
    token = commands.make_setup_link()
    stored = db.session.scalars(db.select(SetupLink)).one()
    assert token not in stored.token_hash
    assert stored.expires_at - stored.created_at == timedelta(hours=72)
    assert queries.can_use_setup_link(token)
    commands.use_setup_link(token=token)
    assert not queries.can_use_setup_link(token)
    with pytest.raises(DomainError):
        commands.use_setup_link(token=token)


def test_a_newer_link_ends_the_older_one(app):
    first, second = commands.make_setup_link(), commands.make_setup_link()
    assert not queries.can_use_setup_link(first)
    assert queries.can_use_setup_link(second)


def test_an_old_or_unknown_link_is_refused(app):
    token = commands.make_setup_link()
    link = db.session.scalars(db.select(SetupLink)).one()
    link.created_at, link.expires_at = now() - timedelta(hours=73), now() - timedelta(seconds=1)
    db.session.flush()
    for bad in (token, "unknown", ""):
        with pytest.raises(DomainError):
            commands.use_setup_link(token=bad)


def test_an_administrator_neither_closes_nor_resets_the_own_account(council):
    user, other = _user(), _user(email="b@example.org")
    for each in (user, other):
        _grant(each, council, Role.ADMINISTRATOR)
    for command in (commands.reset_password, commands.close_account):
        with pytest.raises(DomainError):
            command(user=user, council_id=council.id, actor=user)
    assert user.active
    assert passwords.matches(user, PASSWORD)


def test_an_account_another_council_closed_is_not_opened_by_giving_it_a_role_here(app, council):
    user = factories.make_user("clerk", council_id=council.id)
    user.active = False
    here = factories.make_council()
    with scoped_to(here.id):
        administrator = factories.make_user("administrator", council_id=here.id)
        new = NewMembership(role=Role.CLERK)
        commands.grant_membership(user=user, council_id=here.id, new=new, actor=administrator)
        with pytest.raises(DomainError):
            commands.reopen_account(user=user, council_id=here.id, actor=administrator)
    assert not user.active


def test_opening_an_open_account_is_no_news(app, council):
    from app.audit.queries import last_line

    user = factories.make_user("clerk", council_id=council.id)
    before = last_line()
    commands.reopen_account(user=user, council_id=council.id, actor=None)
    db.session.flush()
    assert last_line() == before
