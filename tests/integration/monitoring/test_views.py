"""The pages of a round, from its opening to the issued follow-up appendix."""

import io
from datetime import date

import pytest

from app.core.database import db
from app.documents import listing
from app.monitoring import queries
from app.monitoring.domain import RoundStatus
from app.monitoring.models import Assessment
from app.pledges.domain import Verdict
from tests import factories
from tests.unit.evidence.test_checks import pdf

NEW = {"number": "1", "title": "Đợt giám sát cuối năm", "as_of": "30/11/2026", "assessing_body_id": "0"}
REPORT = {
    "report-state": "in_progress",
    "report-text": "Đã xong 7/12 công trình",
    "report-reported_on": "20/11/2026",
}


@pytest.fixture
def pledges(council):
    answer = factories.make_answer(council.id)
    made = [factories.make_pledge(council.id, answer=answer, due_on=date(2026, 10, 31)) for _ in range(3)]
    factories.adopt(*made)
    return made


@pytest.fixture
def round_(council, pledges):
    """A round that is being assessed."""
    made = factories.make_round(council.id, as_of=date(2026, 11, 30), status=RoundStatus.ASSESSING)
    db.session.add_all(
        Assessment(council_id=council.id, round_id=made.id, pledge_id=pledge.id) for pledge in pledges
    )
    db.session.flush()
    return made


def verdict(row, code, **values):
    return {
        "verdict-verdict": code,
        "verdict-version": str(row.version),
        **{f"verdict-{name}": value for name, value in values.items()},
    }


def rows_of(round_):
    return list(queries.work_page(round_.id).rows)


@pytest.mark.usefixtures("quick_paper")
def test_a_round_goes_from_opening_to_its_issued_appendix(council, pledges, as_role):
    base = f"/{council.slug}/rounds"
    lead, clerk, monitor, chair = (
        as_role(role) for role in ("lead", "clerk", "monitor", "standing_committee")
    )
    offered = lead.get(f"{base}/new")
    assert offered.text.count('name="pledges"') == 3
    opened = lead.post(f"{base}/new", data={**NEW, "pledges": [str(pledge.id) for pledge in pledges[:2]]})
    assert opened.status_code == 302
    round_ = queries.find_round(1)
    lead.post(f"{base}/{round_.id}/collect")
    row, second = rows_of(round_)
    logged = clerk.post(f"{base}/rows/{row.id}/report", data={**REPORT, "action": "save_next"})
    assert logged.location.endswith(f"/rounds/rows/{second.id}")
    lead.post(f"{base}/{round_.id}/assess")
    assert "Đã xong 7/12 công trình" in monitor.get(f"{base}/rows/{row.id}").text
    row = queries.get_assessment(row.id)
    kept = verdict(
        row, "kept", completed_on="01/10/2026", evidence=(io.BytesIO(pdf()), "Biên bản nghiệm thu.pdf")
    )
    onwards = monitor.post(f"{base}/rows/{row.id}/verdict", data={**kept, "action": "save_next"})
    assert onwards.location.endswith(f"/rounds/rows/{second.id}")
    assert "Biên bản nghiệm thu.pdf" in monitor.get(f"{base}/rows/{row.id}").text
    second = queries.get_assessment(second.id)
    done = monitor.post(
        f"{base}/rows/{second.id}/verdict", data={**verdict(second, "in_progress"), "action": "save_next"}
    )
    assert done.location.endswith(f"/rounds/{round_.id}")
    version = queries.edition(queries.get_round(round_.id))
    assert chair.post(f"{base}/{round_.id}/approve", data={"version": version}).status_code == 302
    paper = {"paper": "report", "number": "147", "issued_on": "05/12/2026"}
    assert chair.post(f"{base}/{round_.id}/issue", data=paper).status_code == 302
    page = as_role("delegate").get(f"{base}/{round_.id}")
    assert f"/documents/{listing.issued_page(None).rows[0].id}/file" in page.text
    assert queries.get_round(round_.id).status is RoundStatus.ISSUED


def test_a_round_without_a_title_is_named_after_the_day_it_looks_at(council, pledges, as_role):
    data = {**NEW, "title": "", "pledges": [str(pledges[0].id)]}
    assert as_role("lead").post(f"/{council.slug}/rounds/new", data=data).status_code == 302
    assert [row[0].title for row in queries.rounds().rows] == ["Đợt 1, tính đến 30/11/2026"]


def test_opening_without_a_pledge_keeps_what_was_typed(council, pledges, as_role):
    answer = as_role("lead").post(f"/{council.slug}/rounds/new", data={**NEW, "title": "Đợt của tôi"})
    assert answer.status_code == 422
    assert "Đợt của tôi" in answer.text
    assert "Xin chọn ít nhất một lời hứa." in answer.text
    assert "checked" not in answer.text


