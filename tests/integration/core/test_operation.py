"""Serving: metrics for those who hold the token, static files that stay in the browser, proxies that are believed only when set."""

import gzip

import pytest

from app.config import ROOT
from app.core.deployment import refusals, shortcomings
from app.core.static import served_quickly, static_address

KEY = "Rk3vT9qWz1LmX7pYc5sD2fGh8jKb4nQa6uEt0iOo"


@pytest.fixture
def settings(app):
    """The settings of the application, put back afterwards."""
    before = dict(app.config)
    yield app.config
    app.config.clear()
    app.config.update(before)


def test_there_are_no_metrics_unless_a_token_is_set(app, settings):
    settings["METRICS_TOKEN"] = ""
    assert app.test_client().get("/metrics").status_code == 404
    settings["METRICS_TOKEN"] = "một mã dài"
    assert app.test_client().get("/metrics").status_code == 403
    assert app.test_client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


def test_metrics_count_routes_and_name_no_address(monkeypatch, tmp_path):
    from app import create_app

    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    served = create_app({"METRICS_TOKEN": "token", "SQLALCHEMY_DATABASE_URI": "sqlite://"})
    browser = served.test_client()
    browser.get("/sign-in?next=/ten-rieng")
    browser.open("/mot-dia-chi-la", method="TROM")
    told = browser.get("/metrics", headers={"Authorization": "Bearer token"}).text
    assert 'so_loi_hua_requests_total{method="GET",route="/sign-in",status="200"}' in told
    for private in ("ten-rieng", "mot-dia-chi-la", "TROM"):
        assert private not in told


def test_static_files_are_kept_for_good_and_sent_compressed(app):
    before = app.wsgi_app
    try:
        with served_quickly(app):
            browser = app.test_client()
            address = f"{static_address()}/css/app.css"
            assert address in browser.get("/sign-in").text
            sent = browser.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True)
            assert "immutable" in sent.headers["Cache-Control"]
            assert sent.headers["X-Content-Type-Options"] == "nosniff"
            assert gzip.decompress(sent.data) == (ROOT / "app/static/css/app.css").read_bytes()
            assert browser.get(address, buffered=True).data == (ROOT / "app/static/css/app.css").read_bytes()
            bootstrap = browser.get(f"/bootstrap{static_address()}/css/bootstrap.min.css", buffered=True)
            assert "immutable" in bootstrap.headers["Cache-Control"]
    finally:
        app.wsgi_app = before


def test_a_full_disk_at_start_leaves_static_files_uncompressed(app, monkeypatch):
    def full(*_args, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.core.static.shutil.copytree", full)
    with served_quickly(app):
        assert app.test_client().get(f"{static_address()}/css/app.css", buffered=True).status_code == 200


@pytest.mark.parametrize("key", ["", "secret", "change-me", "a" * 60, "abcabcabc" * 8])
def test_a_key_that_can_be_guessed_is_refused(app, settings, tmp_path, key):
    settings.update(INSTANCE_DIR=tmp_path, FILES_DIR=tmp_path, SECRET_KEY=key)
    [reason] = refusals(app)
    assert "SECRET_KEY" in reason


def test_an_installation_others_can_look_into_is_refused(app, settings, tmp_path):
    settings.update(INSTANCE_DIR=tmp_path, FILES_DIR=tmp_path, SECRET_KEY=KEY)
    assert refusals(app) == []
    tmp_path.chmod(0o755)
    [reason] = refusals(app)
    assert str(tmp_path) in reason


def test_what_an_office_needs_beyond_that_is_named_setting_by_setting(app, settings, tmp_path):
    settings.update(
        INSTANCE_DIR=tmp_path,
        FILES_DIR=tmp_path,
        SECRET_KEY=KEY,
        TRUSTED_HOSTS=["localhost"],
        LOG_LEVEL="DEBUG",
    )
    told = " ".join(shortcomings(app))
    for name in ("TRUSTED_HOSTS", "HTTPS", "PUBLIC_URL", "LOG_LEVEL"):
        assert name in told
    settings.update(
        TRUSTED_HOSTS=["loihua.example.gov.vn"],
        SESSION_COOKIE_SECURE=True,
        PUBLIC_URL="https://loihua.example.gov.vn",
        LOG_LEVEL="INFO",
    )
    assert shortcomings(app) == []


def test_the_check_before_deploying_ends_with_status_1_and_the_reasons(app, settings, tmp_path):
    tmp_path.chmod(0o755)
    settings.update(INSTANCE_DIR=tmp_path, FILES_DIR=tmp_path, SECRET_KEY="dev")
    checked = app.test_cli_runner().invoke(args=["check-deploy"])
    assert checked.exit_code == 1
    assert "SECRET_KEY" in checked.stderr


@pytest.mark.parametrize(
    ("proxies", "address", "scheme"), [("0", "127.0.0.1", "http"), ("1", "203.0.113.9", "https")]
)
def test_a_proxy_is_believed_only_when_it_is_set(monkeypatch, tmp_path, proxies, address, scheme):
    from flask import request

    from app.serve import production

    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    monkeypatch.setenv("PROXIES", proxies)
    monkeypatch.setattr("app.serve.configure_logs", lambda **_settings: None)
    app = production()
    seen = []
    app.before_request(lambda: seen.append((request.remote_addr, request.scheme)))
    forwarded = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "https"}
    app.test_client().get("/sign-in", headers=forwarded)
    assert seen == [(address, scheme)]
