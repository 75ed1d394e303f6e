"""Whatever is sent to whichever route: no other council's record, no field that is not the form's, no other host, no unasked POST."""

import re
from urllib.parse import urlsplit

import html5lib
import pytest
import sqlalchemy as sa

from app.accounts.domain import PERMISSIONS, Role
from app.core.database import db
from app.core.permissions import Permission
from app.core.tenancy import every_council, scoped_to
from app.core.web import RecordNumber, own_address
from tests import factories
from tests.rules.test_routes import ON_ONE_DATABASE, routes_of, sample_of
from tests.rules.world import World
from tests.strict_client import keep_what_the_test_made

EVERYONE = [role.value for role in Role]
FORGED = {
    "id": "1",
    "council_id": "2",
    "status": "approved",
    "state": "approved",
    "lifecycle": "adopted",
    "role": "administrator",
    "approved_by_id": "1",
    "user_id": "1",
    "position": "99",
    "code": "FORGED",
    "fs_uniquifier": "forged",
}
NOT_SENT = {"file", "submit", "checkbox", "radio"}  # unless ticked
LEADS_AWAY = (
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "%09//evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://localhost@evil.example/",
)


def numbers_in(rule):
    return {
        argument for argument in rule.arguments if isinstance(rule._converters.get(argument), RecordNumber)
    }


def address_in(app, rule, world, slug):
    """The address of a rule for the records of `world`, asked for under the council of `slug`."""
    values = {
        argument: world.id_for(argument, rule.rule)
        if argument in numbers_in(rule)
        else sample_of(rule, argument)
        for argument in rule.arguments - {"council_slug"}
    }
    if "council_slug" in rule.arguments:
        values["council_slug"] = slug
    with app.test_request_context():
        return app.url_map.bind("localhost").build(
            rule.endpoint, values, method="GET" if "GET" in rule.methods else "POST"
        )


def methods_of(rule):
    return sorted(rule.methods & {"GET", "POST"})


def everything_stored():
    """Every row of every table, as it is compared before and after."""
    keep_what_the_test_made()
    with every_council():
        return {
            table.name: sorted(map(repr, db.session.execute(sa.select(table))))
            for table in db.metadata.sorted_tables
        }


@pytest.fixture
def world(council):
    return World(council)


def test_every_kind_of_record_an_address_names_is_in_the_generated_world(app, world):
    for rule in routes_of(app):
        for argument in numbers_in(rule):
            assert world.id_for(argument, rule.rule), (
                f"{rule.rule}: say in tests/rules/world.py what {argument} is"
            )


def test_no_record_of_another_council_is_reached_under_ones_own_address(app, council, as_role):
    other = factories.make_council()
    theirs = World(other)
    clerk = as_role(*EVERYONE)
    with scoped_to(other.id):
        before = everything_stored()
    for rule in routes_of(app):
        if not numbers_in(rule) or "council_slug" not in rule.arguments:
            continue
        address = address_in(app, rule, theirs, council.slug)
        for method in methods_of(rule):
            assert clerk.open(address, method=method).status_code == 404, f"{method} {rule.rule}"
    assert everything_stored() == before


@ON_ONE_DATABASE
@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_real_pages_exactly_where_it_has_the_permission(app, world, council, as_role, role):
    browser = as_role(role.value)
    for rule in routes_of(app):
        guard = app.view_functions[rule.endpoint].guard
        if not isinstance(guard, Permission):
            continue
        refused = guard not in PERMISSIONS[role]
        for method in methods_of(rule) if refused else ["GET"] if "GET" in rule.methods else []:
            status = browser.open(address_in(app, rule, world, council.slug), method=method).status_code
            assert (status == 403) == refused, f"{role} {method} {rule.rule}: {status}"
            assert status < 500, f"{role} {method} {rule.rule}: {status}"


def test_reading_any_page_writes_nothing(app, world, council, as_role):
    reader = as_role(*EVERYONE)
    before = everything_stored()
    for rule in routes_of(app):
        if "GET" in rule.methods:
            address = address_in(app, rule, world, council.slug)
            assert reader.get(address).status_code < 500, rule.rule
    assert everything_stored() == before


