"""Every route says who may use it, and reading never writes."""

import inspect
from pathlib import Path

import pytest

from app.accounts.domain import PERMISSIONS, Role
from app.core.permissions import Permission
from app.core.web import RecordNumber
from tests import factories

ON_ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What is asked about roles is answered before any database is."""
LIBRARY_ENDPOINTS = {"static", "bootstrap.static"}
NOBODYS_ID = 2_000_000_000
FLASK_SECURITY = {
    "security.login",
    "security.logout",
    "security.change_password",
    "security.verify",
    "security.static",
}


def routes_of(app):
    return [
        rule for rule in app.url_map.iter_rules() if rule.endpoint not in LIBRARY_ENDPOINTS | FLASK_SECURITY
    ]


def test_every_route_declares_its_guard(app):
    for rule in routes_of(app):
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        assert isinstance(guard, Permission) or guard in {"open_to_all", "signed_in"}, rule.rule


def test_every_route_of_a_council_names_a_permission_unless_it_is_published(app):
    for rule in routes_of(app):
        if "council_slug" in rule.arguments:
            assert isinstance(app.view_functions[rule.endpoint].guard, Permission), rule.rule


def test_every_number_in_an_address_fits_the_database(app):
    for rule in routes_of(app):
        for argument in rule.arguments - {"council_slug"}:
            converter = rule._converters.get(argument)
            if converter is None:
                continue
            free_text = type(converter).__name__ == "UnicodeConverter"
            assert not free_text or argument in {"token", "ticket", "code"}, rule.rule


def test_no_page_that_reads_opens_a_transaction(app):
    for rule in routes_of(app):
        if rule.methods and "POST" not in rule.methods:
            source = inspect.getsource(inspect.unwrap(app.view_functions[rule.endpoint]))
            assert "transaction()" not in source, rule.rule


def test_every_permission_is_held_by_some_role():
    held = frozenset().union(*PERMISSIONS.values())
    assert held == frozenset(Permission)


@pytest.mark.parametrize("role", list(Role))
def test_the_assessor_cannot_approve(role):
    assert not {Permission.ASSESS, Permission.APPROVE} <= PERMISSIONS[role]


def sample_of(rule, argument):
    """A value that fits: what the rule fixes, a number, one of the listed words, or any word."""
    if argument in (rule.defaults or {}):
        return rule.defaults[argument]
    converter = rule._converters[argument]
    if type(converter).__name__ == "AnyConverter":
        return min(converter.items)
    return NOBODYS_ID if isinstance(converter, RecordNumber) else "x"


def address_of(app, rule, slug):
    values = {argument: sample_of(rule, argument) for argument in rule.arguments - {"council_slug"}}
    if "council_slug" in rule.arguments:
        values["council_slug"] = slug
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return adapter.build(rule.endpoint, values, method="GET" if "GET" in rule.methods else "POST")


@ON_ONE_DATABASE
def test_a_user_of_another_council_gets_404_everywhere(app, council, as_role):
    other = factories.make_council()
    stranger = as_role(*[role.value for role in Role], council_id=other.id)
    for rule in routes_of(app):
        if "council_slug" not in rule.arguments:
            continue
        address = address_of(app, rule, council.slug)
        for method in sorted(rule.methods & {"GET", "POST"}):
            assert stranger.open(address, method=method).status_code == 404, f"{method} {rule.rule}"


@ON_ONE_DATABASE
def test_a_visitor_without_sign_in_is_sent_to_sign_in_everywhere(app, council):
    visitor = app.test_client()
    for rule in routes_of(app):
        if not isinstance(app.view_functions[rule.endpoint].guard, Permission):
            continue
        address = address_of(app, rule, council.slug)
        for method in sorted(rule.methods & {"GET", "POST"}):
            response = visitor.open(address, method=method)
            assert response.status_code in {302, 401}, f"{method} {rule.rule}: {response.status_code}"
            if response.status_code == 302:
                assert "/sign-in" in response.location, rule.rule


@ON_ONE_DATABASE
@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_403_exactly_where_it_lacks_the_permission(app, council, as_role, role):
    client = as_role(role.value)
    for rule in routes_of(app):
        guard = app.view_functions[rule.endpoint].guard
        if not isinstance(guard, Permission):
            continue
        address = address_of(app, rule, council.slug)
        for method in sorted(rule.methods & {"GET", "POST"}):
            status = client.open(address, method=method).status_code
            if guard in PERMISSIONS[role]:
                assert status != 403, f"{role} {method} {rule.rule}"
            else:
                assert status == 403, f"{role} {method} {rule.rule}: {status}"


def test_templates_hold_no_inline_script_or_style():
    for path in (Path(__file__).resolve().parents[2] / "templates").rglob("*.html"):
        if "print" in path.parts or "email" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        assert "<style" not in source, path.name
        assert " style=" not in source, path.name
        assert "onclick=" not in source, path.name
