"""Who may do what, and which passwords will do."""

import pytest

from app.accounts.domain import PERMISSIONS, Role, initial_password, password_problem, permissions_of
from app.core.permissions import Permission

# The table "who may do what" of the product's status model, written out once more by hand.
ALLOWED = {
    Permission.HOME_OPEN: {role.value for role in Role},
    Permission.COUNCIL_READ: {"clerk", "lead", "monitor", "standing_committee", "delegate"},
    Permission.SESSION_LOG: {"clerk", "lead"},
    Permission.PLEDGE_RECORD: {"clerk", "lead"},
    Permission.RESOLUTION_PREPARE: {"clerk", "lead"},
    Permission.RESOLUTION_ADOPT: {"standing_committee"},
    Permission.ROUND_OPEN: {"lead", "standing_committee"},
    Permission.REPORT_LOG: {"clerk", "lead"},
    Permission.ASSESS: {"monitor"},
    Permission.APPROVE: {"standing_committee"},
    Permission.EXTENSION_LOG: {"clerk", "lead"},
    Permission.EXTENSION_DECIDE: {"standing_committee"},
    Permission.DROP_DECIDE: {"standing_committee"},
    Permission.REGISTER_IMPORT: {"clerk", "lead"},
    Permission.REGISTER_EXPORT: {"clerk", "lead", "monitor", "standing_committee", "delegate"},
    Permission.OWN_REPORT: {"agency"},
    Permission.LETTER_SEND: {"clerk", "lead", "standing_committee"},
    Permission.STEP_TAKE: {"clerk", "lead", "standing_committee"},
    Permission.HANDOVER: {"clerk", "lead", "standing_committee"},
    Permission.SUCCESSION: {"clerk", "lead"},
    Permission.TERM_CLOSE: {"standing_committee"},
    Permission.TOPICS_PREPARE: {"clerk", "lead"},
    Permission.TOPICS_DECIDE: {"standing_committee"},
    Permission.REQUESTION_PROPOSE: {"monitor", "standing_committee", "delegate"},
    Permission.OPINION_STATE: {"delegate"},
    Permission.DIRECTORY_READ: {role.value for role in Role} - {"agency"},
    Permission.DIRECTORY_EDIT: {"clerk", "lead", "administrator"},
    Permission.COUNCIL_SETTINGS: {"administrator"},
    Permission.ACCOUNTS_EDIT: {"administrator"},
    Permission.AUDIT_READ: {"lead", "standing_committee", "administrator"},
}


def test_the_written_table_names_every_permission() -> None:
    assert set(ALLOWED) == set(Permission)


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_belongs_to_exactly_the_roles_of_the_table(permission: Permission) -> None:
    assert {role.value for role in Role if permission in PERMISSIONS[role]} == ALLOWED[permission]


def test_whoever_assesses_cannot_approve_by_role_alone() -> None:
    assert not {Permission.ASSESS, Permission.APPROVE} <= PERMISSIONS[Role.MONITOR]
    assert not {Permission.ASSESS, Permission.APPROVE} <= PERMISSIONS[Role.STANDING_COMMITTEE]


def test_several_roles_add_up_and_no_role_allows_nothing() -> None:
    both = permissions_of(frozenset({Role.CLERK, Role.ADMINISTRATOR}))
    assert both == PERMISSIONS[Role.CLERK] | PERMISSIONS[Role.ADMINISTRATOR]
    assert permissions_of(frozenset()) == frozenset()


@pytest.mark.parametrize(
    "password", ["", "ngắn", "chín ký t", "x" * 201, "aaaaaaaaaaaa", "abababababab", "NGUYENHUE-2026"]
)
def test_a_password_that_is_short_endless_or_easy_to_guess_is_refused(password: str) -> None:
    assert password_problem(password, email="nguyenhue@example.org") is not None


@pytest.mark.parametrize("password", ["mười chữ cái", "gạo trắng nước trong", "correct horse"])
def test_a_few_words_make_a_good_password(password: str) -> None:
    assert password_problem(password, email="nguyenhue@example.org") is None


def test_initial_passwords_are_accepted_and_never_the_same() -> None:
    made = {initial_password() for _ in range(50)}
    assert len(made) == 50
    assert all(password_problem(one, email="a@example.org") is None for one in made)
