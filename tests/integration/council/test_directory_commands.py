"""The directory's rules: one holder a day, nothing in use is removed, two editors lose nothing."""

from datetime import date

import pytest

from app.audit import queries as audit
from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.core.tenancy import scoped_to
from app.council import commands, queries
from app.council.commands.entries import InUseError
from app.council.domain import (
    AgencyKind,
    BodyKind,
    CouncilSettings,
    Level,
    NewAgency,
    NewBody,
    NewCouncil,
    NewDelegate,
    NewHolding,
    NewOffice,
    NewPerson,
    NewTerm,
    UsedBy,
)
from app.council.models import Agency
from tests import factories

JULY = date(2021, 7, 1)


def _agency(name="Sở Xây dựng", **values):
    return commands.add_agency(new=NewAgency(name=name, **values), actor=None)


def _office(title="Giám đốc Sở Xây dựng"):
    return commands.add_office(new=NewOffice(title=title, agency_id=_agency().id), actor=None)


def _person(name):
    return commands.add_person(new=NewPerson(full_name=name), actor=None)


def _hold(office, person, starts_on=None, ends_on=None):
    return commands.hold_office(
        office=office, new=NewHolding(person_id=person.id, starts_on=starts_on, ends_on=ends_on), actor=None
    )


def _last_line():
    return db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()


def test_a_council_is_set_up_with_its_address_once(app):
    new = NewCouncil(slug="tinh-ha-giang", name="Hội đồng nhân dân tỉnh Hà Giang", place="Hà Giang")
    council = commands.create_council(new=new, actor=None)
    assert queries.find_council("tinh-ha-giang") is council
    assert (_last_line().event, _last_line().council_id) == ("CouncilCreated", council.id)
    with pytest.raises(DomainError) as refused:
        commands.create_council(new=new, actor=None)
    assert refused.value.field == "slug"


def test_a_council_cannot_take_an_address_the_product_needs(app):
    with pytest.raises(DomainError):
        commands.create_council(new=NewCouncil(slug="static", name="Hội đồng", place="X"), actor=None)


def _settings(council, **changed):
    values = {name: getattr(council, name) for name in CouncilSettings.__dataclass_fields__}
    return CouncilSettings(**{**values, **changed})


def test_changing_the_settings_leaves_a_line_with_the_old_and_the_new(council):
    commands.change_council(
        council=council, new=_settings(council, due_soon_days=15), expected_version=1, actor=None
    )
    assert council.due_soon_days == 15
    assert _last_line().details == {"due_soon_days": [30, 15]}


def test_the_second_editor_of_the_settings_is_shown_the_first_ones_values(council):
    commands.change_council(
        council=council, new=_settings(council, place="Hà Giang"), expected_version=1, actor=None
    )
    with pytest.raises(StaleEditError) as stale:
        commands.change_council(
            council=council, new=_settings(council, place="Tuyên Quang"), expected_version=1, actor=None
        )
    assert stale.value.theirs == {"place": "Hà Giang"}
    assert council.place == "Hà Giang"


def test_an_agency_is_found_again_whatever_the_capitals(council):
    _agency("Sở Y tế")
    with pytest.raises(DomainError) as refused:
        _agency("SỞ Y TẾ")
    assert refused.value.field == "name"


def test_names_that_differ_only_in_accents_are_two_agencies(council):
    _agency("UBND xã Tân Lập")
    assert _agency("UBND xã Tân Lạp").id


def test_the_same_name_may_stand_in_two_councils(council):
    _agency("Sở Y tế")
    other = factories.make_council()
    with scoped_to(other.id):
        assert _agency("Sở Y tế").council_id == other.id


def test_a_term_number_and_a_body_name_stand_once(council):
    commands.add_term(new=NewTerm(number="XVII", years="2016-2021"), actor=None)
    with pytest.raises(DomainError):
        commands.add_term(new=NewTerm(number="XVII", years="2021-2026"), actor=None)
    commands.add_body(new=NewBody(kind=BodyKind.COMMITTEE, name="Ban Pháp chế"), actor=None)
    with pytest.raises(DomainError):
        commands.add_body(new=NewBody(kind=BodyKind.COMMITTEE, name="Ban pháp chế"), actor=None)


def test_a_period_cannot_end_before_it_starts(council):
    with pytest.raises(DomainError) as refused:
        commands.add_term(
            new=NewTerm(number="XVIII", years="2021-2026", starts_on=JULY, ends_on=date(2021, 6, 30)),
            actor=None,
        )
    assert refused.value.field == "ends_on"


def test_namesakes_need_a_note_and_are_then_told_apart(council):
    first = _person("Nguyễn Văn An")
    with pytest.raises(DomainError) as refused:
        _person("Nguyễn Văn An")
    assert refused.value.field == "note"
    second = commands.add_person(new=NewPerson(full_name="Nguyễn Văn An", note="Tổ 2"), actor=None)
    assert commands.find_or_add_person(label="Nguyễn Văn An (Tổ 2)", actor=None) is second
    assert first is not second
    with pytest.raises(DomainError):
        commands.find_or_add_person(label="Nguyễn Văn An", actor=None)