@pytest.mark.parametrize("number", ["0", "-1", "1,5", "99999999", "x"])
def test_a_round_has_a_plain_number(council, pledges, as_role, number):
    data = {**NEW, "number": number, "pledges": [str(pledges[0].id)]}
    assert as_role("lead").post(f"/{council.slug}/rounds/new", data=data).status_code == 422
    assert queries.rounds().rows == []


def test_a_preview_is_a_draft_and_is_not_kept(council, round_, as_role):
    preview = as_role("delegate").get(f"/{council.slug}/rounds/{round_.id}/preview.pdf")
    assert (preview.mimetype, preview.data[:5]) == ("application/pdf", b"%PDF-")
    assert listing.issued_page(None).rows == []


def test_a_verdict_that_lacks_something_keeps_the_words_and_the_files(council, round_, as_role):
    row = rows_of(round_)[0]
    data = verdict(row, "kept", reason="Đã nghiệm thu", evidence=(io.BytesIO(pdf()), "a.pdf"))
    answer = as_role("monitor").post(f"/{council.slug}/rounds/rows/{row.id}/verdict", data=data)
    assert answer.status_code == 422
    assert "Đã nghiệm thu" in answer.text
    assert "cần có ngày hoàn thành" in answer.text
    row = queries.get_assessment(row.id)
    assert ([each.file.name for each in row.evidence], row.verdict) == (["a.pdf"], Verdict.NOT_ASSESSED)


def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(council, round_, as_role):
    row = rows_of(round_)[0]
    data = verdict(row, "in_progress", evidence=(io.BytesIO(b"MZ\x90"), "a.pdf"))
    answer = as_role("monitor").post(f"/{council.slug}/rounds/rows/{row.id}/verdict", data=data)
    assert answer.status_code == 422
    assert "Chưa lưu “a.pdf”" in answer.text
    assert queries.get_assessment(row.id).verdict is Verdict.NOT_ASSESSED


def test_two_assessors_of_one_row_see_both_verdicts(council, round_, as_role):
    row = rows_of(round_)[0]
    stale = verdict(row, "broken", reason="Lý do của tôi")
    address = f"/{council.slug}/rounds/rows/{row.id}/verdict"
    assert (
        as_role("monitor")
        .post(address, data=verdict(row, "unsatisfactory", reason="Lý do của đồng nghiệp"))
        .status_code
        == 302
    )
    answer = as_role("monitor").post(address, data=stale)
    assert answer.status_code == 422
    assert "Lý do của tôi" in answer.text
    assert "Lý do của đồng nghiệp" in answer.text
    assert queries.get_assessment(row.id).verdict is Verdict.UNSATISFACTORY


def test_a_wrongly_attached_file_is_taken_off_before_approval(council, round_, as_role):
    row, monitor = rows_of(round_)[0], as_role("monitor")
    data = verdict(row, "in_progress", evidence=(io.BytesIO(pdf()), "nham.pdf"))
    monitor.post(f"/{council.slug}/rounds/rows/{row.id}/verdict", data=data)
    file_id = queries.get_assessment(row.id).evidence[0].evidence_id
    monitor.post(f"/{council.slug}/rounds/rows/{row.id}/evidence/{file_id}/remove")
    assert queries.get_assessment(row.id).evidence == []


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("collect", {"lead", "standing_committee"}),
        ("assess", {"lead", "standing_committee"}),
        ("approve", {"standing_committee"}),
        ("issue", {"standing_committee"}),
        ("rows/{row}/report", {"clerk", "lead"}),
        ("rows/{row}/verdict", {"monitor"}),
        ("rows/{row}/evidence/1/remove", {"monitor"}),
    ],
)
def test_each_step_is_open_to_its_role_alone(council, round_, as_role, path, allowed):
    row = rows_of(round_)[0]
    address = (
        f"/{council.slug}/rounds/{path.format(row=row.id)}"
        if "row" in path
        else f"/{council.slug}/rounds/{round_.id}/{path}"
    )
    for role in ("clerk", "lead", "monitor", "standing_committee", "delegate", "administrator"):
        refused = as_role(role).post(address, data={}).status_code == 403
        assert refused == (role not in allowed), role


def test_the_views_of_the_worktable_and_its_agencies_filter_rows(council, round_, pledges, as_role):
    monitor, rows = as_role("monitor"), rows_of(round_)
    monitor.post(f"/{council.slug}/rounds/rows/{rows[0].id}/verdict", data=verdict(rows[0], "not_started"))
    for query, shown in (
        ("", 3),
        ("?view=left", 2),
        ("?view=done", 1),
        ("?view=nonsense", 3),
        (f"?agency={pledges[0].lead_agency_id}", 3),
        ("?agency=999999", 0),
    ):
        page = monitor.get(f"/{council.slug}/rounds/{round_.id}{query}")
        assert page.text.count('class="pledge-words"') == shown, query
