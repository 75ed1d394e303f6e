"""Signing in and out, the person's own pages, the administrator's accounts page."""

import os
import re
from urllib.parse import urlsplit

import pytest

from app.accounts import commands, passwords, queries
from app.accounts.domain import NewMembership, NewUser, Role
from app.accounts.models import Membership
from app.accounts.security import limiter
from app.core.database import db
from app.core.tenancy import scoped_to
from tests import factories
from tests.conftest import database_address, make_app

PASSWORD = "gạo trắng nước trong"
EMAIL = "nguyen.an@example.org"


@pytest.fixture
def person(council):
    user = commands.create_user(
        new=NewUser(email=EMAIL, full_name="Nguyễn Văn An"), password=PASSWORD, actor=None
    )
    commands.grant_membership(
        user=user, council_id=council.id, new=NewMembership(role=Role.CLERK), actor=None
    )
    return user


def _sign_in(browser, email=EMAIL, password=PASSWORD, **more):
    return browser.post("/sign-in", data={"email": email, "password": password}, **more)


def test_the_right_password_leads_to_ones_council(app, person, council):
    browser = app.test_client()
    assert browser.get("/sign-in").status_code == 200
    assert _sign_in(browser).status_code == 302
    assert browser.get("/").location.endswith(f"/{council.slug}/")
    assert browser.get(f"/{council.slug}/").status_code == 200


def _told(response):
    return re.findall(r"<li>(.*?)</li>", response.get_data(as_text=True))[:2]


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(app, person):
    wrong = _sign_in(app.test_client(), password="không phải mật khẩu")
    unknown = _sign_in(app.test_client(), email="ai.do@example.org")
    assert wrong.status_code == unknown.status_code == 200
    assert _told(wrong) == _told(unknown) != []


def test_a_closed_account_is_answered_like_an_unknown_one(app, person):
    person.active = False
    db.session.flush()
    unknown = _sign_in(app.test_client(), email="ai.do@example.org")
    assert _told(_sign_in(app.test_client())) == _told(unknown)


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"]
)
def test_no_sign_in_leads_to_another_host(app, person, target):
    response = app.test_client().post(
        "/sign-in", query_string={"next": target}, data={"email": EMAIL, "password": PASSWORD}
    )
    location = urlsplit(response.location or "/")
    assert (location.scheme, location.netloc) in {("", ""), ("http", "localhost")}
    assert not location.path.startswith(("//", "/\\"))


def test_signing_out_kills_the_cookie_itself(app, person, council):
    browser = app.test_client()
    _sign_in(browser)
    cookie = browser.get_cookie("soloihua").value
    assert browser.post("/sign-out").status_code == 302
    thief = app.test_client()
    thief.set_cookie("soloihua", cookie)
    assert "/sign-in" in thief.get(f"/{council.slug}/").location


def test_signing_out_is_not_done_by_a_mere_link(app, person):
    browser = app.test_client()
    _sign_in(browser)
    assert browser.get("/sign-out", follow_redirects=True).status_code == 404
    assert browser.get("/profile").status_code == 200


def test_signing_in_makes_a_new_session_each_time(app, person):
    seen = set()
    for _ in range(2):
        browser = app.test_client()
        _sign_in(browser)
        with browser.session_transaction() as session:
            seen.add(session["sid"])
    assert len(seen) == 2


def test_changing_the_password_signs_the_other_browser_out(app, person):
    here, there = app.test_client(), app.test_client()
    _sign_in(here)
    _sign_in(there)
    assert here.get("/password").status_code == 200
    changed = {
        "current": PASSWORD,
        "new_password": "bốn từ không liên quan",
        "again": "bốn từ không liên quan",
    }
    assert here.post("/password", data=changed).status_code == 302
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 302


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"again": "khác hẳn đi rồi"}, "again"),
        ({"current": "không đúng"}, "current"),
        ({"new_password": "x" * 201}, "new_password"),
    ],
)
def test_a_refused_change_of_password_says_why_beside_the_field(app, person, changed, field):
    browser = app.test_client()
    _sign_in(browser)
    typed = {
        "current": PASSWORD,
        "new_password": "bốn từ không liên quan",
        "again": "bốn từ không liên quan",
        **changed,
    }
    response = browser.post("/password", data=typed)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.get_data(as_text=True)


