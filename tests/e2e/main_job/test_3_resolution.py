"""The resolution is prepared, adopted, and its appendix issued."""

import unicodedata

from playwright.sync_api import expect

from tests.e2e import story
from tests.e2e.steps import (
    download,
    errors,
    fetched,
    fill,
    follow,
    go_to_the_session,
    press,
    save,
    sign_in,
    words_of,
)


def test_the_lead_prepares_the_resolution_and_the_appendix_prints_as_a_draft(visitor, tmp_path):
    lead = sign_in(visitor(), story.LEAD)
    go_to_the_session(lead)
    press(lead, "r")
    follow(lead, lead.page.locator("main a[href$='/resolution/new']").first)
    fill(lead, number="5", adopted_on="12/07/2025", signer_name="Trần Chủ Tọa", signer_title="Chủ tịch")
    save(lead)
    expect(lead.page.locator("main")).to_contain_text(story.NUMBER)
    words = words_of(fetched(lead, lead.page.locator("main a[href$='/preview.pdf']"), tmp_path))
    assert "DỰ THẢO" in words
    for promised in (story.ROOMS, story.TEACHERS, story.BOARDING):
        assert promised in words


def test_the_standing_committee_adopts_with_gaps_confirmed_and_the_appendix_is_issued(visitor, tmp_path):
    standing = sign_in(visitor(), story.STANDING)
    follow(standing, standing.page.locator("main a[href*='/resolutions/']").first)
    follow(standing, standing.page.locator("main a[href$='/adopt']"))
    with standing.page.expect_navigation():
        standing.page.locator("main button[value=save]").click()
    standing.look()
    expect(errors(standing)).to_be_visible()
    fill(standing, gaps_confirmation=story.CONFIRMATION)
    save(standing)
    expect(standing.page.locator("main")).to_contain_text(story.CONFIRMATION)
    papers = standing.page.locator("main a[href*='/documents/'][href$='/file']")
    assert "QUYẾT NGHỊ" in words_of(download(standing, papers.first, tmp_path))
    appendix = download(standing, papers.nth(1), tmp_path)
    words = words_of(appendix)
    assert "DỰ THẢO" not in words
    assert unicodedata.is_normalized("NFC", words)
    for printed in (story.NUMBER, "Phụ lục", story.ROOMS, story.TEACHERS, story.BOARDING, "30/12/2025"):
        assert printed in words


def test_an_adopted_pledge_offers_no_edit_and_refuses_one(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    go_to_the_session(clerk)
    expect(clerk.page.locator(".log-pledge")).to_have_count(3)
    expect(clerk.page.locator(".log-pledge a[href$='/edit']")).to_have_count(0)
    clerk.go(f"/{story.SLUG}/pledges/1/edit")
    expect(clerk.page.locator("textarea")).to_have_count(0)
    expect(clerk.page.locator("main")).to_contain_text("2025-0001")
