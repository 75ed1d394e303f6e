"""The secretariat's side: what came, how far a round's reports are, and the files under a verdict."""

import io
import re
from datetime import date

import pytest

from app.core.database import db
from app.monitoring import queries as monitoring
from app.monitoring.commands import log_report
from app.monitoring.domain import NewReport, ReportStanding, ReportState, RoundStatus
from app.monitoring.incoming import days_late, incoming_of
from app.monitoring.models import Assessment, ReportEvidence
from app.pledges.domain import Verdict
from app.pledges.models import Ground
from app.reporting import commands, received
from app.reporting.domain import NewSubmission, SubmissionStatus
from tests import factories
from tests.integration.reporting.test_life import SAID, hand_in, keep, sent
from tests.unit.evidence.test_checks import pdf


@pytest.fixture
def base(council):
    return f"/{council.slug}/received-reports"


def test_a_report_that_came_is_opened_beside_its_pledge_and_accepted(council, base, row, pledge, as_role):
    clerk = as_role("clerk")
    draft = hand_in(pledge)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    listed = clerk.get(base).text
    assert pledge.words in listed
    page = clerk.get(f"{base}/{draft.id}").text
    for shown in (pledge.words, SAID.text, "Biên bản.pdf", "Nghiệm thu đợt 1", row.round.title):
        assert shown in page
    assert clerk.post(f"{base}/{draft.id}/accept").status_code == 302
    assert monitoring.get_assessment(row.id).report.text == SAID.text
    assert SAID.text in clerk.get(f"/{council.slug}/rounds/rows/{row.id}").text
    assert pledge.words not in clerk.get(base).text
    assert pledge.words in clerk.get(f"{base}?status=accepted").text


def test_a_report_is_returned_with_a_remark_that_the_agency_reads(
    council, base, row, pledge, as_role, browser
):
    report, clerk = sent(pledge), as_role("clerk")
    empty = clerk.post(f"{base}/{report.id}/return", data={"remark": " "})
    assert empty.status_code == 422
    assert clerk.post(f"{base}/{report.id}/return", data={"remark": "Thiếu biên bản"}).status_code == 302
    mine = f"/{council.slug}/my-reports"
    assert "Thiếu biên bản" in browser.get(f"{mine}/pledges/{pledge.id}").text
    began = browser.post(f"{mine}/{report.id}/complete")
    assert began.location.endswith(f"/pledges/{pledge.id}/write")
    form = browser.get(began.location).text
    assert "Thiếu biên bản" in form
    assert SAID.text in form


def test_what_was_accepted_or_returned_meanwhile_is_told_and_nothing_happens_twice(
    base, row, pledge, as_role
):
    report, clerk = sent(pledge), as_role("clerk")
    clerk.post(f"{base}/{report.id}/accept")
    again = clerk.post(f"{base}/{report.id}/accept", follow_redirects=True)
    assert "không chuyển sang" in again.text
    assert len(monitoring.reports_of(pledge.id)) == 1


@pytest.mark.parametrize("role", ["monitor", "standing_committee", "delegate", "administrator", "agency"])
def test_only_the_secretariat_opens_what_came(base, row, pledge, as_role, role):
    report, person = sent(pledge), as_role(role)
    for path in ("", f"/{report.id}", f"/{report.id}/extension"):
        assert person.get(base + path).status_code == 403, path
    for path in (f"/{report.id}/accept", f"/{report.id}/return"):
        assert person.post(base + path, data={"remark": "x"}).status_code == 403, path


def test_a_draft_does_not_come_to_the_secretariat(council, base, pledge, as_role):
    draft, clerk = hand_in(pledge), as_role("clerk")
    assert clerk.get(f"{base}/{draft.id}").status_code == 404
    assert clerk.get(f"/{council.slug}/evidence/{draft.evidence[0].evidence_id}").status_code == 404
    assert clerk.get(f"{base}?status=draft").text.count("pledge-words") == 0


def test_what_an_agency_asks_for_fills_the_form_that_logs_it(council, base, row, pledge, as_role):
    ground = factories._save(Ground(council_id=council.id, kind="extension", words="Chờ quy hoạch"))
    asked = NewSubmission(
        state=ReportState.ASKS_EXTENSION, text="Chưa có quy hoạch", reported_on=date(2026, 12, 1),
        asked_due_on=date(2027, 6, 30), asked_words="hết quý II năm 2027", asked_ground_id=ground.id,
        document_number="77/STN",
    )  # fmt: skip
    report, clerk = sent(pledge, asked), as_role("clerk")
    clerk.post(f"{base}/{report.id}/accept")
    assert f"{base}/{report.id}/extension" in clerk.get(f"{base}/{report.id}").text
    form = clerk.get(f"{base}/{report.id}/extension").text
    for filled in ("30/06/2027", "hết quý II năm 2027", "Chờ quy hoạch", "Chưa có quy hoạch", "77/STN"):
        assert filled in form
    assert f'action="/{council.slug}/pledges/{pledge.id}/extensions/new"' in form