def test_a_role_that_ended_is_lost_on_the_next_click(app, person, council):
    browser = app.test_client()
    _sign_in(browser)
    membership = db.session.scalars(db.select(Membership).where(Membership.user_id == person.id)).one()
    commands.end_membership(membership=membership, actor=None)
    assert browser.get(f"/{council.slug}/").status_code == 404
    assert browser.get("/").status_code == 200


def test_someone_of_two_councils_chooses_one(app, person, council):
    other = factories.make_council(name="Hội đồng nhân dân xã Ea Kar")
    with scoped_to(other.id):
        commands.grant_membership(
            user=person, council_id=other.id, new=NewMembership(role=Role.CLERK), actor=None
        )
    browser = app.test_client()
    _sign_in(browser)
    assert "Ea Kar" in browser.get("/").get_data(as_text=True)


def test_the_language_is_switched_and_kept(app, person):
    browser = app.test_client()
    assert 'lang="vi"' in browser.get("/sign-in").get_data(as_text=True)
    browser.post("/language", data={"lang": "en", "next": "/sign-in"})
    assert '<html lang="en"' in browser.get("/sign-in").get_data(as_text=True)


@pytest.fixture
def limited():
    """A browser of an application with its brakes on, as it runs in production."""
    app = make_app(database_address("sqlite", f"limited_{os.getpid()}"), RATELIMIT_ENABLED=True)
    with app.app_context():
        yield app.test_client()
        db.session.remove()
        db.engine.dispose()
    limiter.reset()
    limiter.enabled = False  # the one limiter serves every application of the test run


def test_guessing_is_slowed_down_for_the_address_guessed_and_for_no_other(limited):
    answers = [_sign_in(limited, password=f"sai lần {n}").status_code for n in range(12)]
    assert answers == [200] * 10 + [429] * 2
    assert _sign_in(limited, email="nguoi.khac@example.org").status_code == 200


def test_hammering_from_one_place_is_slowed_down_whatever_the_address(limited):
    answers = [_sign_in(limited, email=f"nguoi{n}@example.org").status_code for n in range(32)]
    assert answers == [200] * 30 + [429] * 2


@pytest.fixture
def url(council):
    return f"/{council.slug}/accounts"


NEW = {"full_name": "Trần Thị Bình", "email": "Binh@example.org", "roles": ["clerk", "monitor"]}


def test_an_account_is_made_with_roles_and_its_password_is_shown_once(app, council, as_role, url):
    administrator = as_role("administrator")
    assert administrator.get(f"{url}/new").status_code == 200
    page = administrator.post(f"{url}/new", data=NEW).get_data(as_text=True)
    password = re.search(r"<code[^>]*>([^<]+)</code>", page).group(1)
    user = queries.find_user("binh@example.org")
    assert passwords.matches(user, password)
    held = {membership.role for membership in queries.memberships_in(council_id=council.id, user_id=user.id)}
    assert held == {Role.CLERK, Role.MONITOR}
    assert password not in administrator.get(f"{url}/{user.id}").get_data(as_text=True)
    assert "Trần Thị Bình" in administrator.get(url).get_data(as_text=True)


def test_an_account_without_a_role_or_address_is_refused(as_role, url):
    for wrong in (
        {**NEW, "roles": []},
        {**NEW, "email": ""},
        {**NEW, "roles": ["emperor"]},
        {**NEW, "email": "x"},
    ):
        assert as_role("administrator").post(f"{url}/new", data=wrong).status_code == 422
    assert queries.find_user("binh@example.org") is None


def test_someone_with_an_account_elsewhere_gets_the_roles_and_keeps_the_password(council, as_role, url):
    other = factories.make_council()
    user = commands.create_user(
        new=NewUser(email="binh@example.org", full_name="Bình"), password=PASSWORD, actor=None
    )
    with scoped_to(other.id):
        commands.grant_membership(
            user=user, council_id=other.id, new=NewMembership(role=Role.CLERK), actor=None
        )
    assert as_role("administrator").post(f"{url}/new", data=NEW).status_code == 302
    assert passwords.matches(user, PASSWORD)
    assert len(queries.memberships_in(council_id=council.id, user_id=user.id)) == 2


