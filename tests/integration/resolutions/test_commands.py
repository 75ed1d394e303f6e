"""A session's pledges are adopted: numbered, frozen, printed."""

import io
from dataclasses import fields, replace
from datetime import date

import pytest
import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy.exc import IntegrityError

from app.audit.models import AuditEntry
from app.core import storage
from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.printing import print_papers
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.resolutions import commands, queries
from app.resolutions.appendix import current_appendix
from app.resolutions.domain import Confirmed, NewResolution, ResolutionStatus, ResolutionText
from app.resolutions.models import Resolution
from tests import factories

MEANT = Confirmed(gaps="Thường trực HĐND thống nhất ban hành, sẽ làm rõ sau.")
READY = NewResolution(
    number="95",
    title="Về chất vấn và trả lời chất vấn",
    adopted_on=date(2026, 7, 10),
    signer_name="Thào Hồng Sơn",
    signer_title="Chủ tịch",
)


@pytest.fixture
def session(council):
    """Two topic groups; the second was entered first. Three pledges, the last unclear."""
    session = factories.make_session(council.id)
    later = factories.make_topic_group(council.id, session=session, position=2, title="Tư pháp")
    earlier = factories.make_topic_group(council.id, session=session, position=1, title="Đất đai")
    for group, words in (
        (later, "Trả lời công dân"),
        (earlier, "Trình kế hoạch"),
        (earlier, "Tăng cường kiểm tra"),
    ):
        question = factories.make_question(council.id, topic_group=group)
        factories.make_pledge(
            council.id, answer=factories.make_answer(council.id, question=question), words=words
        )
    return session


@pytest.fixture
def draft(session):
    return commands.prepare_resolution(session=session, new=READY, actor=None)


def text_typed(resolution):
    return ResolutionText(**{field.name: getattr(resolution, field.name) for field in fields(ResolutionText)})


def draft_council(resolution):
    return db.session.get_one(Council, resolution.council_id)


def words_of(resolution):
    return [pledge.words for pledge in queries.pledges_of(resolution)]


def adopt(draft, *, printed=None, confirmed=MEANT, **values):
    """The papers issued, the resolution first."""
    if printed is None:
        printed = print_papers(commands.gather_adoption(resolution=draft, confirmed=confirmed))
    given = {"expected_version": draft.version, "actor": None, **values}
    return commands.adopt_resolution(resolution=draft, printed=printed, confirmed=confirmed, **given)


def test_pledges_stand_topic_by_topic_in_the_order_in_which_they_were_said(draft):
    assert words_of(draft) == ["Trình kế hoạch", "Tăng cường kiểm tra", "Trả lời công dân"]


def test_a_place_typed_for_a_pledge_is_kept_within_its_topic(draft):
    first, second, third = queries.pledges_of(draft)
    commands.order_pledges(resolution=draft, places={second.id: 1, third.id: 1}, actor=None)
    assert words_of(draft) == ["Tăng cường kiểm tra", "Trình kế hoạch", "Trả lời công dân"]
    newcomer = factories.make_pledge(draft.council_id, answer=first.answer, words="Thêm sau")
    assert words_of(draft) == ["Tăng cường kiểm tra", "Trình kế hoạch", "Thêm sau", "Trả lời công dân"]
    assert newcomer.lifecycle is Lifecycle.DRAFT


