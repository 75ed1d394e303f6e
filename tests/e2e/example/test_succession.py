"""Two departments are merged and the director changes: the promises go on, and the figures with them."""

from playwright.sync_api import expect

from tests.e2e.steps import field, save, sign_in

HEIR, OFFICE = "Sở Nông nghiệp và Môi trường", "Giám đốc Sở Nông nghiệp và Môi trường"
OLD = ("Sở Nông nghiệp và PTNT", "Sở Tài nguyên và Môi trường")


def counted(person, by):
    """The figures of the first columns of the statistics, by name."""
    person.go(f"/ha-giang/statistics?by={by}")
    rows = person.page.locator("table.list-statistics tbody tr").all()
    return {
        row.locator("th").inner_text(): [int(text.split()[0]) for text in row.locator("td.cell-number .figure").all_inner_texts()[:6]]
        for row in rows
    }  # fmt: skip


def summed(*figures):
    return [sum(column) for column in zip(*figures, strict=True)]


def added(clerk, section, **values):
    clerk.go(f"/ha-giang/directory/{section}/new")
    for name, value in values.items():
        field(clerk, name).fill(value)
    clerk.page.keyboard.press("Escape")
    save(clerk)


def held(clerk, office, **values):
    clerk.go(f"{office}/holders/new")
    for name, value in values.items():
        field(clerk, name).fill(value)
    save(clerk)


def test_a_merger_and_a_new_director_leave_the_figures_as_they_were(visitor, people):
    clerk = sign_in(visitor(), people["thu-ky"])
    before = counted(clerk, "acting_agency")
    added(clerk, "agencies", name=HEIR)
    added(clerk, "offices", title=OFFICE, agency=HEIR)
    office = clerk.page.url.removeprefix(clerk.site.url)
    held(clerk, office, person="Người giữ chức thứ nhất", starts_on="01/03/2025", ends_on="31/12/2025")
    held(clerk, office, person="Người giữ chức thứ hai", starts_on="01/01/2026")
    for name in OLD:
        clerk.go("/ha-giang/directory/agencies")
        clerk.page.get_by_role("link", name=name, exact=True).click()
        clerk.look()
        clerk.page.locator("a[href$='/reorganise']").click()
        clerk.look()
        field(clerk, "kind").select_option("merged")
        field(clerk, "effective_on").fill("01/03/2025")
        field(clerk, "document_number").fill("12/NQ-HĐND")
        field(clerk, "heirs-0-agency").fill(HEIR)
        save(clerk)
        save(clerk)

    after = counted(clerk, "acting_agency")
    assert after[HEIR] == summed(*(before[name] for name in OLD))
    assert {name: figures for name, figures in after.items() if name != HEIR} == {
        name: figures for name, figures in before.items() if name not in OLD
    }
    assert counted(clerk, "acting_office")[OFFICE] == after[HEIR]
    assert counted(clerk, "answerer")["Người giữ chức thứ hai"] == after[HEIR]
    assert set(OLD) <= set(counted(clerk, "agency"))

    clerk.go("/ha-giang/handovers")
    clerk.page.locator("a[href*='/handovers/offices/']").click()
    clerk.look()
    expect(field(clerk, "from_person")).to_have_value("Người giữ chức thứ nhất")
    save(clerk)
    expect(clerk.page.locator("main tbody tr")).to_have_count(sum(after[HEIR][:1]))
