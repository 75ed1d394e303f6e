"""Slow work keeps nobody else from writing, and a database that does not answer is told as such."""

import io
import sqlite3

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from app.core.database import db
from app.core.tenancy import scoped_to
from app.council.queries import find_council
from app.evidence.models import EvidenceFile
from app.monitoring.models import Assessment
from tests import factories
from tests.conftest import database_address, make_app
from tests.integration.imports.sheets import workbook
from tests.unit.evidence.test_checks import pdf


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


def test_others_write_while_a_file_handed_in_is_looked_at(embedded, monkeypatch):
    browser, slug, file = embedded
    council_id = find_council(slug).id
    with scoped_to(council_id):
        pledge = factories.make_pledge(council_id)
        factories.adopt(pledge)
        round_ = factories.make_round(council_id, status="assessing")
        row = factories._save(Assessment(round_id=round_.id, pledge_id=pledge.id))
    db.session.commit()
    wrote = []

    def slowly(content, _kind):
        with sqlite3.connect(file, timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")
            wrote.append(True)
        return content, False

    monkeypatch.setattr("app.evidence.checks._looked_at", slowly)
    sent = {
        "report-state": "in_progress",
        "report-reported_on": "10/07/2026",
        "report-text": "Đã khởi công.",
        "report-evidence": (io.BytesIO(pdf()), "a.pdf"),
    }
    assert browser.post(f"/{slug}/rounds/rows/{row.id}/report", data=sent).status_code in {302, 422}
    assert wrote == [True]
    with scoped_to(council_id):
        assert db.session.scalars(sa.select(EvidenceFile.name)).all() == ["a.pdf"]


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
