"""A session that ends, a tab that is closed, a line that is down, a colleague who was quicker: what was typed is there."""

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.steps import field, fill, follow, save, sign_in

NEW = "/ha-giang/sittings/new"
DRAFTS = "/ha-noi/register?lifecycle=draft"


def send(person):
    with person.page.expect_navigation():
        person.page.locator("main .btn[name=action][value=save]").click()


def test_a_form_typed_while_the_session_ended_is_there_after_signing_in(visitor, people):
    clerk = visitor(PHONE)
    clerk.sign_in("thu-ky@example.org", people["thu-ky"].password)
    clerk.go(NEW)
    fill(clerk, name="Kỳ họp gõ một giờ", opens_on="05/12/2018")
    clerk.context.clear_cookies()
    send(clerk)
    clerk.look()
    expect(clerk.page.locator("main")).to_contain_text("Nội dung vừa gõ vẫn được giữ")
    fill(clerk, email="thu-ky@example.org", password=people["thu-ky"].password)
    follow(clerk, clerk.page.locator("main form button"))
    expect(field(clerk, "name")).to_have_value("Kỳ họp gõ một giờ")
    expect(field(clerk, "opens_on")).to_have_value("05/12/2018")


def test_what_a_closed_tab_held_is_offered_on_another_machine(visitor, people):
    here = sign_in(visitor(), people["thu-ky"])
    here.go(NEW)
    fill(here, name="Gõ dở rồi đóng tab")
    here.page.close()
    there = visitor()
    there.sign_in("thu-ky@example.org", people["thu-ky"].password)
    there.go(NEW)
    expect(field(there, "name")).not_to_have_value("Gõ dở rồi đóng tab")
    expect(there.page.locator(".draft-bar")).to_have_count(1)
    follow(there, there.page.locator(".draft-bar a"))
    expect(field(there, "name")).to_have_value("Gõ dở rồi đóng tab")
    follow(there, there.page.locator(".rail a").first)
    there.go(NEW)
    follow(there, there.page.locator(".draft-bar form button"))
    expect(there.page.locator(".draft-bar")).to_have_count(0)


def test_a_form_sent_into_a_line_that_is_down_is_offered_again(visitor, people):
    clerk = sign_in(visitor(), people["van-phong"])
    clerk.go(NEW)
    fill(clerk, name="Gửi lúc mất mạng")
    clerk.context.set_offline(True)
    with clerk.page.expect_event("requestfailed"):
        clerk.page.locator("main .btn[name=action][value=save]").click()
    clerk.context.set_offline(False)
    clerk.go(NEW)
    clerk.page.locator(".draft-bar button:visible, .draft-bar a:visible").first.click()
    expect(field(clerk, "name")).to_have_value("Gửi lúc mất mạng")


def test_of_two_clerks_the_second_chooses_field_by_field_at_the_keyboard(visitor, people):
    first, second = sign_in(visitor(), people["thu-ky"]), sign_in(visitor(PHONE), people["van-phong"])
    first.go(DRAFTS)
    follow(first, first.page.locator("main .pledge-words").first)
    follow(first, first.page.locator("main a[href$='/edit']"))
    form = first.page.url.removeprefix(first.site.url)
    second.go(form)
    fill(first, expected_result="Theo người thứ nhất", source="Biên bản người thứ nhất")
    fill(second, expected_result="Theo người thứ hai")
    save(first)
    send(second)
    second.look()
    expect(second.page.locator("[data-error-summary]")).to_have_count(1)
    expect(field(second, "expected_result")).to_have_value("Theo người thứ hai")
    expect(field(second, "source")).to_have_value("Biên bản người thứ nhất")
    mine = second.page.locator("[data-choice=expected_result] input[value=mine]")
    mine.focus()
    mine.press("ArrowRight")
    expect(field(second, "expected_result")).to_have_value("Theo người thứ nhất")
    second.page.keyboard.press("ArrowLeft")
    expect(field(second, "expected_result")).to_have_value("Theo người thứ hai")
    save(second)
    first.go(form)
    expect(field(first, "expected_result")).to_have_value("Theo người thứ hai")
    expect(field(first, "source")).to_have_value("Biên bản người thứ nhất")
