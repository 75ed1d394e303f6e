"""The round in which those pledges are assessed, and its follow-up appendix."""

from playwright.sync_api import expect

from app.core.clock import today
from app.core.vietnamese import day as show
from tests.e2e.followed.test_1_deadlines import NEW_DAY, open_pledge
from tests.e2e.steps import (
    download,
    errors,
    field,
    fill,
    follow,
    press,
    save,
    saved,
    sign_in,
    small_pdf,
    words_of,
)

MEASURED, SHARED = (
    "Rà soát phần kinh phí còn thiếu",
    "Hoàn thành, đưa vào sử dụng công trình thủy lợi Ngọc Linh",
)


def open_row(person, words):
    person.go("/ha-giang/rounds")
    follow(person, person.page.locator("main table a").first)
    follow(person, person.page.locator("main tbody tr", has_text=words).locator("a").first)


def send_verdict(person):
    with person.page.expect_navigation():
        person.page.locator("form[action$='/verdict'] button[value=save]").click()
    person.look()


def test_the_clerk_enters_the_figure_reported_and_the_lead_closes_the_reports(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    open_row(clerk, MEASURED)
    said = {
        "state": "in_progress",
        "value": "5,2",
        "text": "Đã bố trí một phần vốn.",
        "document_number": "45/BC-BDT",
    }
    fill(clerk, **{f"report-{name}": value for name, value in said.items()})
    fill(clerk, **{"report-reported_on": show(today())})
    press(clerk, "Control+Enter")
    lead = sign_in(visitor(), people["van-phong"])
    lead.go("/ha-giang/rounds")
    follow(lead, lead.page.locator("main table a").first)
    follow(lead, lead.page.locator("main form[action$='/assess'] button"))


def test_the_monitor_accepts_the_figure(visitor, people):
    monitor = sign_in(visitor(), people["giam-sat"])
    open_row(monitor, MEASURED)
    said = {"verdict": "partly_kept", "value": "5,2", "remaining": "bố trí phần vốn còn thiếu"}
    fill(monitor, **{f"verdict-{name}": value for name, value in said.items()})
    send_verdict(monitor)
    saved(monitor)


def test_the_whole_is_not_kept_while_an_agency_owes_its_share(visitor, people, tmp_path):
    monitor = sign_in(visitor(), people["giam-sat"])
    open_row(monitor, SHARED)
    fill(monitor, **{"verdict-verdict": "kept", "verdict-completed_on": show(today())})
    field(monitor, "verdict-evidence").set_input_files(small_pdf(tmp_path, "Biên bản nghiệm thu.pdf"))
    send_verdict(monitor)
    expect(errors(monitor)).to_contain_text("UBND huyện Vị Xuyên")
    fill(monitor, **{"verdict-verdict": "in_progress", "verdict-completed_on": ""})
    fill(monitor, **{"verdict-parts-0-verdict": "not_started"})
    send_verdict(monitor)
    saved(monitor)


def test_the_appendix_of_the_approved_round_prints_each_of_them(visitor, people, tmp_path):
    standing = sign_in(visitor(), people["thuong-truc"])
    standing.go("/ha-giang/rounds")
    follow(standing, standing.page.locator("main table a").first)
    follow(standing, standing.page.locator("main a[href$='/approve']"))
    fill(standing, confirmed=True)
    save(standing)
    follow(standing, standing.page.locator("main a[href$='/issue']:not([href*='/report/'])"))
    fill(standing, number="41", issued_on=show(today()))
    save(standing)
    paper = download(standing, standing.page.locator("main a[href*='/documents/']").first, tmp_path)
    words = words_of(paper)
    now = show(today())
    expected = (
        f"Gia hạn lần 1 đến ngày {show(NEW_DAY)} (12/TB-HĐND, ngày {now})",
        "(31/07/2017)",
        "so với thời hạn ban đầu",
        f"(15/NQ-HĐND, ngày {now})",
        "Thôi theo dõi:",
        "tại Kỳ họp thứ Sáu",
        "đến ngày 08/12/2017",
        "đến ngày 15/12/2017 (Kỳ họp thứ Sáu",
        "UBND huyện Vị Xuyên: Giải phóng mặt bằng",
        "5,2/9,4 tỷ đồng (55,3 %), còn 4,2",
    )
    assert not [each for each in expected if each not in words], words
    open_pledge(standing, "2017-0004")
    expect(standing.page.locator("main")).to_contain_text("5,2/9,4 tỷ đồng (55,3 %), còn 4,2")
