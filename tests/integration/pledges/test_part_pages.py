"""Steps, shares and the starting figure are typed in the form of the pledge, row under row, with or without scripts."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from app.core.database import db
from app.pledges import commands, queries
from app.pledges.domain import NewPart, PartKind
from tests import factories
from tests.integration.pledges.test_pages import path_of, spoken

STEPS = {
    "steps-0-words": "Phê duyệt thiết kế",
    "steps-0-due_words": "trong quý III năm 2017",
    "steps-0-required": "y",
    "steps-1-words": "Khởi công",
    "steps-1-due_on": "15/11/2017",
    "steps-1-must_show": "Biên bản khởi công",
}


def parts_of(pledge):
    db.session.expire_all()
    return queries.parts_of([pledge.id])[pledge.id]


def told(pledge):
    return [(part.position, part.words) for part in parts_of(pledge)]


@pytest.fixture
def pledge(council, clerk, answer):
    clerk.post(path_of(council, answer), data=spoken(**STEPS))
    return queries.pledges_of_answer(answer.id)[0]


def change(council, clerk, pledge, **values):
    rows = {}
    for at, part in enumerate(parts_of(pledge)):
        row = {"id": part.id, "place": part.position, "words": part.words, "due_words": "", "must_show": ""}
        rows |= {f"steps-{at}-{name}": value for name, value in row.items()}
    typed = {**spoken(), "version": queries.get_pledge(pledge.id).version, **rows, **values}
    return clerk.post(f"/{council.slug}/pledges/{pledge.id}/edit", data=typed)


def test_a_pledge_is_recorded_with_its_steps(pledge):
    first, second = parts_of(pledge)
    assert (first.words, first.due_on, first.required) == ("Phê duyệt thiết kế", date(2017, 9, 30), True)
    assert (second.words, second.due_on, second.required) == ("Khởi công", date(2017, 11, 15), False)
    assert second.must_show == "Biên bản khởi công"


def test_a_share_brings_its_agency_to_those_that_coordinate(council, clerk, answer):
    share = {"shares-0-agency": "UBND huyện Vị Xuyên", "shares-0-words": "Bàn giao mặt bằng"}
    session_id = answer.question.topic_group.session_id
    refused = clerk.post(path_of(council, answer), data=spoken(**share))
    assert refused.status_code == 422
    assert 'id="shares-0-agency-error"' in refused.text
    assert "Bàn giao mặt bằng" in refused.text
    clerk.post(path_of(council, answer), data=spoken(**share, add_unknown="y"))
    [made] = queries.pledges_of_session(session_id)
    assert [each.agency.name for each in made.coordinators] == ["UBND huyện Vị Xuyên"]
    assert [part.agency.name for part in parts_of(made)] == ["UBND huyện Vị Xuyên"]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"steps-1-due_words": "chẳng biết bao giờ"}, "steps-1-due_words"),
        ({"steps-1-due_on": "01/01/2017"}, "steps-1-due_on"),
        ({"steps-1-due_on": "31/02/2017"}, "steps-1-due_on"),
        ({"steps-1-words": ""}, "steps-1-words"),
        ({"shares-0-words": "Việc chưa có cơ quan"}, "shares-0-agency"),
    ],
)
def test_what_is_wrong_in_a_row_stands_beside_its_field_and_nothing_is_saved(
    council, clerk, answer, row, field
):
    typed = {**STEPS, **row}
    if "steps-1-due_words" in row:
        typed["steps-1-due_on"] = ""
    refused = clerk.post(path_of(council, answer), data=spoken(**typed))
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert 'value="Phê duyệt thiết kế"' in refused.text
    assert queries.pledges_of_answer(answer.id) == []


def test_another_row_comes_without_a_script_and_keeps_what_was_typed(council, clerk, answer):
    page = clerk.post(path_of(council, answer), data=spoken(**STEPS, action="add_step"))
    assert page.status_code == 200
    assert 'name="steps-2-words"' in page.text
    assert 'value="Biên bản khởi công"' in page.text
    assert 'id="words-error"' not in page.text
    assert queries.pledges_of_answer(answer.id) == []


def test_a_step_given_another_number_takes_that_place(council, clerk, pledge):
    change(council, clerk, pledge, **{"steps-1-place": "1"})
    assert told(pledge) == [(1, "Khởi công"), (2, "Phê duyệt thiết kế")]


def test_a_row_that_is_emptied_is_taken_off_and_a_new_one_is_added(council, clerk, pledge):
    change(council, clerk, pledge, **{"steps-0-words": "", "steps-2-words": "Bàn giao"})
    assert told(pledge) == [(1, "Khởi công"), (2, "Bàn giao")]


def test_the_form_shows_the_stored_steps_again(council, clerk, pledge):
    page = clerk.get(f"/{council.slug}/pledges/{pledge.id}/edit").text
    assert 'value="Phê duyệt thiết kế"' in page
    assert 'value="15/11/2017"' in page
    assert [int(place) for place in re.findall(r'name="steps-\d-place"[^>]* value="([^"]*)"', page)] == [1, 2]
    assert 'value="30/09/2017"' not in page, "the words give the day by themselves"


def test_a_step_a_colleague_added_meanwhile_stays_and_the_older_form_is_refused_first(council, clerk, pledge):
    seen = queries.get_pledge(pledge.id).version
    commands.add_part(pledge=pledge, new=NewPart(kind=PartKind.STEP, words="Thẩm định"), actor=None)
    before = parts_of(pledge)[:2]
    old = {f"steps-{at}-id": part.id for at, part in enumerate(before)}
    old |= {f"steps-{at}-words": part.words for at, part in enumerate(before)}
    typed = {**spoken(), **old, "version": seen}
    refused = clerk.post(f"/{council.slug}/pledges/{pledge.id}/edit", data=typed)
    assert refused.status_code == 422
    clerk.post(
        f"/{council.slug}/pledges/{pledge.id}/edit",
        data={**typed, "version": queries.get_pledge(pledge.id).version},
    )
    assert told(pledge) == [(1, "Phê duyệt thiết kế"), (2, "Khởi công"), (3, "Thẩm định")]


def test_a_measure_keeps_where_it_stood_on_the_day_of_the_promise(council, clerk, answer):
    measured = {"measure": "dự án hoàn thành", "target": "1.712", "unit": "dự án", "baseline": "0"}
    clerk.post(path_of(council, answer), data=spoken(**measured))
    [made] = queries.pledges_of_answer(answer.id)
    assert (made.target, made.baseline, made.baseline_on) == (Decimal(1712), Decimal(0), date(2017, 7, 13))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"baseline": "5"}, "baseline"),
        ({"unit": "km", "target": "9", "baseline_on": "01/01/2017"}, "baseline"),
        ({"unit": "km", "target": "9", "baseline": "1", "baseline_on": "14/07/2017"}, "baseline_on"),
        ({"unit": "km", "target": "9", "baseline": "1,2,3"}, "baseline"),
    ],
)
def test_a_starting_figure_belongs_to_a_target_and_to_a_day_before_the_promise(
    council, clerk, answer, values, field
):
    refused = clerk.post(path_of(council, answer), data=spoken(**values))
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text


def test_a_decision_adds_a_share_to_an_adopted_pledge_and_its_words_stay(council, as_role):
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    factories.make_agency(council.id, name="Sở Tài chính")
    address, words = f"/{council.slug}/pledges/{pledge.id}/parts/new", pledge.words
    typed = {
        "kind": "share",
        "agency": "Sở Tài chính",
        "words": "Bố trí vốn đối ứng",
        "due_on": "30/11/2026",
        "required": "y",
        "decided_on": f"{pledge.adopted_on:%d/%m/%Y}",
        "document_number": "12/TB-HĐND",
    }
    with time_machine.travel(datetime(2026, 9, 1, 3, tzinfo=UTC), tick=False):
        chair = as_role("standing_committee")
        assert as_role("clerk").get(address).status_code == 403
        refused = chair.post(address, data={**typed, "document_number": ""})
        assert refused.status_code == 422
        assert 'value="Bố trí vốn đối ứng"' in refused.text
        done = chair.post(address, data=typed)
        page = chair.get(done.location).text
    [part] = parts_of(pledge)
    assert (part.agency.name, part.document_number) == ("Sở Tài chính", "12/TB-HĐND")
    assert "12/TB-HĐND" in page
    assert queries.get_pledge(pledge.id).words == words
