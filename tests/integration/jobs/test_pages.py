"""Who asked for long work sees how far it is, what came of it and what was not done; nobody else does."""

import pytest

from app.accounts.models import User
from app.core import storage
from app.core.database import db
from app.core.errors import DomainError
from app.core.jobs import registry
from app.core.jobs.carrying import carry_out
from app.core.jobs.commands import ask_for
from app.core.jobs.models import Job
from app.core.transaction import transaction
from tests import factories


@pytest.fixture
def knowing(monkeypatch):
    monkeypatch.setattr(registry, "_works", {})
    return lambda work: registry.know("test", work)


@pytest.fixture
def clerk(council):
    return factories.make_user("clerk", council_id=council.id)


@pytest.fixture
def browser(app, clerk):
    return factories.browser_of(app, clerk)


@pytest.fixture
def asked(council, clerk):
    def ask(total: int = 0) -> int:
        with transaction():
            job = ask_for(
                kind="test",
                title="In sổ 500 dòng",
                arguments={},
                actor=db.session.get_one(User, clerk.id),
                total=total,
            )
            return job.id

    return ask


def test_the_page_shows_how_far_it_is_and_comes_again_by_itself_without_scripts(council, asked, browser):
    job_id = asked(200)
    with transaction():
        db.session.get_one(Job, job_id).done = 50
    page = browser.get(f"/{council.slug}/jobs/{job_id}").text
    assert 'http-equiv="refresh"' in page
    assert 'value="25"' in page
    assert "50/200" in page
    told = browser.get(f"/{council.slug}/jobs/{job_id}.json").json
    assert told == {"over": False, "done": 50, "total": 200, "share": 25, "words": "Đang chờ · 50/200"}


def test_a_result_waits_on_every_page_until_its_owner_has_looked_at_it(council, asked, browser, knowing):
    knowing(lambda arguments, progress: {"address": f"/{council.slug}/register", "label": "Xem sổ"})
    job_id = asked()
    assert "Đã xong: In sổ" not in browser.get(f"/{council.slug}/register").text
    carry_out(job_id)
    assert "Đã xong: In sổ 500 dòng" in browser.get(f"/{council.slug}/register").text
    assert "Xem sổ" in browser.get(f"/{council.slug}/jobs/{job_id}").text
    taken = browser.post(f"/{council.slug}/jobs/{job_id}/result")
    assert taken.location == f"/{council.slug}/register"
    assert "Đã xong: In sổ" not in browser.get(f"/{council.slug}/register").text


def test_a_file_that_was_made_is_handed_to_its_owner_alone(council, asked, browser, knowing, as_role):
    def work(arguments, progress):
        file = storage.store("results", b"%PDF-1.7")
        return {"file": file, "name": "Trích sổ.pdf", "media_type": "application/pdf"}

    knowing(work)
    job_id = asked()
    carry_out(job_id)
    taken = browser.post(f"/{council.slug}/jobs/{job_id}/result")
    assert browser.get(taken.location).data == b"%PDF-1.7"
    other = as_role("clerk")
    for path in ("", ".json", "/file"):
        assert other.get(f"/{council.slug}/jobs/{job_id}{path}").status_code == 404
    for path in ("/again", "/result"):
        assert other.post(f"/{council.slug}/jobs/{job_id}{path}").status_code == 404


def test_a_file_that_is_kept_no_longer_is_said_to_be_gone(council, asked, browser, knowing):
    knowing(lambda arguments, progress: {"file": "0" * 64, "name": "x.pdf", "media_type": "application/pdf"})
    job_id = asked()
    carry_out(job_id)
    assert browser.get(f"/{council.slug}/jobs/{job_id}/file").status_code == 404


def test_what_was_not_done_is_said_and_can_be_tried_again_once(council, asked, browser, knowing):
    def refuse(arguments, progress):
        raise DomainError("The sheet has errors; nothing was imported.")

    knowing(refuse)
    job_id = asked()
    carry_out(job_id)
    page = browser.get(f"/{council.slug}/jobs/{job_id}").text
    assert "Bảng còn lỗi" in page
    assert "Thử lại" in page
    assert "Chưa xong: In sổ" in browser.get(f"/{council.slug}/register").text
    for _press in range(2):
        assert browser.post(f"/{council.slug}/jobs/{job_id}/again").status_code == 302
    assert browser.get(f"/{council.slug}/jobs/{job_id}.json").json["over"] is False


def test_the_list_holds_ones_own_work(council, asked, browser, as_role):
    asked()
    assert "In sổ 500 dòng" in browser.get(f"/{council.slug}/jobs").text
    assert "In sổ 500 dòng" not in as_role("clerk").get(f"/{council.slug}/jobs").text
