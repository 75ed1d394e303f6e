"""A database that is locked, full or away: a page that says so, with the text kept; then work goes on by itself."""

import re
import resource
import sqlite3
from html import unescape

import psycopg
import pytest

from app.core import database
from tests.conftest import database_address, make_app
from tests.faults.scene import make_scene, pledge, sit_down
from tests.faults.servers import Server
from tests.postgres import start_server

WORDS = "Khắc phục xong tuyến kè <giáp ranh> thôn Mè Thượng & thôn Núp"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def look_at_refusal(answer, server):
    """The page of a refusal: what was typed is on it, and the log tells of it by the same number."""
    assert answer.status == 503, "".join(server.said)
    page = unescape(answer.text)
    assert "Sổ tạm thời chưa phản hồi được" in page
    assert WORDS in page
    assert answer.request_id in page
    told = server.lines_about(answer.request_id)
    assert any("OperationalError" in line for line in told), told
    assert not any("Mè Thượng" in line for line in server.said)


def send_again(browser, path, refused):
    """Press the button on the page of the refusal."""
    form = refused.text.partition('class="send-again"')[2].partition("</form>")[0]
    fields = [(unescape(name), unescape(value)) for name, value in HIDDEN.findall(form)]
    assert dict(fields)["words"] == WORDS
    return browser.post(path, [(name, value) for name, value in fields if name != "csrf_token"])


@pytest.fixture
def embedded(tmp_path):
    """A served embedded database, with an application of our own at the same file."""
    app = make_app(database_address("sqlite", f"outage_{tmp_path.name}"))
    server = Server(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    yield app, server
    server.kill()
    with app.app_context():
        database.db.engine.dispose()


def test_a_full_disk_is_told_and_the_same_form_is_saved_when_there_is_room(embedded):
    app, server = embedded
    scene = make_scene(app)
    server.start()
    clerk = sit_down(app, scene, "clerk", port=server.port)
    path = scene.path(f"answers/{scene.answer_ids[0]}/pledges/new")
    clerk.get(path)
    server.may_write(4096)
    refused = clerk.post(path, pledge(WORDS))
    look_at_refusal(refused, server)
    assert clerk.get(scene.path("register")).status == 200
    server.may_write(resource.RLIM_INFINITY)
    assert send_again(clerk, path, refused).status == 302
    assert WORDS in unescape(clerk.get(scene.path(f"sessions/{scene.session_id}")).text)
    clerk.close()


def test_a_database_locked_by_another_program_is_told_and_reading_goes_on(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(database, "LONGEST_WAIT", 200)
    app = make_app(database_address("sqlite", f"locked_{tmp_path.name}"))
    scene = make_scene(app)
    clerk = sit_down(app, scene, "clerk", port=0)
    browser = app.test_client()
    browser.set_cookie("soloihua", clerk.cookie, domain="localhost")
    path = scene.path(f"answers/{scene.answer_ids[0]}/pledges/new")
    with app.app_context():
        file = database.db.engine.url.database
        with sqlite3.connect(file) as other:
            other.execute("BEGIN IMMEDIATE")
            refused = browser.post(path, data=pledge(WORDS))
            assert browser.get(scene.path("register")).status_code == 200
            assert browser.get(scene.path("register")).status_code == 200
        other.close()
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "30"
        assert WORDS in unescape(refused.text)
        assert refused.headers["X-Request-Id"] in refused.text
        assert "the database did not answer" in caplog.text
        assert browser.post(path, data=pledge(WORDS)).status_code == 302
        database.db.session.remove()
        database.db.engine.dispose()


def test_a_database_server_that_goes_away_is_told_and_found_again(tmp_path):
    postgres = start_server()
    try:
        with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE away TEMPLATE template0 ENCODING 'UTF8'")
        app = make_app(postgres.get_uri("away").replace("postgresql://", "postgresql+psycopg://"))
        scene = make_scene(app)
        server = Server(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
        server.start()
        clerk = sit_down(app, scene, "clerk", port=server.port)
        with app.app_context():
            database.db.engine.dispose()
        path = scene.path(f"answers/{scene.answer_ids[0]}/pledges/new")
        clerk.get(path)
        postgres.stop()
        refused = clerk.post(path, pledge(WORDS))
        look_at_refusal(refused, server)
        assert clerk.get("/healthz").status == 503
        postgres.ensure_postgres_running()
        assert send_again(clerk, path, refused).status == 302
        assert clerk.get("/healthz").status == 200
        clerk.close()
        server.kill()
    finally:
        postgres.cleanup()