def test_an_unknown_name_is_added_in_place_and_a_known_one_is_found(council):
    added = commands.find_or_add_person(label="Trần Thị Bình", actor=None)
    assert commands.find_or_add_person(label="trần thị bình", actor=None) is added


def test_a_name_in_brackets_is_kept_as_typed_and_found_again(council):
    added = commands.find_or_add_person(label="Trần Thị Bình (ví dụ)", actor=None)
    assert (added.full_name, added.note) == ("Trần Thị Bình (ví dụ)", "")
    assert commands.find_or_add_person(label="trần thị bình (ví dụ)", actor=None) is added


def test_brackets_tell_a_namesake_apart_where_the_bare_name_is_in_the_list(council):
    first = _person("Trần Thị Bình")
    second = commands.find_or_add_person(label="Trần Thị Bình (Tổ 2)", actor=None)
    assert second is not first
    assert (second.full_name, second.note) == ("Trần Thị Bình", "Tổ 2")


def test_a_person_is_a_delegate_once_a_term_and_keeps_person_and_term(council):
    term = factories.make_term(council.id)
    person = _person("Lê Thị Cúc")
    new = NewDelegate(person_id=person.id, term_id=term.id)
    delegate = commands.add_delegate(new=new, actor=None)
    with pytest.raises(DomainError):
        commands.add_delegate(new=new, actor=None)
    with pytest.raises(DomainError):
        commands.change_delegate(
            delegate=delegate,
            new=NewDelegate(person_id=_person("Khác").id, term_id=term.id),
            expected_version=None,
            actor=None,
        )


def test_two_people_cannot_hold_one_office_on_the_same_day(council):
    office = _office()
    _hold(office, _person("Nguyễn Văn An"), JULY, date(2024, 6, 30))
    with pytest.raises(DomainError) as refused:
        _hold(office, _person("Trần Văn Bảy"), date(2024, 6, 30))
    assert refused.value.field == "starts_on"
    assert refused.value.params["name"] == "Nguyễn Văn An"
    assert _hold(office, _person("Phạm Văn Chín"), date(2024, 7, 1)).id


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "told"),
    [
        (JULY, date(2022, 1, 1), {"name", "starts_on", "ends_on"}),
        (JULY, None, {"name", "starts_on"}),
        (None, date(2022, 1, 1), {"name", "ends_on"}),
        (None, None, {"name"}),
    ],
)
def test_the_refusal_says_what_is_known_of_the_other_holding(council, starts_on, ends_on, told):
    office = _office()
    _hold(office, _person("Nguyễn Văn An"), starts_on, ends_on)
    with pytest.raises(DomainError) as refused:
        _hold(office, _person("Trần Văn Bảy"), date(2021, 8, 1), date(2021, 9, 1))
    assert set(refused.value.params) == told


def test_replacing_the_holder_ends_the_one_and_starts_the_next_in_one_step(council):
    office = _office()
    first = _hold(office, _person("Nguyễn Văn An"), JULY)
    second = commands.succeed_in_office(
        office=office,
        new=NewHolding(person_id=_person("Trần Văn Bảy").id, starts_on=date(2024, 3, 1)),
        actor=None,
    )
    assert first.ends_on == date(2024, 2, 29)
    assert second.starts_on == date(2024, 3, 1)
    assert queries.holders_on(date(2024, 2, 29))[office.id] is first
    assert queries.holders_on(date(2024, 3, 1))[office.id] is second


def test_nobody_takes_over_before_the_present_holder_began(council):
    office = _office()
    first = _hold(office, _person("Nguyễn Văn An"), JULY)
    with pytest.raises(DomainError):
        commands.succeed_in_office(
            office=office, new=NewHolding(person_id=_person("Trần Văn Bảy").id, starts_on=JULY), actor=None
        )
    assert first.ends_on is None


def test_correcting_a_holding_obeys_the_same_rule(council):
    office = _office()
    first = _hold(office, _person("Nguyễn Văn An"), JULY, date(2022, 6, 30))
    second = _hold(office, _person("Trần Văn Bảy"), date(2022, 7, 1))
    with pytest.raises(DomainError):
        commands.change_holding(
            holding=first,
            new=NewHolding(person_id=first.person_id, starts_on=JULY, ends_on=date(2022, 8, 1)),
            expected_version=None,
            actor=None,
        )
    commands.change_holding(
        holding=second,
        new=NewHolding(person_id=second.person_id, starts_on=date(2022, 9, 1)),
        expected_version=None,
        actor=None,
    )
    assert second.starts_on == date(2022, 9, 1)


