"""The second factor: set up, given, used once, lost; and guessing slowed down by the database."""

import html
import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.accounts import commands, guessing, queries
from app.accounts.domain import NewMembership, NewUser, Role, password_problem
from app.accounts.factor import codes
from app.accounts.factor import commands as factor
from app.accounts.models import SignInFailure
from app.audit.models import AuditEntry
from app.core.database import db
from tests import factories

PASSWORD = "gạo trắng nước trong"
EMAIL = "nguyen.an@example.org"
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


@pytest.fixture
def chair(council):
    user = commands.create_user(
        new=NewUser(email=EMAIL, full_name="Nguyễn Văn An"), password=PASSWORD, actor=None
    )
    commands.grant_membership(
        user=user, council_id=council.id, new=NewMembership(role=Role.STANDING_COMMITTEE), actor=None
    )
    return user


@pytest.fixture
def required(app):
    app.config["SECOND_FACTOR_REQUIRED"] = True
    yield
    app.config["SECOND_FACTOR_REQUIRED"] = False


def _sign_in(browser, password=PASSWORD, email=EMAIL):
    return browser.post("/sign-in", data={"email": email, "password": password})


def _code(secret, shift=0):
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=shift), tick=False):
        return codes.codes().generate_totp_password(secret)


def _set_up(browser):
    """Through the page; the secret and the recovery codes."""
    page = browser.get("/second-factor/set-up").get_data(as_text=True)
    assert "<svg" in page
    with browser.session_transaction() as session:
        secret = session["factor-pending"]
    assert codes.codes().get_totp_pretty_key(secret) in page
    done = browser.post("/second-factor/set-up", data={"code": _code(secret), "password": PASSWORD})
    found = re.findall(r"<li><code>([0-9a-f-]{19})</code>", done.get_data(as_text=True))
    assert len(found) == 10
    return secret, found


@pytest.fixture
def secret(app, chair, clock):
    found, _recovery = _set_up_by(app)
    clock.shift(120)
    return found


def _set_up_by(app):
    browser = app.test_client()
    _sign_in(browser)
    return _set_up(browser)


def _half_in(app):
    browser = app.test_client()
    _sign_in(browser)
    return browser


def test_whoever_set_it_up_gets_nowhere_by_the_password_alone(app, chair, council, secret):
    browser = _half_in(app)
    for address in (
        f"/{council.slug}/",
        f"/{council.slug}/register",
        "/profile",
        "/password",
        "/second-factor/set-up",
        "/second-factor/off",
    ):
        assert browser.get(address).location.startswith("/second-factor?"), address
    for address in ("/password", "/second-factor/set-up", "/second-factor/off", "/drafts"):
        assert browser.post(address).location.startswith("/second-factor?"), address
    target = browser.get(f"/{council.slug}/register?q=a").location
    given = browser.post(html.unescape(target), data={"code": _code(secret)})
    assert given.location == f"/{council.slug}/register?q=a"
    assert browser.get(f"/{council.slug}/register").status_code == 200


