"""The pages of a resolution, from the session to the issued appendix."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.pledges.domain import Lifecycle
from app.resolutions import queries
from app.resolutions.domain import ResolutionStatus
from tests import factories

FORM = {
    "number": "95",
    "title": "Về chất vấn và trả lời chất vấn",
    "adopted_on": "10/07/2026",
    "signer_name": "Thào Hồng Sơn",
    "signer_title": "Chủ tịch",
    "signing_capacity": "on_behalf_of_council",
}


@pytest.fixture
def session(council):
    session = factories.make_session(council.id)
    group = factories.make_topic_group(council.id, session=session, title="Đất đai")
    answer = factories.make_answer(
        council.id, question=factories.make_question(council.id, topic_group=group)
    )
    for words in ("Trình kế hoạch sử dụng đất", "Tăng cường kiểm tra"):
        factories.make_pledge(council.id, answer=answer, words=words)
    return session


@pytest.fixture
def draft(session):
    day = date(2026, 7, 10)
    return factories.make_resolution(
        session.council_id,
        session=session,
        number="95/NQ-HĐND",
        title="T",
        adopted_on=day,
        signer_name="A",
        signer_title="B",
    )


def issued_papers():
    return [document.kind for document in db.session.scalars(sa.select(IssuedDocument))]


def address(council, draft, page=""):
    return f"/{council.slug}/resolutions/{draft.id}{page}"


def test_a_clerk_prepares_orders_and_previews_the_resolution_of_a_session(council, session, as_role):
    clerk = as_role("clerk")
    start = clerk.get(f"/{council.slug}/sessions/{session.id}/resolution")
    assert "Chuẩn bị nghị quyết" in start.text
    form = clerk.get(f"/{council.slug}/sessions/{session.id}/resolution/new")
    assert "Về chất vấn và trả lời chất vấn tại" in form.text
    made = clerk.post(f"/{council.slug}/sessions/{session.id}/resolution/new", data=FORM)
    assert made.status_code == 302
    draft = queries.find_draft(session.id)
    assert made.location.endswith(address(council, draft))
    assert clerk.get(f"/{council.slug}/sessions/{session.id}/resolution").location == made.location
    page = clerk.get(made.location)
    assert page.text.index("Trình kế hoạch") < page.text.index("Tăng cường")
    second = queries.pledges_of(draft)[1]
    clerk.post(
        address(council, draft, "/order"), data={f"place-{second.id}": "1", "place-x": "9", "place-7": "²"}
    )
    page = clerk.get(made.location)
    assert page.text.index("Tăng cường") < page.text.index("Trình kế hoạch")
    preview = clerk.get(address(council, draft, "/preview.pdf"))
    assert (preview.mimetype, preview.data[:5]) == ("application/pdf", b"%PDF-")
    assert issued_papers() == []


def test_a_form_with_a_fault_comes_back_with_what_was_typed(council, session, as_role):
    answer = as_role("lead").post(
        f"/{council.slug}/sessions/{session.id}/resolution/new",
        data={**FORM, "number": "số mới", "signer_name": "Người ký"},
    )
    assert answer.status_code == 422
    assert "Người ký" in answer.text
    assert "Xin ghi riêng số" in answer.text
    assert queries.find_draft(session.id) is None


@pytest.mark.usefixtures("quick_paper")
def test_the_standing_committee_adopts_and_everyone_downloads_the_appendix(council, draft, as_role):
    chair = as_role("standing_committee")
    confirmation = chair.get(address(council, draft, "/adopt"))
    assert "1 lời hứa chưa rõ" in confirmation.text
    version = draft.version
    refused = chair.post(
        address(council, draft, "/adopt"), data={"version": version, "gaps_confirmation": ""}
    )
    assert refused.status_code == 422
    assert queries.get_resolution(draft.id).status is ResolutionStatus.DRAFT
    done = chair.post(
        address(council, draft, "/adopt"),
        data={"version": version, "gaps_confirmation": "Thống nhất ban hành như đã hứa."},
    )
    assert done.status_code == 302
    issued = documents.find_current(
        kind=DocumentKind.PLEDGE_APPENDIX, subject_type="Resolution", subject_id=draft.id
    )
    page = as_role("delegate").get(address(council, draft))
    assert f"/documents/{issued.id}/file" in page.text
    assert "Thống nhất ban hành như đã hứa." in page.text
    assert "place-" not in page.text
    again = chair.post(
        address(council, draft, "/adopt"),
        data={"version": version, "gaps_confirmation": "Thống nhất lần nữa."},
    )
    assert again.status_code == 422
    assert issued_papers() == [DocumentKind.PLEDGE_APPENDIX]


@pytest.mark.parametrize("role", ["clerk", "lead", "monitor", "delegate", "administrator"])
def test_nobody_else_adopts(council, draft, as_role, role):
    answer = as_role(role).post(
        address(council, draft, "/adopt"),
        data={"gaps_confirmation": "Thống nhất ban hành.", "status": "adopted"},
    )
    assert answer.status_code == 403
    db.session.expire_all()
    assert [pledge.lifecycle for pledge in queries.pledges_of(queries.get_resolution(draft.id))] == [
        Lifecycle.DRAFT
    ] * 2


def test_fields_of_the_record_sent_by_hand_change_nothing(council, draft, as_role):
    as_role("clerk").post(
        address(council, draft, "/edit"),
        data={**FORM, "version": draft.version, "status": "adopted", "council_id": "999"},
    )
    stored = queries.get_resolution(draft.id)
    assert (stored.status, stored.council_id, stored.title) == (
        ResolutionStatus.DRAFT,
        council.id,
        FORM["title"],
    )


def test_a_stale_form_shows_both_versions(council, draft, as_role):
    opened = draft.version
    clerk = as_role("clerk")
    clerk.post(
        address(council, draft, "/edit"), data={**FORM, "version": opened, "title": "Tên của người trước"}
    )
    late = clerk.post(
        address(council, draft, "/edit"), data={**FORM, "version": opened, "title": "Tên của tôi"}
    )
    assert late.status_code == 422
    assert "Tên của người trước" in late.text
    assert "Tên của tôi" in late.text


@pytest.mark.parametrize("page", ["", "/edit", "/preview.pdf", "/adopt"])
def test_a_resolution_of_another_council_does_not_exist_here(app, council, as_role, page):
    from app.core.tenancy import scoped_to

    other = factories.make_council()
    with scoped_to(other.id):
        theirs = factories.make_resolution(other.id)
    assert as_role("lead", "standing_committee").get(address(council, theirs, page)).status_code == 404