def text_of(issued):
    pages = PdfReader(io.BytesIO(storage.load("issued", issued.sha256))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_adoption_numbers_the_pledges_freezes_them_and_issues_resolution_and_appendix(draft):
    paper, appendix = adopt(draft)
    pledges = queries.pledges_of(draft)
    assert [(pledge.row_number, pledge.lifecycle, pledge.adopted_on) for pledge in pledges] == [
        (number, Lifecycle.ADOPTED, date(2026, 7, 10)) for number in (1, 2, 3)
    ]
    assert (draft.status, draft.number, draft.gaps_confirmation) == (
        ResolutionStatus.ADOPTED,
        "95/NQ-HĐND",
        MEANT.gaps,
    )
    for issued in (paper, appendix):
        assert (issued.number, issued.subject_type, issued.subject_id) == (
            "95/NQ-HĐND",
            "Resolution",
            draft.id,
        )
        assert "DỰ THẢO" not in text_of(issued)
        assert "95/NQ-HĐND" in text_of(issued)
    assert (paper.kind, appendix.kind) == (DocumentKind.RESOLUTION, DocumentKind.PLEDGE_APPENDIX)
    assert appendix.enclosed_in_id == paper.id
    assert "QUYẾT NGHỊ: Điều 1." in text_of(paper)
    assert "Trình kế hoạch" in text_of(appendix)


def test_resolution_and_appendix_are_one_file_where_that_is_wanted(draft):
    whole = replace(text_typed(draft), appendix_inside=True)
    commands.change_text(resolution=draft, new=whole, expected_version=draft.version, actor=None)
    [paper] = adopt(draft)
    text = text_of(paper)
    assert paper.kind is DocumentKind.RESOLUTION
    assert text.index("QUYẾT NGHỊ:") < text.index("Phụ lục TỔNG HỢP") < text.index("Trình kế hoạch")
    assert current_appendix(draft, draft_council(draft)).total == 3


@pytest.mark.parametrize(("electronic", "filled"), [(False, True), (True, False)])
def test_an_electronic_appendix_leaves_the_paper_it_goes_with_blank(draft, electronic, filled):
    _, appendix = adopt(draft, confirmed=replace(MEANT, electronic=electronic))
    assert ("(Kèm theo Nghị quyết số 95/NQ-HĐND ngày 10 tháng 7 năm 2026 của" in text_of(appendix)) is filled


@pytest.mark.usefixtures("quick_paper")
def test_a_resolution_that_is_written_elsewhere_issues_its_appendix_alone(draft):
    empty = ResolutionText(legal_bases="Căn cứ Luật số 121/2025/QH15")
    commands.change_text(resolution=draft, new=empty, expected_version=draft.version, actor=None)
    [appendix] = adopt(draft)
    assert appendix.kind is DocumentKind.PLEDGE_APPENDIX


def test_a_new_draft_has_the_usual_words_and_the_law_in_force_on_the_day_of_the_session(draft):
    assert "số 121/2025/QH15" in draft.legal_bases
    assert "87/2015" not in draft.legal_bases
    assert "Phụ lục kèm theo Nghị quyết này" in draft.tasks
    assert draft.recipients.endswith("Lưu: VT, VP")


@pytest.mark.usefixtures("quick_paper")
def test_the_text_of_an_adopted_resolution_can_no_longer_be_changed(draft):
    adopt(draft)
    with pytest.raises(DomainError, match="already adopted"):
        commands.change_text(resolution=draft, new=ResolutionText(), expected_version=None, actor=None)
    with pytest.raises(IntegrityError, match="frozen"):
        db.session.execute(sa.update(Resolution).values(tasks="khác"))


@pytest.mark.usefixtures("quick_paper")
def test_what_confirmed_the_gaps_stands_in_the_audit_trail(draft):
    actor = factories.make_user("standing_committee", council_id=draft.council_id)
    adopt(draft, actor=actor)
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "ResolutionAdopted")).one()
    assert line.details["gaps_confirmation"] == MEANT.gaps
    assert line.actor_id == actor.id
    adopted = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "PledgeAdopted")).all()
    assert len(adopted) == 3


@pytest.mark.usefixtures("quick_paper")
def test_unclear_pledges_need_words_before_anything_is_adopted(draft):
    with pytest.raises(DomainError) as refusal:
        adopt(draft, confirmed=Confirmed())
    assert refusal.value.field == "gaps_confirmation"
    assert draft.status is ResolutionStatus.DRAFT
    assert db.session.scalars(sa.select(IssuedDocument)).all() == []


@pytest.mark.usefixtures("quick_paper")
def test_an_adopted_resolution_is_not_adopted_changed_or_ordered_again(draft):
    adopt(draft)
    for act in (
        lambda: adopt(draft),
        lambda: commands.change_resolution(
            resolution=draft, new=READY, expected_version=draft.version, actor=None
        ),
        lambda: commands.order_pledges(resolution=draft, places={}, actor=None),
    ):
        with pytest.raises(DomainError):
            act()