def test_a_code_is_good_once_even_in_another_browser_and_with_spaces(app, secret):
    code = _code(secret)
    first, second = _half_in(app), _half_in(app)
    assert first.post("/second-factor", data={"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    for again in (code, f"{code[:3]} {code[3:]}", f"{code}  "):
        assert second.post("/second-factor", data={"code": again}).status_code == 422


@pytest.mark.parametrize(
    ("shift", "status"), [(-90, 422), (-60, 422), (-30, 302), (0, 302), (30, 302), (90, 422)]
)
def test_a_code_of_one_step_ago_is_right_and_one_of_two_steps_ago_is_not(app, secret, shift, status):
    assert _half_in(app).post("/second-factor", data={"code": _code(secret, shift)}).status_code == status


@pytest.mark.parametrize("code", ["", "000000", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "x" * 41, "\x00"])
def test_what_is_no_code_is_refused_beside_the_field(app, secret, code):
    answer = _half_in(app).post("/second-factor", data={"code": code})
    assert answer.status_code == 422
    assert 'id="code-error"' in answer.get_data(as_text=True)


def test_a_recovery_code_is_good_once_and_stored_as_a_mark_alone(app, chair, clock):
    _secret, recovery = _set_up_by(app)
    assert not set(recovery) & set(chair.mf_recovery_codes)
    clock.shift(120)
    assert (
        _half_in(app).post("/second-factor", data={"code": recovery[0].upper().replace("-", " ")}).status_code
        == 302
    )
    assert _half_in(app).post("/second-factor", data={"code": recovery[0]}).status_code == 422
    assert _half_in(app).post("/second-factor", data={"code": recovery[1]}).status_code == 302


def test_setting_up_needs_the_password_and_a_right_code(app, chair):
    browser = _half_in(app)
    browser.get("/second-factor/set-up")
    with browser.session_transaction() as session:
        secret = session["factor-pending"]
    for wrong in (
        {"code": _code(secret), "password": "không đúng đâu"},
        {"code": "000000", "password": PASSWORD},
    ):
        assert browser.post("/second-factor/set-up", data=wrong).status_code == 422
    assert queries.find_user(EMAIL).tf_totp_secret is None


def test_setting_up_signs_every_other_browser_out_and_the_secret_is_stored_encrypted(app, chair):
    other = _half_in(app)
    _set_up_by(app)
    assert other.get("/profile").status_code == 302
    assert '"ckey"' in chair.tf_totp_secret.replace("enckey", "ckey")


def test_where_it_is_required_those_who_decide_get_no_further_than_setting_it_up(
    app, council, chair, required
):
    browser = _half_in(app)
    assert browser.get(f"/{council.slug}/").location == "/second-factor/set-up"
    _set_up(browser)
    assert browser.get(f"/{council.slug}/").status_code == 200
    assert browser.get("/second-factor/off").location == "/profile"


def test_where_it_is_required_a_clerk_works_without(council, as_role, required):
    assert as_role("clerk").get(f"/{council.slug}/").status_code == 200


def test_until_it_is_required_it_is_advised_and_may_wait(council, as_role):
    told = "/second-factor/set-up"
    assert told in as_role("administrator").get(f"/{council.slug}/").get_data(as_text=True)
    assert told not in as_role("clerk").get(f"/{council.slug}/").get_data(as_text=True)


def test_the_administrator_takes_a_lost_phones_factor_away_with_a_line_in_the_log(
    app, council, chair, secret, as_role
):
    there = _half_in(app)
    administrator = as_role("administrator")
    page = f"/{council.slug}/accounts/{chair.id}"
    assert "Mất điện thoại" in administrator.get(page).get_data(as_text=True)
    assert administrator.get(f"{page}/second-factor").status_code == 200
    assert administrator.post(f"{page}/second-factor").status_code == 302
    assert there.get("/second-factor").status_code == 302
    assert _half_in(app).get("/profile").status_code == 200
    told = [
        entry.details
        for entry in db.session.scalars(db.select(AuditEntry))
        if "second_factor" in entry.details
    ]
    assert [each["second_factor"] for each in told] == ["set up", "reset"]


def test_it_is_turned_off_by_the_password_alone_where_it_is_not_required(app, chair, secret):
    browser = _half_in(app)
    browser.post("/second-factor", data={"code": _code(secret)})
    assert browser.post("/second-factor/off", data={"password": "không đúng đâu"}).status_code == 422
    assert browser.post("/second-factor/off", data={"password": PASSWORD}).status_code == 302
    assert _half_in(app).get("/profile").status_code == 200


def test_the_operator_takes_the_only_administrators_factor_away(app, chair, secret):
    factor.reset_by_operator(user=chair)
    assert _half_in(app).get("/profile").status_code == 200


def test_ten_wrong_codes_are_enough_for_a_while_whatever_the_password(app, chair, secret, clock):
    for _try in range(10):
        assert _half_in(app).post("/second-factor", data={"code": "000000"}).status_code == 422
    assert _half_in(app).post("/second-factor", data={"code": _code(secret)}).status_code == 429
    clock.shift(15 * 60 + 1)
    assert _half_in(app).post("/second-factor", data={"code": _code(secret)}).status_code == 302


def test_guessing_one_address_blocks_it_in_every_worker_and_no_other(app, council, chair, clock):
    for number in range(10):
        assert _sign_in(app.test_client(), password=f"sai lần thứ {number}").status_code == 200
    assert _sign_in(app.test_client()).status_code == 429
    db.session.expire_all()
    assert db.session.query(SignInFailure).count() == 10
    commands.create_user(new=NewUser(email="b@example.org", full_name="B"), password=PASSWORD, actor=None)
    assert _sign_in(app.test_client(), email="b@example.org").status_code == 302
    clock.shift(15 * 60 + 1)
    assert _sign_in(app.test_client()).status_code == 302
    assert db.session.query(SignInFailure).count() == 0


def test_an_address_nobody_has_is_blocked_alike(app, council):
    answers = [_sign_in(app.test_client(), email="ai.do@example.org").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert "ai.do" not in str(db.session.scalars(db.select(SignInFailure.whose)).all())


def test_a_new_password_from_the_administrator_ends_the_waiting(app, council, chair):
    for _try in range(10):
        guessing.note_failure(guessing.password_of(EMAIL))
    fresh = commands.reset_password(user=chair, council_id=council.id, actor=None)
    assert _sign_in(app.test_client(), password=fresh).status_code == 302


@pytest.mark.parametrize("password", ["q1w2e3r4t5", "Password123", "1029384756"])
def test_the_most_used_passwords_are_refused(password):
    assert password_problem(password, email=EMAIL)


def test_a_password_typed_on_another_keyboard_is_the_same_and_an_endless_one_is_none(app, chair):
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD
    assert _sign_in(app.test_client(), password=decomposed).status_code == 302
    assert _sign_in(app.test_client(), password="x" * 100_000).status_code == 413
    assert _sign_in(app.test_client(), password="x" * 800).status_code == 200


def test_a_closed_account_and_a_lost_role_weaken_open_sessions_at_once(app, council, chair):
    browser = _half_in(app)
    (held,) = queries.memberships_in(council_id=council.id, user_id=chair.id)
    commands.end_membership(membership=held, actor=None)
    assert browser.get(f"/{council.slug}/").status_code == 404
    factories.make_user("administrator", council_id=council.id)
    chair.active = False
    db.session.flush()
    assert browser.get("/profile").status_code == 302
