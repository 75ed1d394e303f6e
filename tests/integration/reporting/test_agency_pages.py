"""What an agency sees and sends: its own pledges and nothing else, whatever it asks for."""

import io
from datetime import date
from itertools import cycle

import pytest

from app.core.database import db
from app.monitoring.models import AgencyReport, ReportEvidence
from app.pledges.domain import PartKind
from app.pledges.models import PledgeAssignment, PledgeCoordinator, PledgePart
from app.reporting import queries
from app.reporting.domain import SubmissionStatus
from app.reporting.models import ReportSubmission, SubmissionEvidence
from tests import factories
from tests.fuzz.hostile import TYPED as GARBAGE
from tests.integration.pledges.counting import selects
from tests.unit.evidence.test_checks import pdf

TYPED = {
    "state": "in_progress",
    "text": "Đã xong 7/12 công trình",
    "reported_on": "01/12/2026",
    "document_number": "45/BC-STN",
    "ground": "",
    "drop_ground": "",
    "version": "0",
}


def a_file(name="Biên bản.pdf"):
    return (io.BytesIO(pdf()), name)


@pytest.fixture
def base(council):
    return f"/{council.slug}/my-reports"


@pytest.fixture
def others(council):
    """A pledge of another agency, its report and a file of it."""
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    file = factories.keep_file("của cơ quan khác.pdf", pdf())
    report = factories.make_submission(pledge)
    db.session.add(SubmissionEvidence(submission_id=report.id, evidence_id=file.id, council_id=council.id))
    db.session.flush()
    report.sent_at, report.status = report.created_at, SubmissionStatus.SENT
    db.session.flush()
    return pledge, report, file


def the_draft(pledge):
    db.session.expire_all()
    return queries.find_draft(agency_id=pledge.acting_agency_id, pledge_id=pledge.id)


def test_after_sign_in_a_contact_lands_on_the_pledges_of_the_agency(council, browser, pledge, others):
    start = browser.get("/")
    assert start.location.endswith(f"/{council.slug}/my-reports")
    page = browser.get(start.location).text
    assert pledge.words in page
    assert others[0].words not in page


def test_the_first_page_of_the_council_leads_a_contact_to_the_agencys_own_pages(council, browser, pledge):
    first = browser.get(f"/{council.slug}/")
    assert first.status_code == 302
    assert first.location.endswith(f"/{council.slug}/my-reports")
    page = browser.get(first.location).text
    home = page.partition('class="brand"')[2].partition(">")[0]
    assert f'href="/{council.slug}/"' in home
    assert browser.get(f"/{council.slug}/directory").status_code == 403


def test_what_goes_with_a_request_stands_on_the_form_and_stays_while_anything_is_typed_in_it(
    base, browser, pledge
):
    form = browser.get(f"{base}/pledges/{pledge.id}/write").text
    block = form.partition('data-state="asks_extension"')[2]
    assert not block.partition(">")[0].strip()
    assert 'name="asked_due_on"' in block.partition("</fieldset>")[0]
    assert "<details" not in block.partition("</fieldset>")[0]
    ground = "Chưa được bố trí đủ vốn theo kế hoạch"
    typed = {**TYPED, "asked_due_on": "30/06/2027", "asked_words": "hết quý II", "ground": ground}
    assert browser.post(f"{base}/pledges/{pledge.id}/write", data=typed).status_code == 302
    again = browser.get(f"{base}/pledges/{pledge.id}/write").text
    kept = again.partition('data-state="asks_extension"')[2].partition("</fieldset>")[0]
    assert kept.partition(">")[0].strip() == "data-kept"
    assert "hết quý II" in kept
    assert 'value="30/06/2027"' in kept
    assert f'selected value="{ground}"' in kept
    dropped = again.partition('data-state="asks_drop"')[2]
    assert not dropped.partition(">")[0].strip()


def test_who_works_for_the_council_too_lands_on_their_work(app, council, agency):
    from app.accounts.models import Membership

    both = factories.make_contact(agency, is_alternate=True)
    db.session.add(Membership(council_id=council.id, user_id=both.id, role="clerk"))
    assert factories.browser_of(app, both).get("/").location.endswith(f"/{council.slug}/")