def test_a_holder_known_on_single_days_is_one_holding_stretched(council):
    office, person = _office(), _person("Nguyễn Văn An")
    first = commands.note_holder_on(office=office, person_id=person.id, day=date(2017, 7, 10), actor=None)
    again = commands.note_holder_on(office=office, person_id=person.id, day=date(2016, 12, 8), actor=None)
    assert again is first
    assert (first.starts_on, first.ends_on) == (date(2016, 12, 8), date(2017, 7, 10))


def test_a_holder_known_on_single_days_is_not_stretched_over_someone_else(council):
    office, first, between = _office(), _person("Nguyễn Văn An"), _person("Trần Văn Bảy")
    commands.note_holder_on(office=office, person_id=first.id, day=date(2016, 7, 1), actor=None)
    commands.note_holder_on(office=office, person_id=between.id, day=date(2017, 7, 1), actor=None)
    commands.note_holder_on(office=office, person_id=first.id, day=date(2018, 7, 1), actor=None)
    assert len(queries.holdings_of(office.id)) == 3


def test_an_entry_in_use_cannot_be_removed_and_the_refusal_says_by_what(council):
    office = _office()
    agency = queries.get_entry(Agency, office.agency_id)
    with pytest.raises(InUseError) as refused:
        commands.remove_entry(entry=agency, actor=None)
    assert [(usage.by, usage.count) for usage in refused.value.usages] == [(UsedBy.OFFICES, 1)]


def test_an_agency_named_by_a_pledge_cannot_be_removed(council):
    pledge = factories.make_pledge(council.id)
    agency = queries.get_entry(Agency, pledge.lead_agency_id)
    with pytest.raises(InUseError) as refused:
        commands.remove_entry(entry=agency, actor=None)
    assert UsedBy.PLEDGES in {usage.by for usage in refused.value.usages}


def test_an_unused_entry_is_removed_with_a_line_that_names_it(council):
    agency = _agency("Sở Nhầm")
    commands.remove_entry(entry=agency, actor=None)
    assert queries.agencies("nham") == []
    assert (_last_line().event, _last_line().details) == ("DirectoryEntryRemoved", {"name": "Sở Nhầm"})
    assert list(audit.broken_lines()) == []


def test_every_table_that_can_refer_to_an_entry_has_a_name_for_the_page(app):
    directory = {"terms", "bodies", "agencies", "people", "delegates", "offices", "office_holdings"}
    referring = {
        table.name
        for table in db.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in directory
    }
    assert referring <= {member.value for member in UsedBy}


def test_ending_an_entry_keeps_it_and_its_past(council):
    agency = _agency("Sở Giao thông vận tải", starts_on=JULY, kind=AgencyKind.DEPARTMENT)
    commands.end_entry(entry=agency, ends_on=date(2025, 2, 28), actor=None)
    assert agency.ends_on == date(2025, 2, 28)
    assert _last_line().details == {"ends_on": [None, "2025-02-28"]}
    with pytest.raises(DomainError):
        commands.end_entry(entry=agency, ends_on=date(2021, 6, 30), actor=None)


def test_a_stale_change_of_an_agency_is_refused_with_the_stored_name(council):
    agency = _agency("Sở Y tế")
    commands.change_agency(agency=agency, new=NewAgency(name="Sở Y tế tỉnh"), expected_version=1, actor=None)
    with pytest.raises(StaleEditError) as stale:
        commands.change_agency(agency=agency, new=NewAgency(name="Sở Y"), expected_version=1, actor=None)
    assert (stale.value.theirs, stale.value.version) == ({"name": "Sở Y tế tỉnh"}, 2)


@pytest.mark.parametrize("typed", ["giao thong", "GIAO THÔNG", "thong giao", "gtvt"])
def test_search_needs_no_accents_capitals_or_order(council, typed):
    agency = _agency("Sở Giao thông vận tải", short_name="GTVT")
    _agency("Sở Y tế")
    assert queries.agencies(typed) == [agency]


@pytest.mark.parametrize("typed", ["%", "_", "\\", '"', "'; DROP", "x" * 5000])
def test_signs_in_a_search_are_only_signs(council, typed):
    _agency("Sở Y tế")
    assert queries.agencies(typed) in ([], queries.agencies(""))


def test_an_office_is_found_by_title_agency_or_holder(council):
    office = _office("Chánh Thanh tra")
    _hold(office, _person("Đỗ Mười Một"), JULY)
    for typed in ("chanh thanh", "so xay dung", "do muoi"):
        assert queries.offices(typed) == [office]
    assert queries.offices("khong co") == []


def test_lists_of_people_stand_by_given_name(council):
    for name in ("Trần Văn Ánh", "Nguyễn Thị Bình", "Lê Văn An", "Đặng Ân"):
        _person(name)
    assert [person.full_name for person in queries.people()] == [
        "Lê Văn An",
        "Trần Văn Ánh",
        "Đặng Ân",
        "Nguyễn Thị Bình",
    ]


def test_levels_of_a_council_are_the_two_of_the_law(council):
    assert council.level is Level.PROVINCE