def test_a_wish_to_be_dropped_fills_the_form_of_the_decision_and_decides_nothing(
    council, base, row, pledge, as_role
):
    ground = factories._save(Ground(council_id=council.id, kind="drop", words="Chủ trương đã thay đổi"))
    asked = NewSubmission(
        state=ReportState.ASKS_DROP,
        text="Dự án dừng",
        reported_on=date(2026, 12, 1),
        asked_ground_id=ground.id,
    )
    report = sent(pledge, asked)
    as_role("clerk").post(f"{base}/{report.id}/accept")
    chair = as_role("standing_committee")
    form = chair.get(f"{base}/{report.id}/drop").text
    assert "Chủ trương đã thay đổi" in form
    assert f'action="/{council.slug}/pledges/{pledge.id}/drop"' in form
    db.session.refresh(pledge)
    assert pledge.lifecycle == "adopted"


def in_round(council, round_, agency, reported=None):
    """Another pledge of the round."""
    pledge = factories.make_pledge(council.id, lead_agency_id=agency.id)
    factories.adopt(pledge)
    row = factories._save(Assessment(council_id=council.id, round=round_, pledge=pledge))
    if reported is not None:
        from app.monitoring.commands import log_report

        new = NewReport(state=ReportState.IN_PROGRESS, text="Đã làm", reported_on=reported)
        log_report(assessment=monitoring.get_assessment(row.id), new=new, actor=None)
    return row


def test_a_round_tells_of_each_pledge_whether_its_report_came_waits_was_returned_or_is_missing(
    council, agency, row, pledge, as_role
):
    round_ = row.round
    in_time = in_round(council, round_, agency, reported=date(2026, 11, 30))
    late = in_round(council, round_, agency, reported=date(2026, 12, 4))
    returned = in_round(council, round_, factories.make_agency(council.id, name="Sở Chậm"))
    waiting = in_round(council, round_, agency)
    commands.return_report(submission=sent(returned.pledge), remark="Bổ sung", actor=None)
    sent(waiting.pledge)
    keep(pledge)  # a draft is as if nothing had come
    rows = [monitoring.get_assessment(each.id) for each in (row, in_time, late, returned, waiting)]
    found = incoming_of(round_, rows, day=date(2026, 12, 5))
    assert [(found[each.pledge_id].standing, found[each.pledge_id].late) for each in rows] == [
        (ReportStanding.MISSING, 5),
        (ReportStanding.REPORTED, 0),
        (ReportStanding.REPORTED, 4),
        (ReportStanding.RETURNED, 5),
        (ReportStanding.WAITING, 0),
    ]
    first, second = received.agencies_of_round(round_, day=date(2026, 12, 5))
    assert {each.name for each in (first, second)} == {"Sở Chậm", agency.name}
    ours = first if first.name == agency.name else second
    assert [ours.count(standing) for standing in ReportStanding] == [2, 1, 0, 1]
    assert [line.code for line in ours.owing] == [pledge.code]
    delegate = as_role("delegate")
    page = delegate.get(f"/{council.slug}/rounds/{round_.id}/reports").text
    cells = re.sub(r"<[^>]+>|\s+", " ", page.partition(agency.name)[2].partition("</tr>")[0]).split()
    assert cells == ["4", "2", "1", "0", "1", "2", pledge.code]
    assert "Sở Chậm" in page
    worktable = delegate.get(f"/{council.slug}/rounds/{round_.id}").text
    for told in ("Chờ tiếp nhận", "Trả lại để bổ sung", "Chưa báo cáo", "chậm"):
        assert told in worktable


def test_a_round_that_takes_no_reports_counts_no_more_days(row):
    row.round.status = RoundStatus.APPROVED
    assert days_late(row.round, ReportStanding.MISSING, reported_on=None, day=date(2027, 1, 1)) == 0


