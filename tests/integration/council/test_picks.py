"""Names typed without diacritics find people, offices, agencies, delegates and bodies."""

from datetime import date

import pytest

from app.core.tenancy import scoped_to
from app.council import picks
from tests import factories

DAY = date(2017, 7, 13)


@pytest.fixture
def director(council):
    agency = factories.make_agency(
        council.id, name="Sở Nông nghiệp và Phát triển nông thôn", short_name="Sở Nông nghiệp và PTNT"
    )
    office = factories.make_office(council.id, agency=agency, title="Giám đốc Sở Nông nghiệp và PTNT")
    person = factories.make_person(council.id, full_name="Nguyễn Đức Vinh")
    return factories.make_holding(
        council.id, office=office, person=person, starts_on=date(2016, 1, 1), ends_on=date(2020, 6, 30)
    )


@pytest.mark.parametrize("typed", ["duc vinh", "nong nghiep", "giam doc vinh", "SỞ NÔNG", "vinh ptnt"])
def test_an_office_holder_is_found_by_any_of_his_words(director, typed):
    assert [pick.label for pick in picks.office_holder_picks(typed, DAY)] == [
        "Nguyễn Đức Vinh — Giám đốc Sở Nông nghiệp và PTNT"
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "nguyen duc vinh",
        "Nguyễn Đức Vinh — Giám đốc Sở Nông nghiệp và PTNT",
        "giam doc so nong nghiep va ptnt",
    ],
)
def test_the_label_or_a_part_that_is_his_alone_finds_him(director, typed):
    assert picks.find_office_holder(typed, DAY) is director


def test_someone_who_no_longer_held_the_office_that_day_is_not_offered(director):
    assert picks.find_office_holder("Nguyễn Đức Vinh", date(2020, 7, 1)) is None
    assert picks.office_holder_picks("vinh", date(2020, 7, 1)) == []
    assert picks.find_office_holder("Nguyễn Đức Vinh", date(2020, 6, 30)) is director


def test_an_office_whose_holder_is_not_known_answers_by_its_title(director):
    after = picks.find_answerable("giam doc so nong nghiep va ptnt", date(2021, 1, 1))
    assert after is not None
    assert (after.office, after.person) == (director.office, None)
    during = picks.find_answerable("giam doc so nong nghiep va ptnt", DAY)
    assert during is not None
    assert during.person is director.person


def test_the_agency_stands_in_the_label_only_where_the_title_does_not_name_it(council):
    agency = factories.make_agency(council.id, name="UBND huyện Vị Xuyên")
    office = factories.make_office(council.id, agency=agency, title="Chủ tịch")
    person = factories.make_person(council.id, full_name="Hoàng Gia Long")
    assert picks.office_holder_label(person, office) == "Hoàng Gia Long — Chủ tịch, UBND huyện Vị Xuyên"


def test_two_people_of_one_name_are_not_guessed_between(council):
    term = factories.make_term(council.id)
    for group in ("Tổ đại biểu huyện Bắc Mê", "Tổ đại biểu huyện Quản Bạ"):
        body = factories.make_body(council.id, kind="delegate_group", name=group)
        person = factories.make_person(council.id, full_name="Nguyễn Thị Hoa", note=group)
        factories.make_delegate(council.id, person=person, term=term, group_id=body.id, group=body)
    assert picks.find_delegate("Nguyễn Thị Hoa") is None
    labels = [pick.label for pick in picks.delegate_picks("hoa")]
    assert sorted(labels) == [
        "Nguyễn Thị Hoa (Tổ đại biểu huyện Bắc Mê)",
        "Nguyễn Thị Hoa (Tổ đại biểu huyện Quản Bạ)",
    ]
    found = picks.find_delegate("nguyen thi hoa (to dai bieu huyen quan ba)")
    assert found is not None
    assert found.group.name == "Tổ đại biểu huyện Quản Bạ"


def test_an_agency_is_found_by_its_short_name(director):
    found = picks.find_agency("so nong nghiep va ptnt")
    assert found is not None
    assert found.name == "Sở Nông nghiệp và Phát triển nông thôn"


def test_a_name_that_is_not_there_is_answered_with_the_nearest(director):
    assert picks.find_office_holder("Nguyễn Đức Vin", DAY) is None
    assert picks.nearest_office_holders("Nguyễn Đức Vin — Giám đốc Sở Nông nghiệp", DAY) == [
        "Nguyễn Đức Vinh — Giám đốc Sở Nông nghiệp và PTNT"
    ]
    assert picks.nearest_bodies("Ban Pháp chế") == []


@pytest.mark.parametrize("typed", ["%", "_", '"', "'; DROP", "\\", "", "\x00"])
def test_signs_of_the_query_language_are_only_signs(director, typed):
    assert picks.find_agency(typed) is None


def test_another_councils_names_are_never_offered(director):
    other = factories.make_council()
    with scoped_to(other.id):
        assert picks.office_holder_picks("vinh", DAY) == []
        assert picks.find_agency("Sở Nông nghiệp và PTNT") is None


def test_the_picker_answers_in_the_shape_the_page_expects(director, council, as_role):
    answer = as_role("clerk").get(f"/{council.slug}/pick/office-holders?q=vinh&on=13/07/2017")
    assert answer.json == {
        "items": [{"label": "Nguyễn Đức Vinh — Giám đốc Sở Nông nghiệp và PTNT", "hint": ""}]
    }
    assert as_role("clerk").get(f"/{council.slug}/pick/office-holders?q=vinh&on=01/07/2020").json == {
        "items": []
    }
