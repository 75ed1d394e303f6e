"""The administrator protects the account with a code from the phone, and signs in with it."""

from playwright.sync_api import expect

from app.accounts.factor.codes import CountedTotp
from tests.e2e.conftest import PHONE
from tests.e2e.steps import fill, follow, save


def test_the_second_factor_is_set_up_and_asked_for(visitor, people):
    desk = visitor()
    desk.sign_in("quan-tri@example.org", people["quan-tri"].password)
    desk.go("/second-factor/set-up")
    expect(desk.page.locator(".factor-square")).to_be_visible()
    letters = desk.page.locator(".factor-letters").inner_text()
    fill(desk, code=code_of(letters), password=people["quan-tri"].password)
    save(desk)
    recovery = desk.page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10
    phone = visitor(PHONE)
    phone.sign_in("quan-tri@example.org", people["quan-tri"].password)
    assert "/second-factor" in phone.page.url
    fill(phone, code="000000")
    with phone.page.expect_navigation():
        phone.page.locator("main .btn[value=save]").click()
    phone.look()
    expect(phone.page.locator("[data-error-summary]")).to_be_visible()
    fill(phone, code=recovery[0])
    save(phone)
    assert "/second-factor" not in phone.page.url
    phone.go("/profile")
    expect(phone.page.locator("main")).to_contain_text("9 mã khôi phục")
    phone.go("/second-factor/off")
    fill(phone, password=people["quan-tri"].password)
    save(phone)
    follow(phone, phone.page.locator("main a[href='/second-factor/set-up']"))


def code_of(letters):
    """What an app shows for the letters typed by hand."""
    maker = CountedTotp({1: "x" * 32}, "x")._totp
    return maker(key="".join(letters.split("-")), format="base32").generate().token
