"""The list of issued papers with its filters, and the page of each."""

from datetime import date

import pytest

from app.documents import queries
from tests.integration.documents.test_correcting import correct

TASKS = "Giao các cơ quan thực hiện đúng các nội dung cam kết."


@pytest.fixture
def papers(adopt, council):
    main, appendix = adopt("95", text=TASKS)
    (other,) = adopt("96")
    letter = correct(appendix, council, issued_on=date(2026, 12, 7))
    return {"main": main, "appendix": appendix, "other": other, "letter": letter}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"main", "appendix", "other", "letter"}),
        ("?kind=pledge_appendix", {"appendix", "other"}),
        ("?kind=nonsense", {"main", "appendix", "other", "letter"}),
        ("?year=2026", {"main", "appendix", "other", "letter"}),
        ("?year=2031", {"main", "appendix", "other", "letter"}),
        ("?year=99999999999", {"main", "appendix", "other", "letter"}),
        ("?number=95", {"main", "appendix"}),
        ("?number=5", set()),
        ("?number=hđnd-vp", {"letter"}),
        ("?number=%25", set()),
        ("?number=%00", {"main", "appendix", "other", "letter"}),
        ("?number=95&kind=resolution", {"main"}),
    ],
)
def test_the_list_is_narrowed_by_kind_year_and_number(papers, council, as_role, asked, shown):
    page = as_role("clerk").get(f"/{council.slug}/documents{asked}")
    assert page.status_code == 200
    found = {name for name, paper in papers.items() if f"/documents/{paper.id}/file" in page.text}
    assert found == shown


def test_the_page_of_a_paper_says_everything_known_of_it(papers, council, as_role):
    appendix = papers["appendix"]
    page = as_role("delegate").get(f"/{council.slug}/documents/{appendix.id}").text
    for said in (
        "95/NQ-HĐND", "10/07/2026", council.name, appendix.sha256, f"{appendix.code[:5]}-{appendix.code[5:]}",
        f"/verify/{appendix.code}", f"/documents/{appendix.id}/file", f"/documents/{papers['main'].id}",
        f"/documents/{papers['letter'].id}", f"/resolutions/{appendix.subject_id}",
    ):  # fmt: skip
        assert said in page, said


def test_the_resolution_shows_what_corrected_its_papers(papers, council, as_role):
    page = as_role("delegate").get(f"/{council.slug}/resolutions/{papers['appendix'].subject_id}").text
    assert "Văn bản đã thay thế, đính chính" in page
    assert f"/documents/{papers['letter'].id}" in page


def test_the_next_number_is_offered_where_one_is_known(papers):
    assert queries.offered_number("NQ-HĐND", 2026) == "97"
    assert queries.offered_number("NQ-HĐND", 2025) == ""


@pytest.mark.usefixtures("numbers_later")
def test_no_number_is_offered_where_it_is_given_after_signature(papers):
    assert queries.offered_number("NQ-HĐND", 2026) == ""


def test_the_page_of_adoption_shows_the_paper_beside_what_would_be_wrong_on_it(council, as_role, december):
    from app.resolutions import commands
    from app.resolutions.domain import NewResolution
    from tests import factories

    pledge = factories.make_pledge(council.id, person_id=None)
    new = NewResolution(number="95", title="T", adopted_on=date(2026, 7, 10), signer_name="A")
    draft = commands.prepare_resolution(session=pledge.session, new=new, actor=None)
    page = as_role("standing_committee", "clerk").get(f"/{council.slug}/resolutions/{draft.id}/adopt").text
    assert "Trước khi ban hành" in page
    assert f"/resolutions/{draft.id}/preview.pdf" in page
    assert "Dòng 1, “" in page
    assert f"/pledges/{pledge.id}/edit" in page
