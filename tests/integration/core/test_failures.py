"""Every refusal is a page in the reader's language that leads on, names its request and gives back what was typed."""

import errno

import pytest
from flask import abort
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from tests import factories
from tests.conftest import database_address, make_app

CODES = {
    400: "", 403: "quyền", 404: "Không", 405: "", 409: "", 413: "lớn", 422: "", 429: "", 500: "", 503: "tạm thời",
}  # fmt: skip
WORDS = "Xây xong cầu <b>Suối Vui</b> & đường dẫn"


def sitting(council, **values):
    return {"term_id": factories.make_term(council.id).id, "name": WORDS, "kind": "thematic", **values}


def fail_with(monkeypatch, error):
    def fail(**_values):
        raise error

    monkeypatch.setattr("app.sittings.commands.add_sitting", fail)


@pytest.mark.parametrize("code", CODES)
def test_each_error_says_in_vietnamese_what_to_do_next(as_role, council, monkeypatch, code):
    clerk = as_role("clerk")

    def refuse(**_values):
        abort(code)

    monkeypatch.setattr("app.sittings.commands.add_sitting", refuse)
    answered = clerk.post(f"/{council.slug}/sittings/new", data=sitting(council))
    assert answered.status_code == code
    assert 'lang="vi"' in answered.text
    assert f"{code}" in answered.text
    assert answered.headers["X-Request-Id"] in answered.text
    assert 'href="/"' in answered.text
    heading = answered.text.partition("<h1>")[2].partition("</h1>")[0]
    assert CODES[code] in heading
    assert not heading.isascii()


@pytest.mark.parametrize(
    "error",
    [NoConnectionLeft("QueuePool limit"), OSError(errno.ENOSPC, "No space left on device")],
    ids=["no connection left", "disk full"],
)
def test_a_machine_without_room_asks_to_try_again_and_gives_the_text_back(
    as_role, council, monkeypatch, error
):
    fail_with(monkeypatch, error)
    answered = as_role("clerk").post(f"/{council.slug}/sittings/new", data=sitting(council))
    assert answered.status_code == 503
    assert answered.headers["Retry-After"] == "30"
    assert "Xây xong cầu &lt;b&gt;Suối Vui&lt;/b&gt; &amp; đường dẫn</textarea>" in answered.text


def test_only_a_form_of_our_own_may_be_sent_again_from_the_page_of_an_error(monkeypatch):
    fail_with(monkeypatch, OSError(errno.ENOSPC, "full"))
    app = make_app(database_address("sqlite", "sent_again"), WTF_CSRF_ENABLED=True)
    with app.app_context():
        council = factories.make_council()
        clerk = factories.browser_of(app, factories.make_user("clerk", council_id=council.id))
        data, path = sitting(council), f"/{council.slug}/sittings/new"
        foreign = clerk.post(path, data=data)
        assert foreign.status_code == 400
        assert 'class="send-again"' not in foreign.text
        token = (
            clerk.get(path).text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
        )
        own = clerk.post(path, data={**data, "csrf_token": token})
        assert own.status_code == 503
        assert 'class="send-again"' in own.text
        assert 'name="kind" value="thematic"' in own.text
        app.extensions["sqlalchemy"].engine.dispose()


def test_what_was_typed_to_sign_in_is_never_shown_again(app, monkeypatch):
    def fail(*_values, **_named):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setitem(app.view_functions, "security.login", fail)
    typed = {"email": "nguyễn văn a@example.org", "password": "mật khẩu có dấu cách"}
    answered = app.test_client().post("/sign-in", data=typed)
    assert answered.status_code == 503
    assert "mật khẩu có dấu cách" not in answered.text
    assert "example.org" not in answered.text