def test_an_agency_gets_nothing_of_another_by_changing_numbers_in_addresses(base, browser, pledge, others):
    theirs, report, file = others
    for path in (
        f"/pledges/{theirs.id}",
        f"/pledges/{theirs.id}/write",
        f"/{report.id}",
        f"/{report.id}/send",
        f"/{report.id}/discard",
        f"/evidence/{file.id}",
        f"/evidence/{file.id}/inline",
        f"/evidence/{file.id}/view",
    ):
        assert browser.get(base + path).status_code == 404, path
    for path in (
        f"/pledges/{theirs.id}/write",
        f"/{report.id}/send",
        f"/{report.id}/discard",
        f"/{report.id}/complete",
    ):
        assert browser.post(base + path, data=TYPED).status_code == 404, path
    assert db.session.query(ReportSubmission).count() == 1


def test_the_rest_of_the_council_is_closed_to_an_agency(council, browser, pledge, row):
    for path in (
        "/pledges", f"/pledges/{pledge.id}", "/rounds", f"/rounds/{row.round_id}", f"/rounds/rows/{row.id}",
        f"/rounds/{row.round_id}/reports", "/received-reports", "/directory", "/statistics", "/documents", "/extensions",
    ):  # fmt: skip
        assert browser.get(f"/{council.slug}{path}").status_code in {403, 404}, path


def test_a_forged_number_of_a_file_in_the_form_reaches_no_other_file(base, browser, pledge, others):
    forged = {"files-0-evidence_id": str(others[2].id), "files-0-proves": "của tôi", "files-0-part_id": ""}
    browser.post(f"{base}/pledges/{pledge.id}/write", data={**TYPED, **forged})
    assert the_draft(pledge).evidence == []
    stored = db.session.query(SubmissionEvidence).all()
    assert [each.proves for each in stored] == [""]


def test_a_part_of_another_pledge_in_the_form_is_refused(council, base, browser, pledge, others):
    foreign = factories._save(
        PledgePart(
            council_id=council.id,
            pledge_id=factories.make_pledge(council.id).id,
            kind=PartKind.STEP,
            words="Xa",
        )
    )
    browser.post(f"{base}/pledges/{pledge.id}/write", data={**TYPED, "evidence": a_file()})
    row = {
        "files-0-evidence_id": str(the_draft(pledge).evidence[0].evidence_id),
        "files-0-part_id": str(foreign.id),
    }
    answer = browser.post(
        f"{base}/pledges/{pledge.id}/write", data={**TYPED, **row, "version": str(the_draft(pledge).version)}
    )
    assert answer.status_code == 422
    assert the_draft(pledge).evidence[0].part_id is None


def test_drafts_and_assessments_of_others_do_not_stand_on_an_agencys_page(base, browser, row, pledge):
    row.opinion, row.reason = "Ý kiến đang soạn", "Lý do đang soạn"
    db.session.flush()
    page = browser.get(f"{base}/pledges/{pledge.id}").text
    assert pledge.words in page
    assert "đang soạn" not in page


@pytest.mark.parametrize("how", ["coordinates", "has a share", "took a share over"])
def test_a_helping_agency_sees_the_pledge_marked_as_such(council, agency, browser, base, how):
    pledge = factories.make_pledge(council.id)
    if how == "coordinates":
        db.session.add(PledgeCoordinator(council_id=council.id, pledge_id=pledge.id, agency_id=agency.id))
    else:
        before = agency if how == "has a share" else factories.make_agency(council.id)
        part = PledgePart(
            council_id=council.id,
            pledge_id=pledge.id,
            kind=PartKind.SHARE,
            words="Giải phóng mặt bằng",
            agency_id=before.id,
        )
        db.session.add(part)
    db.session.flush()
    factories.adopt(pledge)
    if how == "took a share over":
        db.session.add(
            PledgeAssignment(
                council_id=council.id,
                pledge_id=pledge.id,
                part_id=part.id,
                from_day=date(2026, 11, 1),
                agency_id=agency.id,
            )
        )
        db.session.flush()
    assert "phối hợp" in browser.get(base).text
    assert "Cơ quan phối hợp thực hiện" in browser.get(f"{base}/pledges/{pledge.id}").text
    assert browser.post(f"{base}/pledges/{pledge.id}/write", data=TYPED).status_code == 302


