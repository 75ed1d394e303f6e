"""A search for an agency finds what it took over from others, after its own."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.council.domain import SuccessionKind
from app.council.successions import commands as successions
from app.council.successions.domain import Heir, NewSuccession
from app.pledges import commands as pledges
from app.pledges.domain import Actor
from app.pledges.models import PledgeCoordinator
from app.search import indexing, queries
from app.search.domain import SearchKind
from app.search.models import SearchEntry
from tests import factories
from tests.integration.pledges.counting import selects
from tests.integration.search.test_search import titles

DAY = date(2026, 8, 1)


def agency(council, name):
    return factories.make_agency(council.id, name=name)


def promised(council, agency, words, **values):
    """A pledge of an agency, recorded with its name, adopted."""
    office = factories.make_office(council.id, agency=agency, title=f"Giám đốc {agency.name} {words}")
    answer = factories.make_answer(council.id, holding=factories.make_holding(council.id, office=office))
    made = factories.make_pledge(council.id, answer=answer, words=words, names=agency.name, **values)
    factories.adopt(made)
    db.session.commit()
    return made


def reorganise(old, kind, *heirs):
    new = NewSuccession(kind=kind, effective_on=DAY, heirs=tuple(Heir(agency_id=each.id) for each in heirs))
    successions.reorganise(agency=old, new=new, actor=None)
    db.session.commit()


@pytest.fixture
def merged(council):
    """Sở Giao thông vận tải went into Sở Xây dựng; its pledge is the newer one."""
    old, heir = agency(council, "Sở Giao thông vận tải"), agency(council, "Sở Xây dựng")
    promised(council, heir, "Cấp phép nhà ở")
    promised(council, old, "Làm cầu vượt")
    reorganise(old, SuccessionKind.MERGED, heir)
    return old, heir


def test_what_an_agency_took_over_is_found_by_its_name_after_its_own(merged):
    assert titles("so xay dung", SearchKind.PLEDGE) == ["Cấp phép nhà ở", "Làm cầu vượt"]
    assert titles("so giao thong van tai", SearchKind.PLEDGE) == ["Làm cầu vượt"]


def test_words_of_the_name_in_a_pledge_that_was_taken_over_do_not_put_it_before_their_own(council, merged):
    made = factories.make_pledge(council.id, words="Xây dựng cảng", names="Sở Giao thông vận tải")
    made.lead_agency_id, made.acting_agency_id = (each.id for each in merged)
    db.session.commit()
    found = titles("so xay dung", SearchKind.PLEDGE)
    assert (found[0], set(found[1:])) == ("Cấp phép nhà ở", {"Làm cầu vượt", "Xây dựng cảng"})


def test_what_was_found_by_the_successor_says_who_acts_now(merged, council, as_role):
    for words in ("nay: Sở Xây dựng", "Sở Giao thông vận tải"):
        [_own, hit] = queries.search("so xay dung", kind=SearchKind.PLEDGE).groups[0].hits
        assert words in "".join(piece.text for piece in hit.snippet)
    page = as_role("delegate").get(f"/{council.slug}/search?q=so+xay+dung").get_data(as_text=True)
    assert 'nay: <mark class="found">Sở</mark> <mark class="found">Xây</mark>' in page


def test_a_succession_that_is_taken_back_finds_it_no_more(merged):
    successions.take_back(agency=merged[0], actor=None)
    db.session.commit()
    assert titles("so xay dung", SearchKind.PLEDGE) == ["Cấp phép nhà ở"]


def test_through_several_reorganisations_each_name_on_the_way_finds_it(council, merged):
    last = agency(council, "Sở Hạ tầng")
    reorganise(merged[1], SuccessionKind.RENAMED, last)
    assert set(titles("so ha tang", SearchKind.PLEDGE)) == {"Cấp phép nhà ở", "Làm cầu vượt"}
    assert titles("so xay dung", SearchKind.PLEDGE) == ["Cấp phép nhà ở", "Làm cầu vượt"]
    last.name = "Sở Kết cấu"
    db.session.commit()
    assert titles("so ha tang", SearchKind.PLEDGE) == []
    assert len(titles("so ket cau", SearchKind.PLEDGE)) == 2


def test_of_a_split_agency_every_successor_finds_it_until_one_takes_it(council):
    old, one, other = (agency(council, f"Sở {name}") for name in ("Chung", "Đất đai", "Môi trường"))
    made = promised(council, old, "Đo đạc lại")
    reorganise(old, SuccessionKind.SPLIT, one, other)
    for name in ("so dat dai", "so moi truong"):
        assert titles(name, SearchKind.PLEDGE) == ["Đo đạc lại"]
    pledges.assign_pledges(agency=old, chosen={made.id: Actor(one.id)}, actor=None)
    db.session.commit()
    assert titles("so dat dai", SearchKind.PLEDGE) == ["Đo đạc lại"]
    assert titles("so moi truong", SearchKind.PLEDGE) == []


def test_the_successor_of_a_coordinator_finds_it_too(council):
    district, ward = agency(council, "UBND quận Cũ"), agency(council, "UBND phường Mới")
    made = factories.make_pledge(council.id, words="Xây trạm")
    factories._save(PledgeCoordinator(pledge_id=made.id, agency_id=district.id))
    factories.adopt(made)
    db.session.commit()
    reorganise(district, SuccessionKind.MERGED, ward)
    assert titles("ubnd phuong moi", SearchKind.PLEDGE) == ["Xây trạm"]


def entries(council):
    columns = [column for column in SearchEntry.__table__.columns if column.name != "id"]
    found = sa.select(*columns).where(SearchEntry.council_id == council.id)
    return sorted(map(repr, db.session.execute(found)))


def test_entries_made_anew_know_the_same_successors(council, merged):
    reorganise(merged[1], SuccessionKind.RENAMED, agency(council, "Sở Hạ tầng"))
    kept = entries(council)
    indexing.read_all_again()
    assert entries(council) == kept


def test_a_reorganisation_reads_its_pledges_again_in_as_many_statements_however_many(council):
    old, heirs = agency(council, "Sở Cũ"), [agency(council, f"Sở Mới {n}") for n in range(2)]
    promised(council, old, "Việc đầu")
    with selects() as few:
        reorganise(old, SuccessionKind.MERGED, heirs[0])
    answer = factories.make_answer(council.id)
    for _number in range(40):
        made = factories.make_pledge(council.id, answer=answer, lead_agency_id=heirs[0].id)
        made.acting_agency_id = heirs[0].id
    db.session.commit()
    with selects() as many:
        reorganise(heirs[0], SuccessionKind.MERGED, heirs[1])
    assert len(many) <= len(few) + 2
    assert queries.search("so moi 1", kind=SearchKind.PLEDGE).count == 41