def form_on(page):
    """The first form of a page's own content that is sent, as a browser would send it untouched; None where there is none."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    main = document.find(".//main")
    form = next((each for each in main.iter("form") if each.get("method") == "post"), None)
    return None if form is None else (form.get("action"), list(_fields(form)))


def _fields(form):
    for control in form.iter():
        name, kind = control.get("name"), control.get("type")
        if control.tag == "textarea" and name:
            yield name, (control.text or "").removeprefix("\n")
        elif control.tag == "select" and name:
            options = list(control.iter("option"))
            chosen = [each for each in options if each.get("selected") is not None] or options[:1]
            yield from ((name, each.get("value", each.text or "")) for each in chosen)
        elif control.tag == "input" and name and (kind not in NOT_SENT or control.get("checked") is not None):
            yield name, control.get("value", "on")


@pytest.mark.parametrize(
    "database", ["sqlite"], indirect=True
)  # the numbers of new rows come back when they are undone
def test_fields_that_are_not_the_forms_change_nothing(app, world, as_role):
    """Each form is sent as it was served, once as it is and once with fields that are none of its own; both leave the same rows."""
    sender = as_role(*EVERYONE)
    told = 0
    for rule in routes_of(app):
        if not {"GET", "POST"} <= rule.methods or "council_slug" not in rule.arguments:
            continue
        address = address_in(app, rule, world, world.slug)
        served = sender.get(address)
        found = form_on(served.get_data(as_text=True)) if served.status_code == 200 else None
        if found is None:
            continue
        action, fields = found
        names = {name.rpartition("-")[2] for name, _ in fields}
        forged = [(name, value) for name, value in FORGED.items() if name not in names]
        told += 1
        kept = [
            _sent_and_undone(app, sender, action or address, sending) for sending in (fields, fields + forged)
        ]
        assert kept[0] == kept[1], rule.rule
    assert told > 30


def _sent_and_undone(app, sender, address, fields):
    """What the tables hold after sending, but moments and random codes; everything is undone again."""
    connection = db._app_engines[app][None]
    db.session.commit()
    db.session.remove()
    point = connection.begin_nested()
    try:
        sending = {}
        for name, value in fields:
            sending.setdefault(name, []).append(value)
        response = sender.post(address, data=sending)
        assert response.status_code < 500, address
        db.session.expire_all()
        return response.status_code, _without_chance(everything_stored())
    finally:
        db.session.remove()
        point.rollback()


def _without_chance(stored):
    chance = re.compile(
        r"datetime\.datetime\([^)]*\)|'[0-9a-f]{64}'|'\$argon2[^']*'|UtcDateTime|'[A-Z0-9-]{12,19}'"
    )
    return {name: [chance.sub("…", row) for row in rows] for name, rows in stored.items()}


@pytest.mark.parametrize("version", ["999", "-1", "0", "x", "2147483648"])
def test_a_forged_version_never_becomes_the_records(council, world, as_role, version):
    from app.pledges.models import Pledge

    stored = db.session.get(Pledge, world.ids["pledge_id"])
    before = stored.version
    address = f"/{council.slug}/pledges/{stored.id}/edit"
    clerk = as_role("clerk")
    _action, fields = form_on(clerk.get(address).get_data(as_text=True))
    clerk.post(address, data={**dict(fields), "version": version, "source": "Biên bản"})
    db.session.expire_all()
    assert db.session.get(Pledge, world.ids["pledge_id"]).version in {before, before + 1}


@pytest.mark.parametrize(
    "extra", [{}, {"status": "approved"}, {"role": "standing_committee"}, {"_method": "PUT"}]
)
def test_the_assessor_approves_nothing_whatever_is_sent(app, world, council, as_role, extra):
    assessor = as_role("monitor")
    before = everything_stored()
    tried = 0
    for rule in routes_of(app):
        if app.view_functions[rule.endpoint].guard is Permission.APPROVE and "POST" in rule.methods:
            tried += 1
            address = address_in(app, rule, world, council.slug)
            for headers in ({}, {"X-HTTP-Method-Override": "POST", "X-Original-URL": f"/{council.slug}/"}):
                assert assessor.post(address, data=extra, headers=headers).status_code == 403
                assert assessor.post(address, json=extra, headers=headers).status_code == 403
    assert tried
    assert everything_stored() == before


@pytest.mark.parametrize("target", LEADS_AWAY)
def test_no_address_to_go_to_next_leads_to_another_host(app, target):
    assert own_address(target) is None
    browser = app.test_client()
    for path in ("/sign-in", "/language"):
        response = browser.post(f"{path}", query_string={"next": target}, data={"next": target, "lang": "vi"})
        location = urlsplit(response.location or "/")
        assert location.netloc in {"", "localhost"}, (path, response.location)
        assert location.scheme in {"", "http"}, (path, response.location)


@pytest.fixture
def with_csrf(app):
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("token", [None, "", "forged", "another session's"])
def test_nothing_is_sent_without_the_sessions_own_token(with_csrf, world, council, as_role, token):
    app, sender = with_csrf, as_role(*EVERYONE)
    if token == "another session's":
        other = as_role(*EVERYONE).get(f"/{council.slug}/sittings/new").get_data(as_text=True)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', other).group(1)
    before = everything_stored()
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            address = address_in(app, rule, world, council.slug)
            response = sender.post(address, data={} if token is None else {"csrf_token": token})
            assert response.status_code == 400, f"{rule.rule}: {response.status_code}"
    assert everything_stored() == before