def test_roles_are_given_and_ended_and_the_account_closed_and_opened(council, as_role, url):
    administrator = as_role("administrator")
    user = factories.make_user("clerk", council_id=council.id)
    page = f"{url}/{user.id}"
    assert administrator.post(page, data={"role": "lead"}).status_code == 302
    assert administrator.post(page, data={"role": "lead"}).status_code == 422
    clerk = db.session.scalars(
        db.select(Membership).where(Membership.user_id == user.id, Membership.role == "clerk")
    ).one()
    assert administrator.post(f"{page}/roles/{clerk.id}/end").status_code == 302
    held = [membership.role for membership in queries.memberships_in(council_id=council.id, user_id=user.id)]
    assert held == [Role.LEAD]
    assert administrator.post(f"{page}/close").status_code == 302
    assert queries.get_account(council_id=council.id, user_id=user.id).user.active is False
    assert administrator.get(page).status_code == 200
    administrator.post(f"{page}/reopen")
    assert queries.get_account(council_id=council.id, user_id=user.id).user.active is True


def test_the_last_administrator_is_told_why_the_role_stays(council, url, app):
    user = factories.make_user("administrator", council_id=council.id)
    browser = factories.browser_of(app, user)
    membership = queries.memberships_in(council_id=council.id, user_id=user.id)[0]
    browser.post(f"{url}/{user.id}/roles/{membership.id}/end")
    assert "notice-alert" in browser.get(f"{url}/{user.id}").get_data(as_text=True)
    assert queries.memberships_in(council_id=council.id, user_id=user.id) == [membership]


def test_giving_up_ones_own_administration_leads_to_the_start(council, url, app):
    factories.make_user("administrator", council_id=council.id)
    user = factories.make_user("administrator", "clerk", council_id=council.id)
    mine = next(
        m for m in queries.memberships_in(council_id=council.id, user_id=user.id) if m.role == "administrator"
    )
    assert factories.browser_of(app, user).post(f"{url}/{user.id}/roles/{mine.id}/end").location == "/"


def test_resetting_a_password_asks_first_and_shows_the_new_one(council, as_role, url):
    user = factories.make_user("clerk", council_id=council.id)
    administrator = as_role("administrator")
    assert administrator.get(f"{url}/{user.id}/password").status_code == 200
    page = administrator.post(f"{url}/{user.id}/password").get_data(as_text=True)
    password = re.search(r"<code[^>]*>([^<]+)</code>", page).group(1)
    assert passwords.matches(queries.get_account(council_id=council.id, user_id=user.id).user, password)


def test_people_and_roles_of_another_council_are_not_there(council, as_role, url):
    other = factories.make_council()
    with scoped_to(other.id):
        stranger = factories.make_user("clerk", council_id=other.id)
        membership = queries.memberships_in(council_id=other.id, user_id=stranger.id)[0]
    administrator = as_role("administrator")
    for address in (f"{url}/{stranger.id}", f"{url}/{stranger.id}/password"):
        assert administrator.get(address).status_code == 404
    assert administrator.post(f"{url}/{stranger.id}/roles/{membership.id}/end").status_code == 404
    assert administrator.post(f"{url}/{stranger.id}/close").status_code == 404


@pytest.mark.parametrize("role", ["clerk", "lead", "monitor", "standing_committee", "delegate"])
def test_only_the_administrator_sees_accounts(as_role, url, role):
    assert as_role(role).get(url).status_code == 403


def test_the_librarys_own_page_for_the_password_is_not_offered(app, person):
    browser = app.test_client()
    _sign_in(browser)
    assert browser.get("/sign-in/again").status_code == 404


def test_sign_in_is_a_page_alone_so_that_every_wrong_try_counts(app, person):
    wrong = {"email": EMAIL, "password": "không phải mật khẩu"}
    right = {"email": EMAIL, "password": PASSWORD}
    asked = {"Accept": "application/json"}
    told = app.test_client().post("/sign-in", data=wrong, headers=asked)
    assert (told.status_code, told.mimetype) == (200, "text/html")
    for address in ("/sign-in", "/sign-in?include_auth_token"):
        assert (
            b"token"
            not in app.test_client().post(address, json=right, headers=asked).data.split(b"csrf_token")[0]
        )


def test_no_page_of_signing_in_is_kept_by_a_browser_or_a_proxy(app):
    assert app.test_client().get("/sign-in").headers["Cache-Control"] == "no-store"
