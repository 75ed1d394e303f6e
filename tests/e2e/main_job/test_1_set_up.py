"""The one-time link, the accounts, the home pages, the directory."""

import pytest
from playwright.sync_api import expect

from tests.e2e import story
from tests.e2e.conftest import PHONE
from tests.e2e.steps import field, fill, follow, press, save, sign_in


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
        for role in account.roles:
            admin.page.locator(f"main input[name=roles][value={role}]").check()
        if account is story.DELEGATE:
            fill(admin, delegate_id=f"{account.name} (2021-2026)")
        if "monitor" in account.roles:
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


@pytest.mark.parametrize("account", story.STAFF, ids=lambda account: account.name)
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
