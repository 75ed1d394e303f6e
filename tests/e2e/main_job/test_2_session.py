"""A session is logged by keyboard, down to pledges with deadlines in words."""

from playwright.sync_api import expect

from tests.e2e import story
from tests.e2e.steps import errors, field, fill, go_to_the_session, pick, press, send, sign_in

UNCOVERED = """box => {
    const { left, bottom } = box.getBoundingClientRect();
    return box.contains(document.elementFromPoint(left + 8, bottom - 8));
}"""


def test_the_clerk_logs_sitting_session_and_question_by_keyboard(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    clerk.go(f"/{story.SLUG}/sittings")
    press(clerk, "n")
    fill(clerk, name="Kỳ họp thứ 30", kind="regular_mid_year", opens_on="08/07/2025", closes_on=story.HELD_ON)
    press(clerk, "Enter")
    clerk.go(f"/{story.SLUG}/sessions")
    press(clerk, "n")
    fill(clerk, kind="at_sitting", sitting_id="Kỳ họp thứ 30 (XVIII)", held_on=story.HELD_ON)
    press(clerk, "Enter")
    press(clerk, "n")
    fill(clerk, title=story.TOPIC)
    press(clerk, "Enter")
    press(clerk, "q")
    pick(clerk, "askers", "anh tuyet", story.DELEGATE.name)
    pick(clerk, "askers", "lo van", "Lò Văn Ứng")
    fill(clerk, topic="Thiếu phòng học", text="Bao giờ hết cảnh học ba ca ở huyện Đồng Bằng?")
    press(clerk, "Control+Shift+Enter")
    pick(clerk, "answerer", "luong duc huan", story.OFFICE_HOLDER)
    fill(clerk, text="Sở nhận trách nhiệm về việc chậm xây phòng học.", responsibility_accepted=True)
    press(clerk, "Control+Shift+Enter")
    expect(field(clerk, "accountable")).to_have_value(story.OFFICE_HOLDER)


def test_the_clerk_records_pledges_and_the_reading_of_deadlines_stands_beside_the_words(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    go_to_the_session(clerk)
    press(clerk, "p")
    words, reading = field(clerk, "deadline_words"), clerk.page.locator("#deadline_words-reading")
    fill(clerk, words=story.ROOMS, expected_result="45 phòng học được bàn giao")
    fill(clerk, measure="phòng học", target="45", unit="phòng")
    pick(clerk, "coordinators", "so tai", "Sở Tài chính")
    words.press_sequentially("trước ngày 31/12/2025")
    expect(reading).to_contain_text("30/12/2025")
    expect(reading.locator(".reading-basis")).to_be_visible()
    clerk.look()
    press(clerk, "Control+Enter")

    fill(clerk, words=story.TEACHERS)
    words.press_sequentially("đầu năm 2026")
    expect(reading).to_contain_text("“đầu năm 2026”")
    expect(reading.locator(".reading-question")).to_be_visible()
    clerk.page.wait_for_function(
        UNCOVERED, arg=reading.element_handle()
    )  # it must not lie behind the buttons
    clerk.look()
    send(clerk, "Control+Enter")
    expect(errors(clerk)).to_contain_text("01/01/2026")
    reading.get_by_role("button", name="31/03/2026").click()
    expect(field(clerk, "due_on")).to_have_value("31/03/2026")
    press(clerk, "Control+Enter")

    fill(clerk, words=story.BOARDING, expected_result="Đề án được phê duyệt")
    words.press_sequentially("chừng mươi hôm nữa")
    expect(reading.locator(".reading-error")).to_contain_text("chừng mươi hôm nữa")
    send(clerk, "Enter")
    expect(errors(clerk)).to_contain_text("chừng mươi hôm nữa")
    expect(field(clerk, "words")).to_have_value(story.BOARDING)
    fill(clerk, deadline_words="trong quý IV năm 2025")
    expect(reading).to_contain_text("31/12/2025")
    words.press("Enter")
    expect(clerk.page.locator(".log-pledge")).to_have_count(3)


def test_the_session_shows_what_each_pledge_still_lacks(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    go_to_the_session(clerk)
    rows = clerk.page.locator(".log-pledge")
    expect(rows.filter(has_text=story.TEACHERS[12:]).locator(".log-gaps li")).to_have_count(2)
    expect(rows.filter(has_text=story.TEACHERS[12:]).locator("mark")).to_have_text("Khẩn trương")
    expect(rows.filter(has_text=story.ROOMS).locator(".log-gaps")).to_have_count(0)
    clerk.go(f"/{story.SLUG}/")
    expect(clerk.page.locator("main")).to_contain_text(story.TEACHERS)
