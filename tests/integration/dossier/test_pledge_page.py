"""One pledge's page: its story in order of time, and nobody else's pledge."""

from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.database import db
from app.core.tenancy import scoped_to
from app.dossier.story import Step, get_dossier, tell_story
from app.evidence.models import EvidenceFile
from app.monitoring.domain import ReportState, RoundStatus
from app.monitoring.models import AgencyReport, Assessment, AssessmentEvidence
from app.pledges.domain import TimeRules, TimeStatus, Verdict
from app.pledges.standing import stands_now
from app.questions.models import AnswerFile
from tests import factories

RULES = TimeRules()
DAY = date(2027, 3, 1)
DAY_OF_ROUND = datetime(2026, 12, 5, 4, tzinfo=UTC)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def save(record: object) -> None:
    db.session.add(record)
    db.session.flush()


def approve(round_, at: datetime) -> None:
    round_.status, round_.approved_at = RoundStatus.APPROVED, at
    db.session.flush()


def followed_pledge(council):
    """Adopted, reported on twice, judged in two rounds of which one is approved."""
    pledge = factories.make_pledge(
        council.id, words="Khởi công cầu Ngọc Hồi", measure="cầu", target=Decimal(1), unit="cầu"
    )
    factories.adopt(pledge, number="95/NQ-HĐND", adopted_on=date(2026, 7, 14))
    first = factories.make_round(council.id, number=1, as_of=date(2026, 12, 1), status=RoundStatus.ASSESSING)
    second = factories.make_round(council.id, number=2, as_of=date(2027, 2, 1), status=RoundStatus.ASSESSING)
    for text, day in (("Đã giao mặt bằng", date(2026, 9, 1)), ("Đã khởi công", date(2027, 1, 20))):
        save(AgencyReport(pledge_id=pledge.id, state=ReportState.IN_PROGRESS, reported_on=day, text=text))
    save(
        Assessment(
            round_id=first.id, pledge_id=pledge.id, verdict=Verdict.IN_PROGRESS, reason="Đang làm thủ tục"
        )
    )
    save(
        Assessment(
            round_id=second.id, pledge_id=pledge.id, verdict=Verdict.PARTLY_KEPT, remaining="Còn dốc cầu"
        )
    )
    approve(first, datetime(2026, 12, 5, 20, tzinfo=UTC))
    return pledge


def test_the_story_runs_in_order_of_time_and_tells_only_approved_verdicts(app, council) -> None:
    pledge = followed_pledge(council)
    dossier = get_dossier(pledge.id, at=stands_now(DAY), rules=RULES)
    told = [(moment.step, moment.on) for moment in tell_story(dossier)]
    assert told == [
        (Step.ASKED, date(2026, 7, 8)),
        (Step.ANSWERED, date(2026, 7, 8)),
        (Step.PROMISED, date(2026, 7, 8)),
        (Step.ADOPTED, date(2026, 7, 14)),
        (Step.REPORTED, date(2026, 9, 1)),
        (Step.VERDICT, date(2026, 12, 6)),
        (Step.REPORTED, date(2027, 1, 20)),
        (Step.NEXT, date(2026, 12, 31)),
    ]
    assert dossier.time is TimeStatus.OVERDUE
    assert dossier.days_late == 60


def test_the_page_shows_promise_deadline_and_verdict_in_words(app, council, as_role) -> None:
    pledge = followed_pledge(council)
    page = as_role("delegate").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    for words in (
        "Khởi công cầu Ngọc Hồi",
        "trong năm 2026",
        "31/12/2026",
        "95/NQ-HĐND",
        "Đang làm thủ tục",
        "Đã khởi công",
        "cầu: 1 cầu",
    ):
        assert words in page, words
    assert "Còn dốc cầu" not in page


def test_a_draft_shows_what_it_lacks_and_leads_to_its_form(app, council, as_role) -> None:
    pledge = factories.make_pledge(council.id, words="Khẩn trương triển khai", expected_result="")
    page = as_role("clerk").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    assert 'class="gaps"' in page
    assert f"/{council.slug}/pledges/{pledge.id}/edit" in page
    read_only = as_role("delegate").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    assert f"/{council.slug}/pledges/{pledge.id}/edit" not in read_only


def test_a_pledge_of_another_council_is_not_there(app, council, as_role) -> None:
    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        pledge = factories.make_pledge(elsewhere.id)
    assert as_role("clerk").get(f"/{council.slug}/pledges/{pledge.id}").status_code == 404


def test_text_typed_as_markup_is_shown_as_typed(app, council, as_role) -> None:
    pledge = factories.make_pledge(
        council.id, words="<script>alert(1)</script> {{7*7}}", source="https://a.vn/<b>x</b>"
    )
    page = as_role("clerk").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    assert "<script>alert(1)" not in page
    assert "{{7*7}}" in page
    assert "<b>x</b>" not in page


def test_the_files_the_story_names_lead_to_their_pages(app, council, as_role) -> None:
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    monitored = factories.make_round(council.id, number=1, status=RoundStatus.ASSESSING)
    row = Assessment(round_id=monitored.id, pledge_id=pledge.id, verdict=Verdict.IN_PROGRESS)
    save(row)
    shown, loaded = (
        EvidenceFile(name=name, media_type=kind, sha256=letter * 64, size=1, uploaded_at=DAY_OF_ROUND)
        for name, kind, letter in (("bien-ban.pdf", "application/pdf", "1"), ("bang.xlsx", XLSX, "2"))
    )
    save(shown)
    save(loaded)
    save(AssessmentEvidence(assessment_id=row.id, evidence_id=shown.id))
    save(AssessmentEvidence(assessment_id=row.id, evidence_id=loaded.id))
    approve(monitored, DAY_OF_ROUND)
    page = as_role("delegate").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    assert f'href="/{council.slug}/evidence/{shown.id}/view">bien-ban.pdf</a>' in page
    assert f'href="/{council.slug}/evidence/{loaded.id}">bang.xlsx</a>' in page


def test_the_paper_an_answer_came_in_is_a_link_of_the_story(app, council, as_role) -> None:
    pledge = factories.make_pledge(council.id)
    pledge.answer.text = ""
    paper = EvidenceFile(
        name="tra-loi.pdf", media_type="application/pdf", sha256="3" * 64, size=1, uploaded_at=DAY_OF_ROUND
    )
    save(paper)
    save(AnswerFile(answer_id=pledge.answer_id, evidence_id=paper.id))
    page = as_role("delegate").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    assert f'href="/{council.slug}/evidence/{paper.id}/view">tra-loi.pdf</a>' in page
