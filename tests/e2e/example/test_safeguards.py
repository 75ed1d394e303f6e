"""What keeps people's words and eyes safe: two clerks at once, a reload, no JavaScript, another language, signing out."""

from playwright.sync_api import expect

from tests.e2e.steps import errors, field, fill, follow, save, sign_in

DRAFTS = "/ha-noi/register?lifecycle=draft"
A_DRAFT_IS_KEPT = """() => new Promise(done => {
    const look = () => Object.keys(localStorage).some(key => key.startsWith("draft:")) ? done() : requestAnimationFrame(look);
    look();
})"""


def open_a_draft(person):
    """The form of the first draft of the register; its path."""
    person.go(DRAFTS)
    follow(person, person.page.locator("main .pledge-words").first)
    follow(person, person.page.locator("main a[href$='/edit']"))
    return person.page.url.removeprefix(person.site.url)


def test_of_two_clerks_on_one_draft_the_second_sees_both_versions_and_loses_nothing(visitor, people):
    first, second = sign_in(visitor(), people["thu-ky"]), sign_in(visitor(), people["van-phong"])
    second.go(open_a_draft(first))
    fill(first, expected_result="Kết quả theo người thứ nhất")
    fill(second, expected_result="Kết quả theo người thứ hai")
    save(first)
    with second.page.expect_navigation():
        second.page.locator("main .btn[value=save]").click()
    second.look()
    both = second.page.locator(".conflict")
    expect(both).to_contain_text("Kết quả theo người thứ nhất")
    expect(both).to_contain_text("Kết quả theo người thứ hai")
    expect(field(second, "expected_result")).to_have_value("Kết quả theo người thứ hai")
    save(second)
    first.go(open_a_draft(first))
    expect(field(first, "expected_result")).to_have_value("Kết quả theo người thứ hai")


def test_what_was_half_typed_is_offered_back_after_a_reload(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    open_a_draft(clerk)
    fill(clerk, source="Biên bản gõ dở")
    clerk.page.evaluate(A_DRAFT_IS_KEPT)
    clerk.page.reload()
    expect(clerk.page.locator(".draft-bar")).to_be_visible()
    expect(field(clerk, "source")).not_to_have_value("Biên bản gõ dở")
    clerk.look()
    clerk.page.locator(".draft-bar button").first.click()
    expect(field(clerk, "source")).to_have_value("Biên bản gõ dở")
    save(clerk)
    open_a_draft(clerk)
    expect(clerk.page.locator(".draft-bar")).to_have_count(0)


def test_a_session_is_logged_without_javascript(visitor, people):
    clerk = visitor(java_script_enabled=False)
    clerk.sign_in("thu-ky@example.org", people["thu-ky"].password)
    clerk.go("/ha-giang/sessions/new")
    fill(
        clerk,
        kind="at_sitting",
        sitting_id="Kỳ họp thứ Năm (XVII)",
        held_on="15/07/2017",
        title="Ngày thứ hai",
    )
    save(clerk)
    follow(clerk, clerk.page.locator("main a[href$='/topics/new']").first)
    fill(clerk, title="Đường vào bản")
    save(clerk)
    follow(clerk, clerk.page.locator("main a[href$='/questions/new']").first)
    fill(clerk, askers="Cử Thị Mới", topic="Đường vào bản bao giờ xong?")
    with clerk.page.expect_navigation():
        clerk.page.locator("main button[value=save_down]").click()
    expect(errors(clerk)).to_contain_text("Cử Thị Mới")
    clerk.look()
    fill(clerk, add_unknown=True)
    save(clerk, "save_down")
    fill(clerk, new_name="Hầu Văn Đường", new_title="Giám đốc Sở Giao thông vận tải", text="Sở xin hứa.")
    save(clerk, "save_down")
    fill(clerk, words="Thông xe đường vào bản", deadline_words="trước ngày 31/12/2017")
    save(clerk)
    pledge = clerk.page.locator(".log-pledge")
    expect(pledge).to_contain_text("Thông xe đường vào bản")
    expect(pledge).to_contain_text("30/12/2017")


def test_the_footer_switches_the_language_and_back(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    clerk.go("/ha-giang/register")
    for language, heading in (("en", "Pledge register"), ("vi", "Sổ lời hứa")):
        follow(clerk, clerk.page.locator(f".site-footer button[value={language}]"))
        expect(clerk.page.locator("html")).to_have_attribute("lang", language)
        expect(clerk.page.locator("h1")).to_have_text(heading)


def test_after_signing_out_the_way_back_shows_nothing(visitor, people):
    lead = visitor()
    lead.sign_in("van-phong@example.org", people["van-phong"].password)
    lead.go("/ha-giang/register")
    lead.page.locator(".user-menu summary").click()
    lead.look()
    follow(lead, lead.page.locator("form[data-sign-out] button"))
    lead.page.go_back()
    expect(lead.page.locator("input[name=password]")).to_be_visible()
    expect(lead.page.locator("main")).not_to_contain_text("Sổ lời hứa")
