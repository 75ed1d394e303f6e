"""The example councils: the register, a pledge's story, a sheet imported, a delegate on a phone."""

from openpyxl import Workbook
from playwright.sync_api import expect

from app.core.forms import parse_day
from app.core.text import fold
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.steps import field, follow, press, save, sign_in

HEADINGS = (
    "Ngày chất vấn",
    "Đại biểu chất vấn",
    "Người trả lời",
    "Chức vụ",
    "Cơ quan",
    "Nội dung cam kết",
    "Thời hạn",
)
ROW = (
    "05/12/2017",
    "Vàng Seo Cón",
    "Sùng Đại Hùng",
    "Giám đốc Sở Y tế",
    "Sở Y tế",
    "Khám sàng lọc cho 500 người",
    "trong năm 2018",
)


def test_the_register_of_ha_giang_shows_nine_pledges_without_scrolling(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    follow(clerk, clerk.page.get_by_role("link", name="tỉnh Hà Giang"))
    follow(clerk, clerk.page.locator(".rail a[href$='/register']"))
    boxes = [row.bounding_box() for row in clerk.page.locator("main tbody tr").all()]
    assert len(boxes) == 17
    assert sum(box["y"] + box["height"] <= DESKTOP["height"] for box in boxes) >= 9


def test_the_register_is_searched_without_diacritics_and_filtered_by_address(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    clerk.go("/ha-giang/register")
    rows = clerk.page.locator("main tbody tr")
    agency = clerk.page.locator("main select[name=acting_agency] option").nth(1)
    name, code = agency.inner_text(), agency.get_attribute("value")
    clerk.page.locator("main [name='q']").fill(fold(name))
    press(clerk, "Enter")
    assert 0 < rows.count() < 17
    for text in rows.all_inner_texts():
        assert name in text
    clerk.go(f"/ha-giang/register?acting_agency={code}")
    assert 0 < rows.count() < 17
    expect(clerk.page.locator("main select[name=acting_agency]")).to_have_value(code)
    clerk.go("/ha-giang/register?q=khong+co+dau+vet+nao")
    expect(rows).to_have_count(0)


def test_a_pledge_tells_its_story_in_order_of_time(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    clerk.go("/ha-giang/register")
    promised = clerk.page.locator("main .pledge-words").first
    words = promised.inner_text()
    follow(clerk, promised)
    expect(clerk.page.locator(".promise")).to_have_text(words)
    days = clerk.page.locator(".timeline .event:not(.event-ahead) .event-when").all_inner_texts()
    moments = [parse_day(day) for day in days if day.strip()]
    assert len(moments) >= 3
    assert moments == sorted(moments)
    expect(clerk.page.locator("main")).to_contain_text("http")


def test_a_delegate_reads_the_register_on_a_phone(visitor, people):
    delegate = sign_in(visitor(PHONE), people["dai-bieu"])
    follow(delegate, delegate.page.get_by_role("link", name="tỉnh Hà Giang"))
    follow(delegate, delegate.page.locator(".bottom-bar a[href$='/register']"))
    follow(delegate, delegate.page.locator("main .pledge-words").first)
    expect(delegate.page.locator(".timeline")).to_be_visible()
    follow(delegate, delegate.page.locator(".bottom-bar a[href$='/sessions']"))
    follow(delegate, delegate.page.locator("main table a").first)
    expect(delegate.page.locator("main form")).to_have_count(0)
    follow(delegate, delegate.page.locator(".bottom-bar a[href$='/rounds']"))
    follow(delegate, delegate.page.locator("main table a").first)


def test_a_sheet_is_looked_at_before_it_is_imported(visitor, people, tmp_path):
    clerk = sign_in(visitor(), people["thu-ky"])
    upload(clerk, sheet(tmp_path / "sai.xlsx", ("31/11/2017", *ROW[1:])))
    expect(clerk.page.locator("main table")).to_contain_text("A2")
    expect(clerk.page.locator("main form")).to_have_count(0)
    upload(clerk, sheet(tmp_path / "dung.xlsx", ROW))
    expect(clerk.page.locator("main")).to_contain_text("Sùng Đại Hùng")
    follow(clerk, clerk.page.locator("main form button"))
    clerk.go("/ha-giang/register?q=kham+sang+loc")
    expect(clerk.page.locator("main tbody tr")).to_have_count(1)
    clerk.go("/ha-giang/register?q=kham+sang+loc&due_from=31%2F12%2F2018&due_until=31%2F12%2F2018")
    expect(clerk.page.locator("main tbody")).to_contain_text("trong năm 2018")


def sheet(path, *rows):
    book = Workbook()
    book.active.append(HEADINGS)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def upload(person, path):
    person.go("/ha-giang/register/import")
    field(person, "file").set_input_files(path)
    save(person)