def test_a_pledge_that_passed_on_is_its_old_agencys_no_longer(council, base, browser, pledge):
    factories.make_submission(pledge, status="sent")
    pledge.acting_agency_id = factories.make_agency(council.id).id
    db.session.flush()
    assert browser.get(f"{base}/pledges/{pledge.id}").status_code == 404
    assert pledge.words not in browser.get(base).text


def test_a_draft_is_kept_over_several_visits_with_all_that_was_typed(base, browser, pledge):
    address = f"{base}/pledges/{pledge.id}/write"
    half = {
        **TYPED,
        "reported_on": "",
        "asked_words": "sang năm",
        "evidence": [a_file(), a_file("Ảnh.pdf")],
        "form_token": "của trang",
    }
    assert browser.post(address, data=half).status_code == 302
    page = browser.get(address).text
    for typed in ("Đã xong 7/12 công trình", "sang năm", "Biên bản.pdf", "Ảnh.pdf"):
        assert typed in page
    draft = the_draft(pledge)
    rows = {
        f"files-{place}-{name}": value
        for place, each in enumerate(draft.evidence)
        for name, value in (("evidence_id", each.evidence_id), ("proves", f"Việc {place}"))
    }
    gone = {**TYPED, **rows, "files-1-removed": "y", "version": str(draft.version)}
    assert browser.post(address, data=gone).status_code == 302
    assert [each.proves for each in the_draft(pledge).evidence] == ["Việc 0"]


def test_a_form_that_must_be_mended_keeps_the_words_and_the_files(base, browser, pledge):
    address = f"{base}/pledges/{pledge.id}/write"
    answer = browser.post(address, data={**TYPED, "reported_on": "31/02/2026", "evidence": a_file()})
    assert answer.status_code == 422
    for kept in ("Đã xong 7/12 công trình", "31/02/2026", "Biên bản.pdf"):
        assert kept in answer.text
    version = the_draft(pledge).version
    assert f'name="version" type="hidden" value="{version}"' in answer.text
    assert browser.post(address, data={**TYPED, "version": str(version)}).status_code == 302


def test_a_refused_file_says_so_and_takes_nothing_typed_away(base, browser, pledge):
    answer = browser.post(
        f"{base}/pledges/{pledge.id}/write", data={**TYPED, "evidence": (io.BytesIO(b"MZ\x90"), "a.pdf")}
    )
    assert answer.status_code == 422
    assert "Chưa lưu “a.pdf”" in answer.text
    assert "Đã xong 7/12 công trình" in answer.text


def test_what_is_still_missing_is_told_before_sending_and_the_draft_is_kept(base, browser, pledge):
    answer = browser.post(
        f"{base}/pledges/{pledge.id}/write", data={**TYPED, "state": "claims_done", "action": "save_next"}
    )
    assert answer.status_code == 422
    assert "Xin ghi ngày hoàn thành." in answer.text
    assert the_draft(pledge).state == "claims_done"


def test_a_file_of_which_nothing_is_said_is_told_beside_itself(base, browser, pledge):
    address = f"{base}/pledges/{pledge.id}/write"
    answer = browser.post(address, data={**TYPED, "evidence": a_file(), "action": "save_next"})
    assert answer.status_code == 422
    assert 'href="#files-0-proves"' in answer.text
    assert "Đã lưu nháp, nhưng chưa gửi được" in answer.text
    assert "Chưa lưu" not in answer.text


def test_two_contacts_at_one_draft_see_both_versions(app, agency, base, browser, pledge):
    address = f"{base}/pledges/{pledge.id}/write"
    browser.post(address, data=TYPED)
    stale = str(the_draft(pledge).version)
    alternate = factories.browser_of(app, factories.make_contact(agency, is_alternate=True))
    alternate.post(address, data={**TYPED, "text": "Của người kia", "version": stale})
    answer = browser.post(address, data={**TYPED, "text": "Của tôi", "version": stale})
    assert answer.status_code == 422
    assert "Của người kia" in answer.text
    assert "Của tôi" in answer.text


