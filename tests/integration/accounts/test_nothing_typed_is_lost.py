"""What was typed comes back: after a session that ended, from another browser, with the words and the version it was typed against."""

import html
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine

from app.accounts import commands
from app.accounts.domain import NewMembership, NewUser, Role
from app.accounts.kept import drafts
from app.accounts.models import FormDraft, UserSession
from app.core.clock import now
from app.core.database import db
from tests import factories

PASSWORD = "gạo trắng nước trong"
EMAIL = "nguyen.an@example.org"
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def clerk(council):
    user = commands.create_user(
        new=NewUser(email=EMAIL, full_name="Nguyễn Văn An"), password=PASSWORD, actor=None
    )
    commands.grant_membership(
        user=user, council_id=council.id, new=NewMembership(role=Role.CLERK), actor=None
    )
    return user


@pytest.fixture
def page(council):
    return f"/{council.slug}/sittings/new"


def _drafts():
    return db.session.scalars(db.select(FormDraft).order_by(FormDraft.id)).all()


def _sign_in(browser, **more):
    return browser.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}, **more)


def _carried(answer):
    """The form of the sign-in page, as a browser would send it."""
    page = answer.get_data(as_text=True)
    action = html.unescape(re.search(r'<form method="post"[^>]*action="([^"]+)"', page).group(1))
    kept = html.unescape(re.search(r'name="kept" value="([^"]*)"', page).group(1))
    return action, kept


def test_a_form_sent_after_the_session_ended_is_filled_again_after_signing_in(app, clerk, page):
    browser = app.test_client()
    _sign_in(browser)
    with time_machine.travel(now() + timedelta(hours=5)):
        answer = browser.post(
            page, data={"name": "Kỳ họp gõ một giờ <b>&", "opens_on": "32/13/2026"}, headers=HERE
        )
        assert answer.status_code == 401
        action, kept = _carried(answer)
        wrong = browser.post(action, data={"email": EMAIL, "password": "sai mật khẩu", "kept": kept})
        assert _carried(wrong) == (action, kept)
        signed_in = browser.post(action, data={"email": EMAIL, "password": PASSWORD, "kept": kept})
        assert signed_in.status_code == 302
        again = browser.get(signed_in.location).get_data(as_text=True)
        assert browser.get(page).status_code == 200
    assert "Kỳ họp gõ một giờ &lt;b&gt;&amp;" in again
    assert "32/13/2026" in again


def test_a_form_of_no_browser_that_was_ever_here_is_kept_the_same_way(app, clerk, page):
    answer = app.test_client().post(page, data={"name": "Kỳ họp"}, headers=HERE)
    assert answer.status_code == 401
    assert "Kỳ họp" in _carried(answer)[1]
    assert _drafts() == []


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null"])
def test_what_another_site_sends_is_not_kept(app, clerk, page, origin):
    answer = app.test_client().post(
        page, data={"name": "Kỳ họp"}, headers={"Origin": origin} if origin else {}
    )
    assert answer.status_code == 302
    assert "/sign-in" in answer.location


def test_a_password_is_never_kept(app, clerk):
    sent = {"current": PASSWORD, "new_password": "bốn từ không liên quan", "again": "bốn từ không liên quan"}
    answer = app.test_client().post("/password", data=sent, headers=HERE)
    assert answer.status_code == 302
    browser = app.test_client()
    _sign_in(browser)
    assert browser.post("/drafts", data={**sent, "draft_of": "/password"}).status_code == 422
    assert _drafts() == []


def test_a_form_open_longer_than_its_token_comes_back_filled(app, clerk, page):
    browser = app.test_client()
    _sign_in(browser)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = browser.post(page, data={"name": "Kỳ họp gõ lâu", "csrf_token": "old"}, headers=HERE)
        assert answer.status_code == 303
        assert "Kỳ họp gõ lâu" in browser.get(answer.location).get_data(as_text=True)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_a_draft_is_offered_where_it_was_typed_and_to_its_writer_alone(app, council, clerk, page, as_role):
    browser = app.test_client()
    _sign_in(browser)
    assert (
        browser.post("/drafts", data={"draft_of": page, "name": "Gõ dở", "csrf_token": "x"}).status_code
        == 204
    )
    (draft,) = _drafts()
    assert draft.content == {"name": ["Gõ dở"]}
    here, elsewhere = browser.get(page), as_role("clerk").get(page)
    assert "data-kept" in here.get_data(as_text=True)
    assert 'value="Gõ dở"' not in here.get_data(as_text=True)
    assert "data-kept" not in elsewhere.get_data(as_text=True)
    assert 'value="Gõ dở"' not in as_role("clerk").get(f"{page}?restored={page}").get_data(as_text=True)
    assert 'value="Gõ dở"' in browser.get(f"{page}?restored={page}").get_data(as_text=True)


