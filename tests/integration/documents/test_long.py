"""A paper of many rows is asked for at once and made in the background: issued once, printed for whoever asked."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.jobs import running
from app.core.jobs.carrying import carry_out
from app.core.jobs.domain import JobStatus
from app.core.jobs.models import Job
from app.core.transaction import transaction
from app.documents.models import IssuedDocument
from app.pledges.models import Pledge
from app.resolutions import queries
from app.resolutions.domain import ResolutionStatus
from tests import factories

MEANT = {"gaps_confirmation": "Thống nhất ban hành như đã hứa."}
pytestmark = pytest.mark.usefixtures("quick_paper", "december", "short_of_patience")


@pytest.fixture
def short_of_patience(monkeypatch):
    """Two rows are many."""
    monkeypatch.setattr("app.documents.long.submit.MOST_AT_ONCE", 1)


@pytest.fixture
def draft(council):
    pledge = factories.make_pledge(council.id, words="Trình kế hoạch sử dụng đất")
    factories.make_pledge(council.id, answer=pledge.answer, words="Tăng cường kiểm tra")
    return factories.make_resolution(
        council.id,
        session=pledge.session,
        number="95/NQ-HĐND",
        title="T",
        adopted_on=date(2026, 7, 10),
        signer_name="A",
        signer_title="B",
    )


@pytest.fixture
def address(council, draft):
    return f"/{council.slug}/resolutions/{draft.id}"


def issued() -> list[IssuedDocument]:
    return list(db.session.scalars(sa.select(IssuedDocument).execution_options(populate_existing=True)))


def job() -> Job:
    return db.session.scalars(sa.select(Job).execution_options(populate_existing=True)).one()


def test_adopting_many_pledges_answers_with_the_page_of_the_work_and_issues_once(council, address, as_role):
    chair = as_role("standing_committee")
    asked = chair.post(f"{address}/adopt", data=MEANT)
    assert issued() == []
    job_id = job().id
    assert asked.location.endswith(f"/jobs/{job_id}")
    assert chair.post(f"{address}/adopt", data=MEANT).location == asked.location
    db.session.rollback()
    for _time in range(2):
        carry_out(job_id)
    [paper] = issued()
    assert job().result["address"] == f"/{council.slug}/documents/{paper.id}"
    assert paper.issued_by_id == job().owner_id
    assert "Mở văn bản" in chair.get(asked.location).text


def test_what_could_not_be_issued_is_refused_at_once_on_the_form(address, as_role):
    refused = as_role("standing_committee").post(f"{address}/adopt", data={"gaps_confirmation": ""})
    assert refused.status_code == 422
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0


def test_a_draft_that_was_changed_before_it_was_printed_is_not_adopted_and_the_way_back_is_shown(
    address, draft, as_role
):
    chair = as_role("standing_committee")
    asked = chair.post(f"{address}/adopt", data={**MEANT, "version": draft.version})
    job_id, draft_id = job().id, draft.id
    with transaction():
        queries.get_resolution(draft_id).title = "Khác"
    carry_out(job_id)
    assert issued() == []
    assert job().status is JobStatus.FAILED
    assert f'href="{address}/adopt"' in chair.get(asked.location).text
    assert queries.get_resolution(draft_id).status is ResolutionStatus.DRAFT


def test_a_worker_that_was_killed_while_printing_leaves_nothing_and_the_next_one_issues(
    app, address, as_role, monkeypatch
):
    class Killed(BaseException):
        """Like `kill -9`: nothing of ours is run any more."""

    def die(*_arguments, **_named):
        raise Killed

    as_role("standing_committee").post(f"{address}/adopt", data=MEANT)
    job_id = job().id
    db.session.rollback()
    with monkeypatch.context() as patched:
        patched.setattr("app.documents.commands.publish", die)
        with pytest.raises(Killed):
            carry_out(job_id)
    assert issued() == []
    assert job().status is JobStatus.RUNNING
    db.session.rollback()
    with transaction():
        db.session.execute(sa.update(Job).values(beat_at=None, status=JobStatus.QUEUED))
    carry_out(job_id)
    assert len(issued()) == 1
    assert job().attempts == 2
    assert {pledge.row_number for pledge in db.session.scalars(sa.select(Pledge))} == {1, 2}


def ticket_in(page) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("page", ["preview.pdf", "resolution.pdf"])
def test_a_long_preview_is_offered_made_in_the_background_and_then_at_hand(
    council, address, as_role, monkeypatch, page
):
    printed = []
    render = __import__("app.documents.printing", fromlist=["render_pdf"]).render_pdf
    for place in ("app.resolutions.documents.render_pdf", "app.resolutions.paper.render_pdf"):
        monkeypatch.setattr(place, lambda *a, **k: printed.append(1) or render(*a, **k))
    clerk = as_role("clerk")
    with transaction():
        for draft in queries.resolutions().rows:
            draft.appendix_inside = True
    offered = clerk.get(f"{address}/{page}")
    assert offered.mimetype == "text/html"
    assert "frame-ancestors 'self'" in offered.headers["Content-Security-Policy"]
    asked = clerk.post(f"/{council.slug}/jobs", data={"ticket": ticket_in(offered)})
    assert printed == []
    job_id = job().id
    db.session.rollback()
    carry_out(job_id)
    taken = clerk.post(f"{asked.location}/result")
    assert clerk.get(taken.location).mimetype == "application/pdf"
    assert clerk.get(f"{address}/{page}").mimetype == "application/pdf"
    assert printed == [1]


def test_a_ticket_is_good_for_whom_it_was_made_alone(council, address, as_role):
    ticket = ticket_in(as_role("clerk").get(f"{address}/preview.pdf"))
    other = as_role("clerk")
    for asked in (ticket, ticket[:-2], "", "x"):
        assert other.post(f"/{council.slug}/jobs", data={"ticket": asked}).location.endswith("/jobs")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0


def test_a_long_extract_is_issued_by_its_filters_as_they_stand_in_the_address(council, address, as_role):
    chair = as_role("standing_committee")
    form = {"number": "7", "issued_on": "07/12/2026", "signer": "", "signer_name": "Người Ký"}
    page = f"/{council.slug}/register/extract?q=kiểm+tra&lifecycle=draft"
    short = chair.post(page, data=form)
    assert "/documents/" in short.location
    asked = chair.post(f"/{council.slug}/register/extract?lifecycle=draft", data={**form, "number": "8"})
    assert "/jobs/" in asked.location
    job_id = job().id
    db.session.rollback()
    carry_out(job_id)
    assert job().message == ""
    assert [len(each.data["rows"]) for each in issued()] == [1, 2]
    assert [each.number for each in issued()] == ["07/TrS-HĐND", "08/TrS-HĐND"]


def test_a_long_print_of_the_register_is_a_file_that_waits(council, address, as_role):
    clerk = as_role("clerk")
    for page in ("print.pdf", "preview.pdf"):
        offered = clerk.get(f"/{council.slug}/register/extract/{page}")
        asked = clerk.post(f"/{council.slug}/jobs", data={"ticket": ticket_in(offered)})
        job_id = int(asked.location.rsplit("/", 1)[1])
        db.session.rollback()
        carry_out(job_id)
        taken = clerk.post(f"{asked.location}/result")
        assert clerk.get(taken.location).mimetype == "application/pdf"


def test_a_long_follow_up_appendix_is_issued_and_the_round_closed(council, quick_paper, as_role):
    pledges = [factories.make_pledge(council.id) for _each in range(2)]
    factories.adopt(*pledges[:1])
    factories.adopt(*pledges[1:])
    from app.monitoring.domain import RoundStatus
    from app.monitoring.models import Assessment, Round

    round_ = factories.make_round(council.id, status="assessing", as_of=date(2026, 11, 1))
    for pledge in pledges:
        db.session.add(Assessment(council_id=council.id, round_id=round_.id, pledge_id=pledge.id))
    db.session.flush()
    round_.status = RoundStatus.APPROVED
    db.session.commit()
    form = {"paper": "report", "number": "12/BC-HĐND", "issued_on": "07/12/2026"}
    asked = as_role("standing_committee").post(f"/{council.slug}/rounds/{round_.id}/issue", data=form)
    assert "/jobs/" in asked.location, asked.text
    job_id = job().id
    db.session.rollback()
    carry_out(job_id)
    assert job().message == ""
    assert len(issued()) == 1
    assert db.session.get_one(Round, round_.id, populate_existing=True).status is RoundStatus.ISSUED


def test_a_work_under_way_is_held_by_whoever_began_it(app, address, as_role):
    as_role("standing_committee").post(f"{address}/adopt", data=MEANT)
    job_id = job().id
    db.session.rollback()
    assert running.take_up(app, job_id) is not None
    assert running.take_up(app, job_id) is None


def test_a_long_paper_is_replaced_in_the_background(council, address, as_role):
    chair = as_role("standing_committee")
    chair.post(f"{address}/adopt", data=MEANT)
    job_id = job().id
    db.session.rollback()
    carry_out(job_id)
    [old] = issued()
    db.session.delete(job())
    db.session.commit()
    form = {
        "reason": "Sai thể thức",
        "title": "Tổng hợp",
        "issued_on": "07/12/2026",
        "orientation": "portrait",
    }
    asked = chair.post(f"/{council.slug}/documents/{old.id}/replace", data=form)
    assert "/jobs/" in asked.location, asked.text
    job_id = job().id
    db.session.rollback()
    carry_out(job_id)
    assert job().message == ""
    assert [each.replaces_id for each in issued()] == [None, old.id]
