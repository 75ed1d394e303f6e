"""What people do on a page: fill a form in, pick a name, save, sign in, download."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect
from pypdf import PdfReader, PdfWriter

from tests.e2e.conftest import Visitor
from tests.e2e.story import SLUG, Account

SIGNED_IN: dict[tuple[int, str], Any] = {}


def field(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator(f"main [name='{name}']")


def fill(visitor: Visitor, **values: str | bool) -> None:
    """Fill in the fields of those names, whatever they are drawn as; folded fields are unfolded first."""
    for name, value in values.items():
        box = field(visitor, name)
        unfold(box)
        if isinstance(value, bool):
            box.set_checked(value)
        elif box.evaluate("each => each.tagName") == "SELECT":
            choose(box, value)
        else:
            box.fill(value)


def choose(select: Locator, value: str) -> None:
    """By its code, else by what is written on it."""
    codes = select.locator("option").evaluate_all("all => all.map(each => each.value)")
    select.select_option(value=value) if value in codes else select.select_option(label=value)


def unfold(box: Locator) -> None:
    folded = box.locator("xpath=ancestor::details[not(@open)]/summary")
    for summary in folded.all():
        if summary.is_visible():  # on a wide screen some are laid open by the style sheet
            summary.click()


def pick(visitor: Visitor, name: str, typed: str, label: str) -> None:
    """Type a part of a name and take the offered one by keyboard."""
    box = field(visitor, name)
    unfold(box)
    box.click()
    box.press("End")
    box.press_sequentially(typed)
    option = visitor.page.get_by_role("option", name=label).first
    expect(option).to_be_visible()
    while option.get_attribute("aria-selected") != "true":
        box.press("ArrowDown")
    box.press("Enter")
    expect(option).to_be_hidden()
    assert label in box.input_value()


def save(visitor: Visitor, action: str = "save") -> None:
    """Press the button and land on a page without errors."""
    with visitor.page.expect_navigation():
        visitor.page.locator(f"main .btn[name=action][value={action}]").click()
    visitor.look()
    saved(visitor)


def press(visitor: Visitor, keys: str) -> None:
    """Press a key that leads to another page."""
    send(visitor, keys)
    saved(visitor)


def send(visitor: Visitor, keys: str) -> None:
    """Press a key that sends the form, and look at the page that answers, refused or not."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(keys)
    visitor.look()


def errors(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-error-summary]")


def saved(visitor: Visitor) -> None:
    """The page that came tells of no error."""
    told = " ".join(errors(visitor).all_inner_texts())
    assert not told, f"{visitor.page.url}: {told}"


def follow(visitor: Visitor, link: Locator) -> None:
    """Click what leads to another page, and look at that page."""
    with visitor.page.expect_navigation():
        link.click()
    visitor.look()


def sign_in(visitor: Visitor, account: Account) -> Visitor:
    """By the sign-in page the first time; whoever opens a second window is signed in already."""
    known = SIGNED_IN.get((visitor.site.port, account.email))
    if known:
        visitor.context.add_cookies(known)
    else:
        visitor.sign_in(account.email, account.password)
        SIGNED_IN[visitor.site.port, account.email] = visitor.context.cookies()
    visitor.go("/")
    return visitor


def download(visitor: Visitor, link: Locator, folder: Path) -> Path:
    """What a link hands out, kept under its own name."""
    with visitor.page.expect_download() as waiting:
        link.click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def fetched(visitor: Visitor, link: Locator, folder: Path) -> Path:
    """What stands behind a link that opens in a tab of its own."""
    answer = visitor.context.request.get(visitor.site.url + (link.get_attribute("href") or ""))
    assert answer.ok, answer.status
    target = folder / "fetched"
    target.write_bytes(answer.body())
    return target


def small_pdf(folder: Path, name: str) -> Path:
    """A real, empty page."""
    writer = PdfWriter()
    writer.add_blank_page(210, 297)
    target = folder / name
    with target.open("wb") as file:
        writer.write(file)
    return target


def words_of(pdf: Path) -> str:
    """The text of a PDF on one line."""
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    return " ".join(" ".join(pages).split())


def go_to_the_session(visitor: Visitor) -> None:
    visitor.go(f"/{SLUG}/sessions")
    follow(visitor, visitor.page.locator("main table a").first)


def go_to_the_round(visitor: Visitor) -> None:
    visitor.go(f"/{SLUG}/rounds")
    follow(visitor, visitor.page.locator("main table a").first)
