"""What a resolution says: typed on its page, previewed as it will be printed, handed out as a Word file."""

import io
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from app.core.database import db
from app.documents.domain import SigningCapacity
from app.documents.paper import Orientation
from app.documents.settings.commands import change_paper_style
from app.documents.settings.domain import PaperStyle
from app.resolutions import queries
from app.resolutions.papers import draft_of
from tests import factories


@pytest.fixture
def draft(council):
    session = factories.make_session(council.id)
    groups = [
        factories.make_topic_group(council.id, session=session, position=place, title=title)
        for place, title in ((1, "Tài nguyên và môi trường"), (2, "Hà Nội và vùng phụ cận"))
    ]
    for group, words in zip(groups, ("Trình kế hoạch sử dụng đất.", "Sửa đường"), strict=True):
        answer = factories.make_answer(
            council.id, question=factories.make_question(council.id, topic_group=group)
        )
        factories.make_pledge(
            council.id, answer=answer, words=words, office=None, deadline_words="trong quý IV năm 2026"
        )
    return factories.make_resolution(
        council.id, session=session, number="95/NQ-HĐND", title="Về chất vấn", adopted_on=date(2026, 7, 10)
    )


def address(council, draft, page="/text"):
    return f"/{council.slug}/resolutions/{draft.id}{page}"


TEXT = {
    "legal_bases": "Căn cứ Luật số 121/2025/QH15",
    "assessment": "Ghi nhận kết quả & tiếp thu <đầy đủ>.",
    "tasks": "1. Về lĩnh vực đất đai\na) Trình kế hoạch;",
    "responsibilities": "Giao Ủy ban nhân dân thực hiện.",
    "recipients": "UBND tỉnh",
    "appendix_inside": "y",
}


def saved(council, draft, as_role, **changed):
    form = {"version": draft.version, **TEXT, **changed}
    return as_role("clerk").post(address(council, draft), data=form)


def test_what_was_typed_is_kept_and_shown_again(council, draft, as_role):
    assert saved(council, draft, as_role).status_code == 302
    db.session.expire_all()
    stored = queries.get_resolution(draft.id)
    assert (stored.tasks, stored.appendix_inside) == (TEXT["tasks"], True)
    assert "Ghi nhận kết quả &amp; tiếp thu" in as_role("clerk").get(address(council, draft)).text


def test_tasks_are_offered_pledge_by_pledge_and_stored_only_when_saved(council, draft, as_role):
    offered = as_role("clerk").get(address(council, draft, "/text?tasks=pledges")).text
    assert "1. Về lĩnh vực tài nguyên và môi trường" in offered
    assert "2. Về lĩnh vực Hà Nội và vùng phụ cận" in offered
    assert "rình kế hoạch sử dụng đất; thời hạn: trong quý IV năm 2026." in offered
    db.session.expire_all()
    assert queries.get_resolution(draft.id).tasks == ""


def test_the_preview_is_the_whole_paper_marked_as_a_draft_on_every_page(council, draft, as_role):
    saved(council, draft, as_role)
    preview = as_role("delegate").get(address(council, draft, "/resolution.pdf"))
    assert preview.mimetype == "application/pdf"
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(preview.data)).pages]
    assert all("DỰ THẢO" in page for page in pages)
    assert "Số: …/NQ-HĐND" in pages[0]
    assert "Điều 1. Ghi nhận kết quả & tiếp thu <đầy đủ>." in pages[0]
    assert "Nghị quyết này đã được" in " ".join(pages)
    assert any("(Kèm theo Nghị quyết số …/NQ-HĐND" in page for page in pages)


def test_the_word_file_says_the_same(council, draft, as_role):
    saved(council, draft, as_role)
    answer = as_role("delegate").get(address(council, draft, "/resolution.docx"))
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs]
    assert "Điều 1. Ghi nhận kết quả & tiếp thu <đầy đủ>." in texts
    assert "Phụ lục" in texts


def test_the_papers_have_the_margins_of_the_council_and_its_tables_lie_as_it_wants(council, draft, as_role):
    saved(council, draft, as_role)
    style = PaperStyle(margin_left=35, margin_right=20, tables_landscape=False)
    change_paper_style(new=style, expected_version=None, actor=None)
    paper = draft_of(queries.get_resolution(draft.id), council)
    assert [(part.margins, part.orientation) for part in paper.parts] == [
        (style.margins, Orientation.PORTRAIT)
    ] * 2


def test_a_stale_text_shows_both_versions_and_loses_nothing(council, draft, as_role):
    opened = draft.version
    saved(council, draft, as_role)
    answer = saved(council, draft, as_role, version=opened, tasks="Lời của người sau.")
    assert answer.status_code == 422
    assert "Lời của người sau." in answer.text
    assert "Trình kế hoạch;" in answer.text


@pytest.mark.parametrize("role", ["delegate", "monitor"])
def test_who_may_not_prepare_a_resolution_does_not_change_its_text(council, draft, as_role, role):
    assert as_role(role).post(address(council, draft), data=TEXT).status_code == 403


def test_a_signer_of_the_list_fills_the_signature(council, draft, as_role):
    signer = factories.make_signer(
        council.id, name="Thào Hồng Sơn", capacity=SigningCapacity.DEPUTY_FOR_CHAIR
    )
    factories.make_signer(council.id, name="Người ký cũ", ends_on=date(2026, 1, 1))
    clerk = as_role("clerk")
    page = clerk.get(address(council, draft, "/edit")).text
    assert "Thào Hồng Sơn" in page
    assert "Người ký cũ" not in page
    form = {"title": "T", "signing_capacity": "on_behalf_of_council", "signer_name": "khác"}
    clerk.post(address(council, draft, "/edit"), data={**form, "version": draft.version, "signer": signer.id})
    db.session.expire_all()
    stored = queries.get_resolution(draft.id)
    assert (stored.signer_name, stored.signing_capacity) == ("Thào Hồng Sơn", "deputy_for_chair")
