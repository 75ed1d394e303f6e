"""The main job, from the one-time link to the follow-up appendix, as its users do it. The chapters build on each other."""

import pytest
from playwright.sync_api import expect

from tests.e2e import story
from tests.e2e.conftest import PHONE
from tests.e2e.steps import errors, field, fill, follow, pick, press, save, send, sign_in

pytestmark = pytest.mark.xdist_group("the main job")


def test_a_one_time_link_makes_the_council_its_term_and_its_administrator(site, visitor):
    link = site.flask("first-admin-link").stdout.split()[-1]
    setup = link.removeprefix(site.url)
    someone = visitor()
    someone.go(setup)
    fill(someone, name=story.COUNCIL, place="Sơn Thủy", level="province", slug="")
    fill(someone, number="XVIII", years="2021-2026", starts_on="01/07/2021")
    admin = story.ADMINISTRATOR
    fill(someone, full_name=admin.name, email=admin.email, password=admin.password, again=admin.password)
    save(someone)
    expect(someone.page.locator(".notice-good")).to_contain_text(story.COUNCIL)
    someone.go(setup)
    expect(field(someone, "name")).to_have_count(0)


def test_the_administrator_enters_delegates_and_makes_the_accounts(visitor):
    admin = sign_in(visitor(), story.ADMINISTRATOR)
    add_entries(admin, "bodies", [
        {"name": "Thường trực Hội đồng nhân dân tỉnh", "kind": "standing_committee"},
        {"name": story.COMMITTEE, "kind": "committee"},
        {"name": story.GROUP, "kind": "delegate_group"},
    ])  # fmt: skip
    add_entries(admin, "delegates", [{"person": name, "group_id": story.GROUP} for name in story.DELEGATES])
    for account in story.STAFF:
        admin.go(f"/{story.SLUG}/accounts/new")
        fill(admin, full_name=account.name, email=account.email)
        admin.page.locator(f"main input[name=roles][value={account.role}]").check()
        if account is story.DELEGATE:
            fill(admin, delegate_id=f"{account.name} (2021-2026)")
        if account is story.MONITOR:
            fill(admin, body_id=story.COMMITTEE)
        save(admin)
        account.password = admin.page.locator("main code").inner_text()


def add_entries(person, section, entries):
    """One after the other by Ctrl+Enter, as one types a list."""
    person.go(f"/{story.SLUG}/directory/{section}/new")
    for entry in entries:
        fill(person, **entry)
        person.page.keyboard.press("Escape")
        press(person, "Control+Enter")


@pytest.mark.parametrize("account", story.STAFF, ids=lambda account: account.role)
def test_each_role_sees_what_waits_for_it(visitor, account):
    person = sign_in(visitor(PHONE if account is story.DELEGATE else {"width": 1366, "height": 768}), account)
    expect(person.page).to_have_url(f"{person.site.url}/{story.SLUG}/")
    expect(person.page.locator("main")).to_contain_text(account.name)
    assert person.page.locator("main section").count() > 0


def test_the_clerk_enters_agencies_and_who_holds_their_offices(visitor):
    clerk = sign_in(visitor(), story.CLERK)
    add_entries(clerk, "agencies", [{"name": name, "short_name": short} for name, short in story.AGENCIES])
    for title, agency, holder in story.OFFICES:
        clerk.go(f"/{story.SLUG}/directory/offices/new")
        fill(clerk, title=title, agency=agency)
        save(clerk)
        follow(clerk, clerk.page.locator("main a[href$='/holders/new']").first)
        fill(clerk, person=holder, starts_on="01/05/2024")
        save(clerk)
        expect(clerk.page.locator("main table")).to_contain_text(holder)


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
    words, reading = field(clerk, "deadline_words"), clerk.page.locator(".reads-as")
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
    expect(reading.locator(".reading-question")).to_be_visible()
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


def go_to_the_session(person):
    person.go(f"/{story.SLUG}/sessions")
    follow(person, person.page.locator("main table a").first)