def test_what_is_asked_keeps_its_ground_of_the_councils_list(base, browser, pledge):
    asked = {
        "state": "asks_extension",
        "asked_due_on": "30/06/2027",
        "ground": "Chưa được bố trí đủ vốn theo kế hoạch",
    }
    answer = browser.post(f"{base}/pledges/{pledge.id}/write", data={**TYPED, **asked, "action": "save_next"})
    assert answer.location.endswith("/send")
    assert the_draft(pledge).asked_ground.words == asked["ground"]


def test_an_agencys_files_are_shown_in_a_sandbox_and_downloaded(base, browser, pledge):
    browser.post(f"{base}/pledges/{pledge.id}/write", data={**TYPED, "evidence": a_file()})
    file_id = the_draft(pledge).evidence[0].evidence_id
    assert f"/evidence/{file_id}/inline" in browser.get(f"{base}/evidence/{file_id}/view").text
    shown = browser.get(f"{base}/evidence/{file_id}/inline")
    assert shown.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'self'"
    assert browser.get(f"{base}/evidence/{file_id}").headers["Content-Disposition"].startswith("attachment")


def test_what_the_office_logged_is_seen_by_who_must_act_alone(app, council, base, browser, pledge):
    helper = factories.make_agency(council.id)
    report = factories._save(
        AgencyReport(
            council_id=council.id, pledge_id=pledge.id, state="in_progress", text="Theo công văn",
            reported_on=date(2026, 11, 1),
        )
    )  # fmt: skip
    file = factories.keep_file("công văn.pdf", pdf())
    factories._save(ReportEvidence(council_id=council.id, report_id=report.id, evidence_id=file.id))
    assert "Theo công văn" in browser.get(f"{base}/pledges/{pledge.id}").text
    assert browser.get(f"{base}/evidence/{file.id}").status_code == 200
    pledge_of_helper = PledgePart(
        council_id=council.id, pledge_id=pledge.id, kind=PartKind.SHARE, words="Phần việc", agency_id=helper.id,
        decided_on=date(2026, 8, 1), document_number="1/TB",
    )  # fmt: skip
    factories._save(pledge_of_helper)
    helping = factories.browser_of(app, factories.make_contact(helper))
    assert "Theo công văn" not in helping.get(f"{base}/pledges/{pledge.id}").text
    assert helping.get(f"{base}/evidence/{file.id}").status_code == 404


@pytest.mark.parametrize(
    ("view", "shown"), [("", True), ("?view=to_do", True), ("?view=closed", False), ("?view=x", True)]
)
def test_the_list_names_what_is_to_be_done(base, browser, pledge, row, view, shown):
    page = browser.get(base + view).text
    assert (pledge.words in page) is shown
    assert ("Chờ báo cáo" in page) is shown


def test_a_long_list_is_paged_and_costs_the_same_number_of_statements(council, agency, base, browser, pledge):
    with selects() as few:
        browser.get(base)
    answer = factories.make_answer(council.id)
    made = [factories.make_pledge(council.id, answer=answer, lead_agency_id=agency.id) for _ in range(60)]
    factories.adopt(*made)
    with selects() as many:
        first = browser.get(base)
    assert len(many) == len(few)
    assert first.text.count('class="pledge-words"') == 50
    following = first.text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert browser.get(following).text.count('class="pledge-words"') == 11


def test_garbage_in_the_form_is_refused_in_words_and_never_breaks_it(base, browser, pledge):
    address = f"{base}/pledges/{pledge.id}/write"
    browser.post(address, data={**TYPED, "evidence": a_file()})
    rows = {"files-0-evidence_id": "1", "files-0-proves": "a", "files-0-part_id": "", "files-7-removed": "y"}
    browser.looks_at_pages = False
    turns = cycle(GARBAGE)
    for name in (*TYPED, "value", "asked_due_on", "action", *rows):
        answer = browser.post(address, data={**TYPED, **rows, name: next(turns)})
        assert answer.status_code in {302, 422}, name


def test_an_account_without_an_agency_sees_nothing_and_is_told_why(app, council, base):
    nobody = factories.browser_of(app, factories.make_user("agency", council_id=council.id))
    page = nobody.get(base)
    assert page.status_code == 200
    assert "chưa được ghi thuộc cơ quan nào" in page.text
