"""An agency drafts a report with a file on a phone and sends it; it is returned, completed, accepted, and judged by its file."""

import pytest
from playwright.sync_api import expect

from app.core.clock import today
from app.core.vietnamese import day as show
from tests.e2e.conftest import PHONE
from tests.e2e.steps import field, fill, follow, save, saved, sign_in, small_pdf

REMARK = "Đề nghị gửi kèm biên bản nghiệm thu của huyện."


@pytest.fixture
def contact(visitor, people):
    """The agency's contact on a phone, at the list of its pledges."""
    person = sign_in(visitor(PHONE), people["co-quan"])
    follow(person, person.page.get_by_role("link", name="Hà Giang"))
    return person


def main_of(person):
    return person.page.locator("main")


def open_received(clerk):
    clerk.go("/ha-giang/received-reports")
    follow(clerk, main_of(clerk).locator("a.pledge-words").first)


def open_own(contact):
    follow(contact, main_of(contact).locator("a.pledge-words").first)


def test_a_contact_keeps_a_draft_with_a_file_and_sends_it(contact, tmp_path):
    expect(main_of(contact)).to_contain_text("Chờ báo cáo")
    open_own(contact)
    follow(contact, main_of(contact).get_by_role("link", name="Viết báo cáo"))
    fill(contact, text="Đã thi công 60 % khối lượng.", document_number="45/BC-SNN")
    field(contact, "evidence").set_input_files(small_pdf(tmp_path, "Biên bản nghiệm thu.pdf"))
    save(contact)
    fill(contact, **{"files-0-proves": "Nghiệm thu khối lượng đợt 1"})
    save(contact, "save_next")
    expect(contact.page.locator("h1")).to_have_text("Gửi báo cáo này?")
    save(contact)
    expect(main_of(contact)).to_contain_text("Đã gửi, chờ tiếp nhận")


def test_the_clerk_returns_it_with_a_remark(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    open_received(clerk)
    expect(main_of(clerk)).to_contain_text("Nghiệm thu khối lượng đợt 1")
    follow(clerk, main_of(clerk).get_by_role("link", name="Biên bản nghiệm thu.pdf"))
    expect(clerk.page.locator("iframe")).to_be_visible()
    open_received(clerk)
    fill(clerk, remark=REMARK)
    save(clerk)
    expect(main_of(clerk)).to_contain_text("Không có báo cáo nào chờ tiếp nhận")


def test_the_contact_completes_it(contact):
    follow(contact, main_of(contact).get_by_role("link", name="Cần làm"))
    open_own(contact)
    expect(main_of(contact)).to_contain_text(REMARK)
    follow(contact, main_of(contact).get_by_role("button", name="Bổ sung và gửi lại"))
    fill(contact, text="Đã thi công 60 % khối lượng; biên bản của huyện kèm theo.")
    save(contact, "save_next")
    save(contact)


def test_the_clerk_accepts_it_and_the_round_knows(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    open_received(clerk)
    expect(main_of(clerk)).to_contain_text("biên bản của huyện kèm theo")
    follow(clerk, main_of(clerk).get_by_role("button", name="Tiếp nhận vào sổ"))
    saved(clerk)
    clerk.go("/ha-giang/rounds")
    follow(clerk, main_of(clerk).locator("table a").first)
    expect(main_of(clerk)).to_contain_text("biên bản của huyện kèm theo")
    follow(clerk, main_of(clerk).get_by_role("link", name="Tình hình báo cáo"))
    expect(main_of(clerk).locator("tbody")).to_contain_text("1")


def test_the_monitor_rests_the_verdict_on_the_file_of_the_report(visitor, people):
    lead = sign_in(visitor(), people["van-phong"])
    lead.go("/ha-giang/rounds")
    follow(lead, main_of(lead).locator("table a").first)
    follow(lead, main_of(lead).locator("form[action$='/assess'] button"))
    monitor = sign_in(visitor(), people["giam-sat"])
    monitor.go("/ha-giang/rounds")
    follow(monitor, main_of(monitor).locator("table a").first)
    reported = main_of(monitor).locator("tbody tr", has_text="biên bản của huyện")
    follow(monitor, reported.locator("a").first)
    main_of(monitor).get_by_label("Biên bản nghiệm thu.pdf · Nghiệm thu khối lượng đợt 1").check()
    fill(monitor, **{"verdict-verdict": "in_progress"})
    with monitor.page.expect_navigation():
        main_of(monitor).locator("form[action$='/verdict'] button[value=save]").click()
    saved(monitor)
    reported = main_of(monitor).locator("tbody tr", has_text="biên bản của huyện")
    follow(monitor, reported.locator("a").first)
    expect(main_of(monitor).locator("aside")).to_contain_text(f"{show(today())}")
    expect(main_of(monitor).get_by_label("Biên bản nghiệm thu.pdf")).to_have_count(0)