@pytest.mark.parametrize("closed", [RoundStatus.APPROVED, RoundStatus.ISSUED])
def test_who_never_reported_counts_as_late_once_the_round_is_closed(council, agency, row, as_role, closed):
    round_ = row.round
    late = in_round(council, round_, agency, reported=date(2026, 12, 4))
    said_silent = in_round(council, round_, agency)
    silent = NewReport(state=ReportState.NOT_REPORTED, reported_on=date(2026, 12, 4))
    log_report(assessment=monitoring.get_assessment(said_silent.id), new=silent, actor=None)
    in_round(council, round_, agency, reported=date(2026, 11, 30))
    round_.status = closed
    db.session.flush()
    [line] = received.agencies_of_round(round_, day=date(2027, 3, 1))
    assert (line.late, line.missed, line.count("missing"), line.count("reported")) == (3, 2, 2, 2)
    found = incoming_of(
        round_,
        [monitoring.get_assessment(each.id) for each in (row, late, said_silent)],
        day=date(2027, 3, 1),
    )
    assert [(each.missed, each.late) for each in found.values()] == [(True, 0), (False, 4), (True, 0)]
    page = as_role("delegate").get(f"/{council.slug}/rounds/{round_.id}/reports").text
    cells = re.sub(r"<[^>]+>|\s+", " ", page.partition(agency.name)[2].partition("</tr>")[0])
    assert "trong đó không báo cáo: 2" in cells
    assert "Không báo cáo" in page
    assert "Không báo cáo" in as_role("delegate").get(f"/{council.slug}/rounds/{round_.id}").text


REPORT = {"report-state": "in_progress", "report-text": "Theo công văn", "report-reported_on": "20/11/2026"}


def test_files_logged_with_a_report_stay_with_the_report_and_say_what_they_prove(
    council, row, pledge, as_role
):
    clerk = as_role("clerk")
    files = {
        "report-evidence": (io.BytesIO(pdf()), "Công văn.pdf"),
        "report-proves": "Đã bố trí vốn",
        "report-part_id": "",
    }
    assert (
        clerk.post(f"/{council.slug}/rounds/rows/{row.id}/report", data={**REPORT, **files}).status_code
        == 302
    )
    (kept,) = monitoring.evidence_of_reports(pledge.id)
    assert (kept.file.name, kept.proves) == ("Công văn.pdf", "Đã bố trí vốn")
    assert monitoring.get_assessment(row.id).evidence == []
    page = clerk.get(f"/{council.slug}/rounds/rows/{row.id}").text
    assert "Đã bố trí vốn" in page


def test_a_monitor_rests_a_verdict_on_a_file_of_the_report_by_a_tick(council, row, pledge, as_role):
    draft = hand_in(pledge)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    commands.accept_report(submission=draft, actor=None)
    row.round.status = RoundStatus.ASSESSING
    db.session.flush()
    monitor, address = as_role("monitor"), f"/{council.slug}/rounds/rows/{row.id}"
    file_id = draft.evidence[0].evidence_id
    assert f'value="{file_id}"' in monitor.get(address).text
    kept = {"verdict-verdict": "kept", "verdict-completed_on": "20/11/2026", "verdict-version": ""}
    refused = monitor.post(f"{address}/verdict", data={**kept, "verdict-taken": "999999"})
    assert refused.status_code == 422
    assert monitor.post(f"{address}/verdict", data={**kept, "verdict-taken": str(file_id)}).status_code == 302
    judged = monitoring.get_assessment(row.id)
    assert (judged.verdict, [each.proves for each in judged.evidence]) == (Verdict.KEPT, ["Nghiệm thu đợt 1"])
    assert f'value="{file_id}"' not in monitor.get(address).text


def test_a_refused_verdict_takes_no_file_over(council, row, pledge, as_role):
    draft = hand_in(pledge)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    commands.accept_report(submission=draft, actor=None)
    row.round.status = RoundStatus.ASSESSING
    db.session.flush()
    data = {
        "verdict-verdict": "kept",
        "verdict-taken": str(draft.evidence[0].evidence_id),
        "verdict-version": "",
    }
    answer = as_role("monitor").post(f"/{council.slug}/rounds/rows/{row.id}/verdict", data=data)
    assert answer.status_code == 422
    assert " checked" in answer.text
    assert monitoring.get_assessment(row.id).evidence == []


def test_the_digest_of_a_report_speaks_of_its_files_too(row, pledge):
    from app.monitoring.seals import compare_reports

    draft = hand_in(pledge)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    commands.accept_report(submission=draft, actor=None)
    assert compare_reports().faults == []
    other = factories.keep_file("thêm.pdf", pdf())
    report_id = db.session.query(ReportEvidence).one().report_id
    factories._save(ReportEvidence(council_id=pledge.council_id, report_id=report_id, evidence_id=other.id))
    assert compare_reports().faults != []


def test_the_queue_of_the_secretariat_begins_with_what_waits_longest(council, agency, row, pledge):
    first = sent(pledge)
    second = sent(in_round(council, row.round, agency).pledge)
    assert [each.id for each in received.waiting_reports()] == [first.id, second.id]
    assert received.counts()[SubmissionStatus.SENT] == 2
