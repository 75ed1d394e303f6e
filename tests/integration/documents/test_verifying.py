"""The public page of a paper: found by the code on it, without signing in, writing nothing."""

import io
import os

import pytest
import sqlalchemy as sa

from app.accounts.security import limiter
from app.core import storage
from app.core.database import db
from app.documents import queries, replacing
from app.documents.printing import print_papers
from tests import factories
from tests.conftest import database_address, make_app
from tests.integration.documents.test_correcting import correct
from tests.integration.documents.test_replacing import new, replace

TASKS = "Giao các cơ quan thực hiện đúng các nội dung cam kết."


@pytest.fixture
def visitor(app):
    return app.test_client()


def test_anybody_sees_number_day_body_checksum_and_pages(adopt, council, visitor):
    (appendix,) = adopt("95")
    page = visitor.get(f"/verify/{appendix.code}")
    assert page.status_code == 200
    for said in ("95/NQ-HĐND", "10/07/2026", council.name, appendix.sha256, "chưa có văn bản nào thay thế"):
        assert said in page.text


def test_the_code_is_found_however_it_is_typed(adopt, visitor):
    (appendix,) = adopt("95")
    typed = f"{appendix.code[:5].lower()}-{appendix.code[5:].lower()} "
    asked = visitor.get("/verify", query_string={"code": typed})
    assert asked.location == f"/verify/{appendix.code}"
    assert visitor.get(f"/verify/{typed.strip()}").status_code == 200


@pytest.mark.parametrize("code", ["AAAAAAAAAA", "x", "<script>", "U" * 200])
def test_an_unknown_code_is_a_helpful_404(app, visitor, code):
    page = visitor.get(f"/verify/{code}")
    assert page.status_code == 404
    assert "Tra cứu văn bản" in page.text
    assert "<script>alert" not in page.text
    assert visitor.get("/verify", query_string={"code": code}).status_code in {302, 404}


def test_a_paper_that_was_replaced_or_corrected_says_so_and_leads_on(adopt, council, visitor):
    (appendix,) = adopt("95")
    letter = correct(appendix, council)
    newer = replace(appendix, new(number="95"))
    page = visitor.get(f"/verify/{appendix.code}").text
    assert "đã được thay thế bằng" in page
    assert f"/verify/{newer.code}" in page
    assert f"/verify/{letter.code}" in page
    assert f"/verify/{appendix.code}" in visitor.get(f"/verify/{newer.code}").text


def test_the_page_names_no_person(adopt, council, visitor):
    chair = factories.make_user("standing_committee", council_id=council.id, full_name="Trần Thị Ban Hành")
    document = queries.get_document(adopt("95", text=TASKS)[0].id)
    wanted = new()
    printed = print_papers(replacing.gather_replacement(document=document, new=wanted))
    issued = replacing.replace_document(document=document, new=wanted, printed=printed, actor=chair)
    page = visitor.get(f"/verify/{issued.code}").text
    assert "Trần Thị Ban Hành" not in page
    assert "Người ký khác" not in page


@pytest.mark.usefixtures("numbers_later")
def test_a_number_to_come_is_said_as_such(adopt, visitor):
    assert "chưa cấp" in visitor.get(f"/verify/{adopt('')[0].code}").text


def test_a_file_is_compared_and_nothing_of_it_is_kept(adopt, app, visitor):
    (appendix,) = adopt("95")
    stored = storage.load("issued", appendix.sha256)
    kept = sorted(app.config["FILES_DIR"].rglob("*"))
    address = f"/verify/{appendix.code}"
    same = visitor.post(address, data={"file": (io.BytesIO(stored), "nghị quyết.pdf")})
    other = visitor.post(address, data={"file": (io.BytesIO(stored + b" "), "a.pdf")})
    none = visitor.post(address, data={})
    assert "trùng khớp hoàn toàn" in same.text
    assert "không trùng với tệp đang lưu" in other.text
    assert (same.status_code, other.status_code, none.status_code) == (200, 200, 422)
    assert sorted(app.config["FILES_DIR"].rglob("*")) == kept


def test_a_comparison_takes_nobodys_turn_to_write(tmp_path):
    app = make_app(database_address("sqlite", f"verify_{tmp_path.name}"))
    begun = []
    with app.app_context():
        sa.event.listen(
            db.engine, "before_cursor_execute", lambda _c, _u, statement, *_: begun.append(statement)
        )
        page = app.test_client().post("/verify/AAAAAAAAAA", data={"file": (io.BytesIO(b"%PDF-"), "a.pdf")})
        db.engine.dispose()
    assert page.status_code == 404
    assert any(statement.startswith("SELECT") for statement in begun)
    assert not any(
        statement.startswith(("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE")) for statement in begun
    )


@pytest.fixture
def limited():
    """A browser of an application with its brakes on, as it runs in production."""
    app = make_app(database_address("sqlite", f"guessing_{os.getpid()}"), RATELIMIT_ENABLED=True)
    with app.app_context():
        yield app.test_client()
        db.session.remove()
        db.engine.dispose()
    limiter.reset()
    limiter.enabled = False  # the one limiter serves every application of the test run


def test_guessing_codes_from_one_place_is_slowed_down(limited):
    answers = [limited.get(f"/verify/{number:010d}").status_code for number in range(61)]
    assert answers == [404] * 60 + [429]


def test_a_paper_of_another_council_is_found_too(adopt, council, as_role):
    (appendix,) = adopt("95")
    other = factories.make_council()
    assert as_role("clerk", council_id=other.id).get(f"/verify/{appendix.code}").status_code == 200
