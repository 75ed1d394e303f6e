"""Slow work keeps nobody else from writing, and a database that does not answer is told as such."""

import io
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from app.core.database import db
from tests import factories
from tests.conftest import database_address, make_app
from tests.integration.imports.sheets import workbook


@pytest.fixture
def embedded(tmp_path):
    """A clerk's browser, their council's slug and the file of an embedded database with real commits."""
    app = make_app(database_address("sqlite", f"waiting_{tmp_path.name}"))
    with app.app_context():
        council = factories.make_council()
        browser = factories.browser_of(app, factories.make_user("clerk", council_id=council.id))
        slug, file = council.slug, db.engine.url.database
        db.session.commit()
        db.session.remove()
        yield browser, slug, file
        db.session.remove()
        db.engine.dispose()


def test_others_write_while_a_sheet_is_read(embedded, monkeypatch):
    browser, slug, file = embedded
    wrote = []

    def slowly(_content):
        with sqlite3.connect(file, timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")
            wrote.append(True)

    monkeypatch.setattr("app.imports.views.read_workbook", slowly)
    sent = browser.post(f"/{slug}/register/import", data={"file": (io.BytesIO(workbook()), "sổ.xlsx")})
    assert sent.status_code == 302
    assert wrote == [True]


def test_a_database_that_does_not_answer_is_a_page_that_asks_to_come_back(as_role, council, monkeypatch):
    browser = as_role("clerk")

    def locked(**_values):
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr("app.sittings.commands.add_sitting", locked)
    term = factories.make_term(council.id)
    answered = browser.post(
        f"/{council.slug}/sittings/new", data={"term_id": term.id, "name": "Kỳ họp thứ 9", "kind": "thematic"}
    )
    assert answered.status_code == 503
