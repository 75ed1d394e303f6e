"""A paper is printed while others write; what was printed of a register that changed meanwhile is not issued."""

import sqlite3
from datetime import date

import pytest

from app.core.database import db
from app.core.pdf import RenderedPdf
from app.core.storage import sha256_of
from tests import factories
from tests.conftest import database_address, make_app

MEANT = "Thống nhất ban hành như đã hứa."


@pytest.fixture
def embedded(tmp_path):
    """The chair's browser, the address of adopting a draft, and the file of an embedded database with real commits."""
    app = make_app(database_address("sqlite", f"printing_{tmp_path.name}"))
    with app.app_context():
        council = factories.make_council()
        pledge = factories.make_pledge(council.id)
        draft = factories.make_resolution(
            council.id, session=pledge.session, number="95/NQ-HĐND", title="T", adopted_on=date(2026, 7, 10), signer_name="A"
        )  # fmt: skip
        user = factories.make_user("standing_committee", council_id=council.id)
        browser = factories.browser_of(app, user)
        address, file = f"/{council.slug}/resolutions/{draft.id}/adopt", db.engine.url.database
        db.session.commit()
        db.session.remove()
        yield browser, address, file
        db.session.remove()
        db.engine.dispose()


def adopt(embedded, monkeypatch, meanwhile):
    browser, address, file = embedded

    def slowly(_template, document, *, title):
        with sqlite3.connect(file, timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute(meanwhile)
        content = f"{title}{document!r}".encode()
        return RenderedPdf(content, 1, sha256_of(content))

    monkeypatch.setattr("app.documents.printing.render_pdf", slowly)
    return browser.post(address, data={"gaps_confirmation": MEANT})


def test_others_write_while_a_paper_is_printed(embedded, monkeypatch):
    done = adopt(embedded, monkeypatch, "UPDATE terms SET years = '2021 - 2026'")
    assert done.status_code == 302


def test_a_paper_whose_words_changed_while_it_was_printed_is_not_issued(embedded, monkeypatch):
    refused = adopt(embedded, monkeypatch, "UPDATE pledges SET words = 'Lời khác'")
    assert refused.status_code == 422
    assert "vừa được người khác thay đổi" in refused.text
    with sqlite3.connect(embedded[2]) as other:
        assert other.execute("SELECT count(*) FROM issued_documents").fetchone() == (0,)
        assert other.execute("SELECT status FROM resolutions").fetchone() == ("draft",)
