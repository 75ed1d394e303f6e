"""A monitoring round goes from opening to its follow-up appendix."""

import unicodedata

from playwright.sync_api import expect

from tests.e2e import story
from tests.e2e.steps import (
    download,
    errors,
    field,
    fill,
    follow,
    go_to_the_round,
    press,
    save,
    saved,
    sign_in,
    small_pdf,
    words_of,
)


def test_the_lead_opens_a_round_on_all_adopted_pledges(visitor):
    lead = sign_in(visitor(), story.LEAD)
    lead.go(f"/{story.SLUG}/rounds")
    follow(lead, lead.page.locator("main a[href$='/rounds/new']").first)
    expect(lead.page.locator("main tbody input:checked")).to_have_count(3)
    fill(lead, as_of="31/03/2026", title="Đợt giám sát quý I năm 2026", assessing_body_id=story.COMMITTEE)
    save(lead)
    follow(lead, lead.page.locator("main form[action$='/collect'] button"))
    expect(lead.page.locator("main tbody tr")).to_have_count(3)


def test_the_clerk_logs_what_the_agency_reports_row_after_row(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    go_to_the_round(clerk)
    follow(clerk, clerk.page.locator("main tbody a").first)
    for promised, (state, figure, number) in story.REPORTS.items():
        expect(clerk.page.locator(".promise")).to_have_text(promised)
        values = {"state": state, "figure": figure, "document_number": number, "reported_on": "20/03/2026"}
        values["text"] = "Sở đã báo cáo bằng văn bản."
        if state == "claims_done":
            values["claimed_done_on"] = "15/12/2025"
        fill(clerk, **{f"report-{name}": value for name, value in values.items()})
        press(clerk, "Control+Enter")
    expect(clerk.page.locator("main")).to_contain_text("312/BC-SGDĐT")
    lead = sign_in(visitor(), story.LEAD)
    go_to_the_round(lead)
    follow(lead, lead.page.locator("main form[action$='/assess'] button"))


def test_the_monitor_assesses_with_evidence_and_kept_without_a_file_is_refused(visitor, tmp_path):
    monitor = sign_in(visitor(), story.MONITOR)
    follow(monitor, monitor.page.locator("main a[href*='/rounds/']").first)
    follow(monitor, monitor.page.locator("main tbody a").first)
    fill(monitor, **{"verdict-verdict": "kept", "verdict-completed_on": "15/12/2025"})
    verdict_form = monitor.page.locator("form[action$='/verdict']")
    with monitor.page.expect_navigation():
        verdict_form.locator("button[value=save_next]").click()
    monitor.look()
    expect(errors(monitor)).to_be_visible()
    field(monitor, "verdict-evidence").set_input_files(small_pdf(tmp_path, "Biên bản bàn giao.pdf"))
    with monitor.page.expect_navigation():
        verdict_form.locator("button[value=save_next]").click()
    monitor.look()
    expect(monitor.page.locator(".promise")).to_have_text(story.TEACHERS)
    fill(monitor, **{"verdict-verdict": "partly_kept", "verdict-remaining": "Còn thiếu 280 giáo viên"})
    fill(monitor, **{"verdict-cause": "objective", "verdict-next_step": "keep_monitoring"})
    with monitor.page.expect_navigation():
        verdict_form.locator("button[value=save]").click()
    saved(monitor)


def test_who_assessed_may_not_approve_and_another_member_does(visitor):
    deputy = sign_in(visitor(), story.DEPUTY)
    go_to_the_round(deputy)
    follow(deputy, deputy.page.locator("main tbody a").nth(-1))
    fill(deputy, **{"verdict-verdict": "broken", "verdict-reason": "Quá hạn mà chưa trình đề án"})
    with deputy.page.expect_navigation():
        deputy.page.locator("form[action$='/verdict'] button[value=save]").click()
    saved(deputy)
    follow(deputy, deputy.page.locator("main a[href$='/approve']"))
    with deputy.page.expect_navigation():
        deputy.page.locator("main button[value=save]").click()
    deputy.look()
    expect(errors(deputy)).to_be_visible()
    standing = sign_in(visitor(), story.STANDING)
    follow(standing, standing.page.locator("main a[href*='/rounds/']").first)
    follow(standing, standing.page.locator("main a[href$='/approve']"))
    save(standing)


def test_the_follow_up_appendix_is_issued_and_the_round_takes_nothing_more(visitor, tmp_path):
    standing = sign_in(visitor(), story.STANDING)
    go_to_the_round(standing)
    follow(standing, standing.page.locator("main a[href$='/issue']:not([href*='/report/'])"))
    fill(standing, number="41", issued_on="10/04/2026")
    save(standing)
    paper = download(standing, standing.page.locator("main a[href*='/documents/']").first, tmp_path)
    words = words_of(paper)
    assert unicodedata.is_normalized("NFC", words)
    for printed in (
        story.ROOMS,
        "45/45 phòng",
        "Đã thực hiện",
        "Còn thiếu 280 giáo viên",
        "Quá hạn mà chưa trình đề án",
    ):
        assert printed in words
    monitor = sign_in(visitor(), story.MONITOR)
    go_to_the_round(monitor)
    follow(monitor, monitor.page.locator("main tbody a").first)
    expect(field(monitor, "verdict-verdict")).to_have_count(0)
