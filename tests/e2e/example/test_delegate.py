"""A delegate on a phone: own question, its answer and pledges, disagreement, following, questioning again in two taps."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.steps import errors, field, fill, follow, save, saved, send, sign_in

NAME = "Hà Thị Thử Nghiệm"
EMAIL = "ha-thi-thu-nghiem@example.org"
WHY = "Trả lời chưa nêu thời hạn hoàn thành"


def named_as_asker(clerk) -> None:
    """The clerk names who asked the first question of the session; the name is new to the list."""
    clerk.go("/ha-giang/sessions")
    follow(clerk, clerk.page.locator("main table a").first)
    follow(clerk, clerk.page.locator("main a[href*='/questions/'][href$='/edit']").first)
    fill(clerk, topic="Kế hoạch sử dụng đất", askers=NAME)
    send(clerk, "Enter")
    expect(errors(clerk)).to_have_count(1)
    fill(clerk, add_unknown=True)
    save(clerk)


def given_an_account(administrator) -> str:
    """The administrator makes the delegate's account; the password told on the page."""
    administrator.go("/ha-giang/accounts/new")
    fill(administrator, email=EMAIL, full_name=NAME)
    administrator.page.locator("main input[name=roles][value=delegate]").check()
    offered = field(administrator, "delegate_id").locator("option").all_inner_texts()
    fill(administrator, delegate_id=next(each for each in offered if NAME in each))
    save(administrator)
    return administrator.page.locator("main code").inner_text()


def to_mine(delegate) -> None:
    follow(delegate, delegate.page.locator(".bottom-bar a[href$='/mine']"))


def test_a_delegate_follows_an_own_question_on_a_phone_to_questioning_again(visitor, people):
    named_as_asker(sign_in(visitor(), people["thu-ky"]))
    password = given_an_account(sign_in(visitor(), people["quan-tri"]))
    delegate = visitor(PHONE)
    delegate.sign_in(EMAIL, password)
    to_mine(delegate)
    card = delegate.page.locator(".own-card")
    expect(card).to_have_count(1)
    words = card.locator(".own-pledge .own-words").first.inner_text()

    follow(delegate, card.get_by_role("link", name="Không đồng ý"))
    delegate.page.locator("main .btn[name=action][value=save]").click()
    delegate.look()
    expect(errors(delegate)).to_have_count(1)
    fill(delegate, reason=WHY, escalation="debate")
    save(delegate)
    expect(delegate.page.locator("main")).to_contain_text(WHY)

    to_mine(delegate)
    expect(delegate.page.locator(".own-opinion")).to_contain_text(WHY)
    follow(delegate, delegate.page.locator(".own-pledge .own-words").first)
    follow(delegate, delegate.page.get_by_role("button", name="Theo dõi lời hứa này"))
    follow(delegate, delegate.page.get_by_role("link", name="Đề nghị tái chất vấn"))  # the first tap
    follow(delegate, delegate.page.get_by_role("button", name="Gửi đề nghị"))  # the second
    saved(delegate)
    expect(delegate.page.locator("main")).to_contain_text(NAME)

    to_mine(delegate)
    for tab in ("Đang theo dõi", "Đã đề nghị"):
        follow(delegate, delegate.page.locator(".tabs").get_by_role("link", name=tab))
        expect(delegate.page.locator(".own-words")).to_have_text(re.compile(re.escape(words)))

    standing = sign_in(visitor(), people["thuong-truc"])
    standing.go("/ha-giang/requestion")
    expect(standing.page.locator("main table")).to_contain_text("1 đại biểu đề nghị tái chất vấn")
