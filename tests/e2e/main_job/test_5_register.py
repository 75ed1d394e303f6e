"""What the register tells afterwards: the story of a pledge, to the delegate who asked and to the clerk."""

from playwright.sync_api import expect

from tests.e2e import story
from tests.e2e.conftest import PHONE
from tests.e2e.steps import download, fill, follow, press, sign_in, words_of


def test_the_delegate_finds_the_pledges_given_to_the_own_question_on_a_phone(visitor, tmp_path):
    delegate = sign_in(visitor(PHONE), story.DELEGATE)
    follow(delegate, delegate.page.get_by_role("link", name=story.TEACHERS))
    page = delegate.page
    expect(page.locator(".promise")).to_have_text(story.TEACHERS)
    told = page.locator(".timeline").inner_text()
    steps = (
        "học ba ca",
        "Sở nhận trách nhiệm",
        story.TEACHERS,
        story.NUMBER,
        "313/BC-SGDĐT",
        "Còn thiếu 280",
    )
    places = [told.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)
    follow(delegate, page.locator(".timeline a[href*='/documents/']").first)
    paper = download(delegate, page.locator("main a[href$='/file']").first, tmp_path)
    assert story.TEACHERS in words_of(paper)


def test_the_clerk_finds_by_verdict_and_without_diacritics(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    clerk.page.keyboard.press("/")
    clerk.page.keyboard.type("truong ban tru")
    press(clerk, "Enter")
    expect(clerk.page.locator("main")).to_contain_text(story.BOARDING)
    clerk.go(f"/{story.SLUG}/register?q=truong+ban+tru")
    rows = clerk.page.locator("main tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(story.BOARDING)
    clerk.go(f"/{story.SLUG}/register")
    fill(clerk, verdict="kept")
    follow(clerk, clerk.page.locator("main form button").last)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(story.ROOMS)


def test_what_is_in_use_in_the_directory_cannot_be_removed(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    clerk.go(f"/{story.SLUG}/directory/agencies?q=tai+chinh")
    follow(clerk, clerk.page.locator("main tbody a[href$='/remove']"))
    expect(clerk.page.locator("main form")).to_have_count(0)
    expect(clerk.page.locator("main ul li")).not_to_have_count(0)
