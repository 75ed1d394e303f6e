"""The next sitting chooses what it questions, and asks again about what was not kept."""

from datetime import timedelta

from playwright.sync_api import expect

from app.core.clock import today
from app.core.vietnamese import day as show
from tests.e2e import story
from tests.e2e.conftest import PHONE
from tests.e2e.steps import fetched, fill, follow, pick, save, sign_in, words_of

SITTING = "Kỳ họp thứ Hai mươi"
OPENS = today() + timedelta(days=30)
MATTER = "Thiếu giáo viên mầm non ở các xã vùng cao"
ASKED = "Đến khi nào các xã vùng cao đủ giáo viên mầm non?"


def go_to_the_topics(person):
    person.go(f"/{story.SLUG}/sittings")
    follow(person, person.page.locator("main tbody tr", has_text=SITTING).locator("a[href$='/topics']"))


def test_the_clerk_calls_for_topics_and_a_delegate_proposes_on_a_phone(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    clerk.go(f"/{story.SLUG}/sittings/new")
    fill(clerk, name=SITTING, kind="regular_year_end", opens_on=show(OPENS))
    save(clerk)
    go_to_the_topics(clerk)
    follow(clerk, clerk.page.locator("main .empty a"))
    save(clerk)
    delegate = sign_in(visitor(PHONE), story.DELEGATE)
    go_to_the_topics(delegate)
    follow(delegate, delegate.page.locator("main a[href$='/proposals/new']"))
    fill(delegate, title=MATTER, grounds="Cử tri nhiều xã kiến nghị", question_text=ASKED)
    pick(delegate, "office", "luong duc", story.OFFICE_HOLDER)
    save(delegate)
    expect(delegate.page.locator(".topic-mine")).to_contain_text(MATTER)


def test_the_clerk_enters_another_from_paper_and_merges_both(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    go_to_the_topics(clerk)
    follow(clerk, clerk.page.locator("main a[href$='/proposals/log']"))
    pick(clerk, "delegate", "ung", story.DELEGATES[1])
    fill(clerk, title=MATTER, grounds="Kết quả giám sát")
    pick(clerk, "office", "luong duc", story.OFFICE_HOLDER)
    save(clerk)
    expect(clerk.page.locator("#proposals .group-row")).to_contain_text("2 đại biểu")
    for box in clerk.page.locator("input[name=proposal]").all():
        box.check()
    with clerk.page.expect_navigation():
        clerk.page.locator("#merge button").click()
    clerk.look()
    save(clerk)
    follow(clerk, clerk.page.locator("main a[href$='/opinions/start']"))
    save(clerk)
    expect(clerk.page.locator("#shortlist")).to_contain_text("0/2")


def test_opinions_come_from_the_page_and_from_paper(visitor, tmp_path):
    delegate = sign_in(visitor(PHONE), story.DELEGATE)
    go_to_the_topics(delegate)
    follow(delegate, delegate.page.locator("main a[href$='/opinion']"))
    delegate.page.locator("main input[value=yes]").check()
    save(delegate)
    clerk = sign_in(visitor(), story.CLERK)
    go_to_the_topics(clerk)
    follow(clerk, clerk.page.locator("main a[href$='/form']"))
    form = words_of(fetched(clerk, clerk.page.locator("main a[href$='/form.pdf']"), tmp_path))
    for printed in ("PHIẾU XIN Ý KIẾN", MATTER, "Lương Đức Huấn", "Không đồng ý"):
        assert printed in form, printed
    go_to_the_topics(clerk)
    follow(clerk, clerk.page.locator("main a[href$='/opinions']"))
    clerk.page.get_by_role("row", name=story.DELEGATES[1]).locator("select").select_option("yes")
    save(clerk)
    expect(clerk.page.locator("#shortlist")).to_contain_text("2/2 (100,0%)")


def test_the_decision_makes_the_session_with_the_question_proposed(visitor):
    standing = sign_in(visitor(), story.STANDING)
    go_to_the_topics(standing)
    follow(standing, standing.page.locator("main a[href$='/decide']"))
    fill(standing, document_number="21/NQ-HĐND")
    save(standing)
    main = standing.page.locator("main")
    for told in (MATTER, story.DELEGATE.name, ASKED):
        expect(main).to_contain_text(told)


def test_a_broken_promise_is_put_into_that_session_and_knows_of_it(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    clerk.go(f"/{story.SLUG}/requestioning")
    row = clerk.page.locator("main tbody tr", has_text=story.BOARDING)
    expect(row).to_contain_text("Quá hạn")
    row.locator("input").check()
    with clerk.page.expect_navigation():
        clerk.page.locator("#choose .btn-primary").click()
    clerk.look()
    offered = clerk.page.locator("main textarea").first.input_value()
    for told in (story.BOARDING, story.OFFICES[0][2], "quá hạn", "Đề nghị"):
        assert told in offered, offered
    save(clerk)
    expect(clerk.page.locator("main")).to_contain_text("Tái chất vấn")
    follow(clerk, clerk.page.locator("main .asks-again a").first)
    expect(clerk.page.locator("main")).to_contain_text(SITTING)
    clerk.go(f"/{story.SLUG}/requestioning")
    expect(clerk.page.locator("main tbody tr", has_text=story.BOARDING)).to_contain_text(show(OPENS))