@pytest.mark.usefixtures("quick_paper")
@pytest.mark.parametrize(
    "change", [{"words": "khác"}, {"original_due_on": date(2030, 1, 1)}, {"row_number": 9}]
)
def test_an_adopted_pledge_cannot_be_changed_by_sql(draft, change):
    adopt(draft)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(sa.update(Pledge).values(**change))


@pytest.mark.usefixtures("quick_paper")
def test_a_number_is_given_once_a_year(council, draft):
    adopt(draft)
    for year, taken in ((2026, True), (2025, False)):
        session = factories.make_session(council.id, held_on=date(year, 7, 8))
        group = factories.make_topic_group(council.id, session=session)
        question = factories.make_question(council.id, topic_group=group)
        factories.make_pledge(council.id, answer=factories.make_answer(council.id, question=question))
        new = NewResolution(
            number="95/NQ-HĐND", title="T", adopted_on=date(year, 12, 1), signer_name="A", signer_title="B"
        )
        second = commands.prepare_resolution(session=session, new=new, actor=None)
        if taken:
            with pytest.raises(DomainError) as refusal:
                adopt(second)
            assert refusal.value.field == "number"
        else:
            assert adopt(second)[0].number == "95/NQ-HĐND"


def test_a_session_has_one_draft_resolution(session, draft):
    with pytest.raises(DomainError):
        commands.prepare_resolution(session=session, new=READY, actor=None)


def test_a_stale_edit_of_a_draft_is_told_and_writes_nothing(draft):
    opened = draft.version
    commands.change_resolution(
        resolution=draft, new=NewResolution(number="96", title="Tên mới"), expected_version=opened, actor=None
    )
    with pytest.raises(StaleEditError) as conflict:
        commands.change_resolution(
            resolution=draft,
            new=NewResolution(number="97", title="Tên khác"),
            expected_version=opened,
            actor=None,
        )
    assert conflict.value.theirs["title"] == "Tên mới"
    assert draft.number == "96/NQ-HĐND"


@pytest.mark.usefixtures("quick_paper")
def test_a_resolution_changed_after_its_confirmation_page_was_opened_is_not_adopted(draft):
    opened = draft.version
    commands.change_resolution(
        resolution=draft, new=NewResolution(title="Khác"), expected_version=opened, actor=None
    )
    with pytest.raises(StaleEditError):
        adopt(draft, printed=(), expected_version=opened)


@pytest.mark.usefixtures("quick_paper")
def test_what_was_printed_before_somebody_changed_a_pledge_is_not_issued(draft):
    printed = print_papers(commands.gather_adoption(resolution=draft, confirmed=MEANT))
    queries.pledges_of(draft)[0].words = "Trình kế hoạch khác"
    db.session.flush()
    with pytest.raises(DomainError, match="while it was being printed"), db.session.begin_nested():
        adopt(draft, printed=printed)
    assert db.session.scalars(sa.select(IssuedDocument)).all() == []
    assert adopt(draft)[0].number == "95/NQ-HĐND"


@pytest.mark.usefixtures("quick_paper")
def test_a_number_of_an_imported_resolution_is_not_given_again(draft):
    imported = factories.make_pledge(draft.council_id)
    factories.adopt(imported, number="95/NQ-HĐND", adopted_on=date(2026, 3, 1))
    with pytest.raises(DomainError) as refusal:
        adopt(draft)
    assert refusal.value.field == "number"


@pytest.mark.usefixtures("quick_paper")
def test_a_number_that_is_not_the_next_is_given_only_when_it_is_meant(draft):
    factories.adopt(factories.make_pledge(draft.council_id), number="90/NQ-HĐND", adopted_on=date(2026, 3, 1))
    with pytest.raises(DomainError) as refusal:
        adopt(draft)
    assert (refusal.value.field, refusal.value.params["next"]) == ("number_confirmed", "91/NQ-HĐND")
    assert adopt(draft, confirmed=replace(MEANT, number=True))[0].number == "95/NQ-HĐND"