def test_a_draft_is_forgotten_when_its_form_is_carried_out_and_not_when_it_is_refused(app, clerk, page):
    browser = app.test_client()
    _sign_in(browser)
    typed = {"draft_of": page, "name": "Kỳ họp thứ Năm"}
    browser.post("/drafts", data=typed)
    refused = browser.post(page, data={"name": "Kỳ họp thứ Năm", "form_token": "t" * 20})
    assert (refused.status_code, len(_drafts())) == (422, 1)
    assert "saved-form" not in str(refused.headers)
    saved = browser.post(page, data={**sitting_of(browser, page), "form_token": "t" * 20})
    assert (saved.status_code, _drafts()) == (302, [])
    assert unquote(browser.get_cookie("saved-form").value) == page


def sitting_of(browser, page):
    from app.council.models import Term

    term = db.session.scalars(db.select(Term)).first()
    return {
        "name": "Kỳ họp thứ Năm",
        "kind": "regular_mid_year",
        "opens_on": "07/07/2026",
        "term_id": term.id,
    }


@pytest.fixture(autouse=True)
def term(council):
    return factories.make_term(council.id)


def test_the_version_a_draft_was_typed_against_comes_back_with_it(app, council, clerk):
    sitting = factories.make_sitting(council.id)
    page = f"/{council.slug}/sittings/{sitting.id}/edit"
    browser = app.test_client()
    _sign_in(browser)
    browser.post("/drafts", data={"draft_of": page, "name": "Gõ dở", "version": "1"})
    sitting.name = "Tên người khác đặt"
    db.session.flush()
    again = browser.get(f"{page}?restored={page}").get_data(as_text=True)
    assert re.search(r'name="version"[^>]*value="1"', again)


@pytest.mark.parametrize(
    "wrong",
    [
        {"draft_of": "//evil.example", "name": "x"},
        {"draft_of": "https://evil.example/", "name": "x"},
        {"draft_of": "/" + "a" * 300, "name": "x"},
        {"draft_of": "", "name": "x"},
        {"draft_of": "/a", "name": ""},
        {"draft_of": "/a", "name": "x" * 200_001},
    ],
)
def test_what_is_no_draft_is_not_kept(app, clerk, wrong):
    browser = app.test_client()
    _sign_in(browser)
    assert browser.post("/drafts", data=wrong).status_code == 422
    assert _drafts() == []


def test_letters_a_database_cannot_hold_do_not_stand_in_the_way_of_a_draft(app, clerk):
    browser = app.test_client()
    _sign_in(browser)
    assert (
        browser.post(
            "/drafts", data={"draft_of": "/a", "name": "a\x00b\ud800".encode("utf-8", "surrogatepass")}
        ).status_code
        == 204
    )
    assert _drafts()[0].content["name"][0].startswith("ab")


def test_a_person_keeps_the_newest_forty_drafts(app, clerk):
    for number in range(43):
        with time_machine.travel(now() + timedelta(seconds=number), tick=False):
            drafts.keep(user_id=clerk.id, typed=drafts.Typed(f"/{number}", {"name": ["x"]}))
    assert [draft.address for draft in _drafts()] == [f"/{number}" for number in range(3, 43)]


def test_old_drafts_go_at_the_next_sign_in_whoevers_it_is(app, clerk):
    drafts.keep(user_id=clerk.id, typed=drafts.Typed("/cu", {"name": ["x"]}))
    _drafts()[0].saved_at = now() - timedelta(days=31)
    drafts.keep(user_id=clerk.id, typed=drafts.Typed("/moi", {"name": ["x"]}))
    _sign_in(app.test_client())
    db.session.expire_all()
    assert [draft.address for draft in _drafts()] == ["/moi"]


@pytest.mark.parametrize(
    "forged",
    ["", "{", "[]", "null", '{"words": 1}', '{"address": "//e", "words": {"a": ["b"]}}', "[" * 50_000],
)
def test_what_the_sign_in_page_did_not_write_is_thrown_away(app, clerk, forged):
    answer = app.test_client().post("/sign-in", data={"email": EMAIL, "password": PASSWORD, "kept": forged})
    assert answer.status_code == 302
    assert _drafts() == []


def test_a_session_ends_when_idle_and_when_old_however_busy(app, clerk):
    busy, idle = app.test_client(), app.test_client()
    for browser in (busy, idle):
        _sign_in(browser)
    start = now()
    for hours in (3, 6, 9, 11.9):
        with time_machine.travel(start + timedelta(hours=hours)):
            assert busy.get("/profile").status_code == 200
    with time_machine.travel(start + timedelta(hours=4.1)):
        assert idle.get("/profile").status_code == 302
    with time_machine.travel(start + timedelta(hours=12.1)):
        assert busy.get("/profile").status_code == 302


def test_a_cookie_made_before_signing_in_is_worth_nothing_after(app, clerk):
    victim, thief = app.test_client(), app.test_client()
    victim.get("/sign-in")
    fixed = victim.get_cookie("soloihua").value
    _sign_in(victim)
    thief.set_cookie("soloihua", fixed)
    assert victim.get_cookie("soloihua").value != fixed
    assert thief.get("/profile").status_code == 302
    assert len(db.session.scalars(db.select(UserSession)).all()) == 1
