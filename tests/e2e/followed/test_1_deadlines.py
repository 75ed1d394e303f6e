"""What moves the deadlines of the Hà Giang session: a late extension, a drop, a sitting, a share by decision."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.core.clock import today
from app.core.vietnamese import day as show
from tests.e2e.conftest import PHONE
from tests.e2e.steps import errors, fill, follow, pick, save, send, sign_in

EXTENDED, DROPPED, BOUND, SHARED = "2017-0006", "2017-0010", "2017-0012", "2017-0009"
NEW_DAY = today() + timedelta(days=200)


def open_pledge(person, code):
    person.go(f"/ha-giang/register?q={code}")
    follow(person, person.page.locator("main .pledge-words"))


def end_of(person, address):
    return person.page.locator(f"main a[href$='{address}']").first


def test_a_late_request_is_marked_and_changes_nothing(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    open_pledge(clerk, EXTENDED)
    follow(clerk, end_of(clerk, "/extensions/new"))
    fill(clerk, new_words="đến khi bàn giao", new_due_on=show(NEW_DAY), reason="Nhà thầu bị thay")
    fill(clerk, paper_number="598/SNN-TL", received_on=show(today() - timedelta(days=2)))
    save(clerk)
    card = clerk.page.locator(".deadline-card")
    expect(card.locator(".deadline-date")).to_have_text("31/07/2017")
    expect(card).to_contain_text("xin muộn")
    clerk.go("/ha-giang/register?q=2017-0006")
    expect(clerk.page.locator("main tbody")).to_contain_text("đang xin gia hạn")


def test_the_granted_extension_stands_beside_the_first_deadline(visitor, people):
    standing = sign_in(visitor(), people["thuong-truc"])
    standing.go("/ha-giang/extensions")
    follow(standing, end_of(standing, "/decide"))
    fill(standing, outcome="granted", decided_on=show(today()), document_number="12/TB-HĐND")
    save(standing)
    open_pledge(standing, EXTENDED)
    card = standing.page.locator(".deadline-card")
    expect(card.locator(".deadline-date")).to_have_text(show(NEW_DAY))
    for told in ("31/07/2017", "gia hạn 1 lần", "12/TB-HĐND"):
        expect(card).to_contain_text(told)
    standing.go(
        f"{standing.page.url.removeprefix(standing.site.url)}?as_of={show(today() - timedelta(days=1))}"
    )
    expect(standing.page.locator(".deadline-date")).to_have_text("31/07/2017")


def test_a_shorter_second_extension_is_refused_with_the_reason(visitor, people):
    clerk = sign_in(visitor(PHONE), people["thu-ky"])
    open_pledge(clerk, EXTENDED)
    follow(clerk, end_of(clerk, "/extensions/new"))
    fill(
        clerk, new_due_on=show(NEW_DAY - timedelta(days=1)), reason="Xong sớm hơn", received_on=show(today())
    )
    send(clerk, "Enter")
    expect(errors(clerk)).to_contain_text(show(NEW_DAY))


def test_dropped_with_ground_and_number_a_pledge_stays_in_the_register(visitor, people):
    standing = sign_in(visitor(), people["thuong-truc"])
    open_pledge(standing, DROPPED)
    follow(standing, end_of(standing, "/drop"))
    grounds = standing.page.locator("main select[name=ground] option").all_inner_texts()
    fill(standing, ground=grounds[1], decided_on=show(today()), document_number="15/NQ-HĐND")
    save(standing)
    expect(standing.page.locator(".timeline")).to_contain_text(grounds[1])
    expect(end_of(standing, "/reopen")).to_be_visible()
    standing.go("/ha-giang/register")
    expect(standing.page.locator("main tbody tr")).to_have_count(17)


@pytest.mark.parametrize("closes_on", ["08/12/2017", "15/12/2017"])
def test_a_sitting_dates_the_deadline_bound_to_it_and_moves_it(visitor, people, closes_on):
    clerk = sign_in(visitor(), people["thu-ky"])
    clerk.go("/ha-giang/sittings")
    sitting = clerk.page.locator("main tbody tr", has_text="Kỳ họp thứ Sáu").locator("a[href$='/edit']")
    if sitting.count():
        follow(clerk, sitting)
        fill(clerk, closes_on=closes_on)
    else:
        follow(clerk, end_of(clerk, "/sittings/new"))
        fill(
            clerk, name="Kỳ họp thứ Sáu", kind="regular_year_end", opens_on="05/12/2017", closes_on=closes_on
        )
    save(clerk)
    expect(clerk.page.locator("main")).to_contain_text(BOUND)
    expect(clerk.page.locator(".draft-bar")).to_have_count(0)
    save(clerk)
    open_pledge(clerk, BOUND)
    card = clerk.page.locator(".deadline-card")
    expect(card.locator(".deadline-date")).to_have_text(closes_on)
    expect(card).to_contain_text("tại Kỳ họp thứ Sáu")


def test_a_share_added_by_a_decision_is_owed_by_its_agency(visitor, people):
    standing = sign_in(visitor(), people["thuong-truc"])
    open_pledge(standing, SHARED)
    follow(standing, end_of(standing, "/parts/new"))
    decided_on = today() - timedelta(days=1)
    fill(standing, kind="share", words="Giải phóng mặt bằng", decided_on=show(decided_on))
    pick(standing, "agency", "huyen vi", "UBND huyện Vị Xuyên")
    fill(standing, due_words="trong 30 ngày", document_number="17/KL-HĐND")
    expect(standing.page.locator(".reads-as")).to_contain_text(show(decided_on + timedelta(days=30)))
    save(standing)
    expect(standing.page.locator("main")).to_contain_text("còn nợ: UBND huyện Vị Xuyên")
    expect(standing.page.locator(".promise")).to_have_text(
        "Hoàn thành, đưa vào sử dụng công trình thủy lợi Ngọc Linh, huyện Vị Xuyên"
    )
