"""The one-time link: one form makes the council, its term and its administrator; then the link is dead."""

import pytest

from app.accounts import commands as accounts
from app.accounts import passwords, queries
from app.accounts.domain import Role
from app.audit import queries as audit
from app.core.tenancy import scoped_to
from app.council import queries as council

FORM = {
    "name": "Hội đồng nhân dân tỉnh Hà Giang",
    "place": "Hà Giang",
    "level": "province",
    "slug": "",
    "number": "XVIII",
    "years": "2021-2026",
    "starts_on": "01/07/2021",
    "full_name": "Nguyễn Văn An",
    "email": "an@example.org",
    "password": "gạo trắng nước trong",
    "again": "gạo trắng nước trong",
    "other_roles": ["clerk", "lead"],
}


@pytest.fixture
def link(app):
    return f"/setup/{accounts.make_setup_link()}"


def test_the_link_opens_a_form_that_makes_everything_at_once(app, link):
    browser = app.test_client()
    assert browser.get(link).status_code == 200
    assert browser.post(link, data=FORM).location == "/sign-in"
    made = council.find_council("tinh-ha-giang")
    user = queries.find_user("an@example.org")
    with scoped_to(made.id):
        held = {membership.role for membership in queries.memberships_in(council_id=made.id, user_id=user.id)}
    assert held == {Role.ADMINISTRATOR, Role.CLERK, Role.LEAD}
    assert passwords.matches(user, FORM["password"])
    with scoped_to(made.id):
        assert [term.number for term in council.terms()] == ["XVIII"]
    assert list(audit.broken_lines()) == []


def test_who_set_the_council_up_can_sign_in_and_is_shown_the_next_steps(app, link):
    browser = app.test_client()
    browser.post(link, data=FORM)
    browser.post("/sign-in", data={"email": FORM["email"], "password": FORM["password"]})
    page = browser.get("/tinh-ha-giang/").get_data(as_text=True)
    assert "/tinh-ha-giang/directory/agencies" in page
    assert "/tinh-ha-giang/directory/terms" not in page


def test_the_link_dies_after_use(app, link):
    browser = app.test_client()
    browser.post(link, data=FORM)
    assert browser.get(link).status_code == 410
    assert browser.post(link, data={**FORM, "slug": "khac", "email": "b@example.org"}).status_code == 410
    assert council.find_council("khac") is None


def test_an_unknown_link_gets_a_clear_page(app):
    assert app.test_client().get("/setup/khong-co").status_code == 410


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"slug": "Hà Giang"}, "slug"),
        ({"slug": "static"}, "slug"),
        ({"email": "khong-phai"}, "email"),
        ({"password": "ngắn", "again": "ngắn"}, "password"),
        ({"again": "khác hẳn đi rồi"}, "again"),
        ({"starts_on": "31/02/2021"}, "starts_on"),
        ({"level": "village"}, "level"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_the_link_lives_on(app, link, changed, field):
    browser = app.test_client()
    response = browser.post(link, data={**FORM, **changed})
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.get_data(as_text=True)
    assert council.count_councils() == 0
    assert browser.get(link).status_code == 200
    assert browser.post(link, data=FORM).status_code == 302


def test_the_password_is_never_sent_back_to_the_page(app, link):
    response = app.test_client().post(link, data={**FORM, "email": "khong-phai"})
    assert FORM["password"] not in response.get_data(as_text=True)


def test_the_installation_says_that_it_is_well(app):
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["migrations"]) == ("ok", "current")


def test_an_installation_behind_its_migrations_says_so(app):
    from app.core.database import db

    db.session.execute(db.text("UPDATE alembic_version SET version_num = '0001'"))
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json["migrations"] == "behind"


def test_an_installation_without_its_database_says_so(app):
    from app.core.database import db

    db.session.execute(db.text("ALTER TABLE alembic_version RENAME TO elsewhere"))
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json["status"]) == (503, "unavailable")
