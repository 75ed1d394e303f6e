"""Counts with their pledges: every figure leads to exactly what it counts, on any day, and the totals add up."""

import html
import re
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

import docx
import pytest
from pypdf import PdfReader

from app.core.as_of import AsOf, read_as_of
from app.dossier.addresses import read_filter
from app.dossier.queries import count_register
from app.pledges.domain import ClosingReason, TimeRules, Verdict
from app.pledges.standing import standing, stands_now, stood_on
from app.statistics.domain import AGES, CORNERS, OUTSIDE, Change, Grouping, Measure, Scope, Span
from app.statistics.queries import changes, counts_by, total
from tests import factories
from tests.integration.statistics.building import Past

DAY = date(2026, 9, 30)
EARLY = date(2026, 4, 30)
KEPT, LATE = Verdict.KEPT, date(2026, 3, 1)
ALL = Scope()


def lay_a_year(council) -> Past:
    """Pledges of every fate in two sessions; `DAY` looks back on all of them, `EARLY` on some."""
    first = Past(council)
    second = Past(council, said=date(2026, 7, 8), adopted=date(2026, 7, 10))
    bodies = [factories.make_body(council.id), factories.make_body(council.id)]
    mine, yours = first.answer(), first.answer()
    yours.question.topic = ""
    day = date(2026, 3, 31)
    first.pledge(mine, due=day, verdicts=[(date(2026, 4, 2), KEPT, date(2026, 3, 20))], followers=bodies)
    first.pledge(mine, due=day, verdicts=[(date(2026, 6, 2), KEPT, date(2026, 5, 20))], followers=bodies[:1])
    first.pledge(mine, due=day, extended=[(date(2026, 5, 5), date(2026, 12, 31))])
    first.pledge(
        yours,
        due=day,
        extended=[(date(2026, 2, 5), date(2026, 6, 30)), (date(2026, 6, 1), date(2026, 8, 31))],
        verdicts=[(date(2026, 8, 30), KEPT, date(2026, 8, 15))],
    )
    first.pledge(yours, due=day, verdicts=[(date(2026, 6, 2), Verdict.NOT_STARTED, None)])
    first.pledge(yours, due=None)
    first.pledge(yours, due=None, condition=(None,))
    first.pledge(yours, due=day, condition=(date(2026, 5, 1),))
    for reason in (ClosingReason.DROPPED, ClosingReason.REPLACED, ClosingReason.CARRIED_OVER):
        first.pledge(yours, due=day, closings=[(date(2026, 6, 15), reason)])
    first.pledge(
        yours, due=day, closings=[(date(2026, 4, 15), ClosingReason.DROPPED), (date(2026, 6, 15), None)]
    )
    for late in (1, 30, 31, 90, 91, 180, 181):
        first.pledge(mine, due=DAY - timedelta(days=late))
    second.pledge(second.answer(), due=DAY)
    second.pledge(
        second.answer(), due=DAY + timedelta(days=1), lead_agency_id=None, person_id=None, office_id=None
    )
    factories.make_pledge(council.id, answer=mine)
    return first


def links_of(page: str) -> list[tuple[str, int]]:
    found = re.findall(r'<a class="figure[^"]*" href="([^"]+)">([\d.]+)', page)
    return [(html.unescape(address), int(count.replace(".", ""))) for address, count in found]


def statistics_page(client, council, **asked: str) -> list[tuple[str, int]]:
    page = client.get(f"/{council.slug}/statistics", query_string={"since": "28/02/2026", **asked})
    found = links_of(page.get_data(as_text=True))
    assert len(found) > 60
    assert any(count for _address, count in found)
    return found


@pytest.mark.parametrize("as_of", ["", "05/05/2026"])
def test_every_figure_leads_to_a_page_of_exactly_its_pledges(app, council, as_role, as_of: str) -> None:
    lay_a_year(council)
    client = as_role("delegate")
    for link, count in dict(statistics_page(client, council, by="term", as_of=as_of)).items():
        register = client.get(link).get_data(as_text=True)
        (shown,) = re.findall(r'class="page-subtitle">(\d+)', register)
        assert int(shown) == count, link
        assert len(re.findall(r'class="pledge-words"', register)) == count, link


@pytest.mark.parametrize("grouping", list(Grouping))
@pytest.mark.parametrize("as_of", ["", "30/04/2026"])
def test_whatever_is_counted_by_each_figure_has_the_address_of_its_pledges(
    app, council, as_role, grouping: Grouping, as_of: str
) -> None:
    lay_a_year(council)
    found = statistics_page(as_role("delegate"), council, by=grouping.value, as_of=as_of)
    for link, count in dict(found).items():
        asked = dict(parse_qsl(urlsplit(link).query))
        if grouping.value not in asked:  # those of the whole are followed above
            continue
        at = standing(read_as_of(asked))
        assert count_register(read_filter(asked), at=at, rules=TimeRules()) == count, link


@pytest.mark.parametrize("day", [EARLY, date(2026, 6, 15), DAY])
def test_every_adopted_pledge_stands_in_exactly_one_row_by_both_deadlines(app, council, day: date) -> None:
    lay_a_year(council)
    whole = total(ALL, stood_on(day))
    assert whole[Measure.MADE] == (19 if day < date(2026, 7, 10) else 21)
    for side in (0, 1):
        assert sum(whole[pair[side]] for pair in CORNERS + OUTSIDE) == whole[Measure.MADE]
    assert sum(whole[age] for age in AGES) == whole[Measure.OPEN_OVERDUE]


def test_the_figures_of_a_day_are_those_counted_by_hand(app, council) -> None:
    lay_a_year(council)
    whole = total(ALL, stood_on(DAY))
    by_hand = {
        Measure.DONE_ON_TIME: 2,  # before the first deadline; after two extensions
        Measure.DONE_LATE: 1,
        Measure.OPEN_WITHIN_TIME: 3,  # extended to the end of the year; due today; due tomorrow
        Measure.OPEN_OVERDUE: 10,  # not started, condition met in May, taken up again, seven by age
        Measure.UNDATED: 1,
        Measure.CONDITION_UNMET: 1,
        Measure.DROPPED: 1,
        Measure.REPLACED: 1,
        Measure.CARRIED_OVER: 1,
        Measure.DUE: 13,
        Measure.EXECUTED: 3,
        Measure.DUE_ORIGINALLY: 14,
        Measure.ON_TIME: 1,
        Measure.OVERDUE_UP_TO_30: 2,
        Measure.OVERDUE_UP_TO_90: 2,
        Measure.OVERDUE_UP_TO_180: 2,
        Measure.OVERDUE_UP_TO_365: 4,
        Measure.OVERDUE_LONGER: 0,
    }
    assert {measure: whole[measure] for measure in by_hand} == by_hand


def test_today_s_columns_and_the_histories_count_the_same(app, council) -> None:
    lay_a_year(council)
    assert total(ALL, stands_now(DAY)) == total(ALL, stood_on(DAY))
    for grouping in Grouping:
        assert counts_by(grouping, ALL, stands_now(DAY)) == counts_by(grouping, ALL, stood_on(DAY))


@pytest.mark.parametrize("grouping", [each for each in Grouping if each is not Grouping.BODY])
def test_the_lines_of_a_grouping_add_up_to_the_total(app, council, grouping: Grouping) -> None:
    lay_a_year(council)
    at = stood_on(DAY)
    lines, whole = counts_by(grouping, ALL, at), total(ALL, at)
    assert len(lines) > 1
    for measure in Measure:
        assert sum(line[measure] for line in lines) == whole[measure], measure


def test_a_pledge_two_bodies_follow_stands_under_both_and_once_in_the_total(app, council) -> None:
    lay_a_year(council)
    lines = counts_by(Grouping.BODY, ALL, stood_on(DAY))
    assert sorted(line[Measure.MADE] for line in lines) == [1, 2, 19]


def test_what_changed_between_two_days(app, council) -> None:
    lay_a_year(council)
    assert changes(ALL, Span(EARLY, DAY), stood_on(DAY)) == {
        Change.NEW: 2,
        Change.NEWLY_KEPT: 2,
        Change.NEWLY_OVERDUE: 7,  # condition met, taken up again, five by age; three were overdue before
        Change.EXTENDED: 2,
        Change.CLOSED: 3,
    }


def test_a_scope_narrows_every_figure(app, council) -> None:
    past = lay_a_year(council)
    at = stood_on(DAY)
    assert total(Scope(session_id=past.session.id), at)[Measure.MADE] == 19
    assert total(Scope(topic=past.group.title), at)[Measure.MADE] == 19
    assert total(Scope(agency_id=0), at)[Measure.MADE] == 1
    assert total(Scope(term_id=past.session.sitting.term_id), at)[Measure.MADE] == 19


def test_nothing_due_prints_a_dash_and_no_percentage(app, council, as_role) -> None:
    past = Past(council)
    past.pledge(past.answer(), due=None)
    page = as_role("delegate").get(f"/{council.slug}/statistics").get_data(as_text=True)
    shares = re.findall(r'class="big-figure">\s*(.*?)\s*</p>', page, re.DOTALL)
    assert [re.sub(r"<[^>]*>", "", share) for share in shares[1:]] == ["—", "—"]
    assert "%" not in re.sub(r"<[^>]*>", "", page.split("big-figure", 1)[1].split("<h2", 1)[0])


def test_an_empty_register_says_what_will_stand_here(app, council, as_role) -> None:
    page = as_role("delegate").get(f"/{council.slug}/statistics").get_data(as_text=True)
    assert 'class="empty"' in page


def test_a_percentage_never_stands_without_its_numbers(app, council, as_role) -> None:
    lay_a_year(council)
    page = as_role("delegate").get(f"/{council.slug}/statistics?as_of=30/09/2026").get_data(as_text=True)
    body = re.sub(r"<[^>]*>|\s+", " ", page.split("<main", 1)[1])
    rates = re.findall(r"[^%]{0,80}\d%", body)
    assert len(rates) > 4
    for rate in rates:
        assert re.search(r"\d+ [^/]*/ *\d+ .*\(", rate), rate


@pytest.mark.parametrize("since", ["30/09/2026", "01/10/2026", "31/02/2026", "hôm qua"])
def test_a_comparison_with_no_earlier_day_is_refused_and_said(app, council, as_role, since: str) -> None:
    lay_a_year(council)
    query = {"as_of": "30/09/2026", "since": since}
    answer = as_role("delegate").get(f"/{council.slug}/statistics", query_string=query)
    assert answer.status_code == 422
    assert 'id="since-refused"' in answer.get_data(as_text=True)
    assert f'value="{since}"' in answer.get_data(as_text=True)


def test_nothing_of_another_council_is_counted(app, council) -> None:
    from app.core.tenancy import scoped_to

    lay_a_year(council)
    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        assert total(ALL, stood_on(DAY))[Measure.MADE] == 0
        assert total(ALL, standing(AsOf(DAY)))[Measure.MADE] == 0


def test_the_print_tells_what_the_page_tells_with_a_bar_for_every_line(app, council, as_role) -> None:
    lay_a_year(council)
    client = as_role("delegate")
    address = f"/{council.slug}/statistics/print.pdf?as_of=30/09/2026&since=30/04/2026&by=person"
    reader = PdfReader(BytesIO(client.get(address).data))
    told = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "tính đến ngày 30 tháng 9 năm 2026",
        "3/13 (23,1%)",
        "1/14 (7,1%)",
        "Thống kê theo người hứa",
    ):
        assert words in told, words
    word = client.get(address.replace("print.pdf", "print.docx")).data
    assert "3/13 (23,1%)" in "".join(
        cell.text for table in docx.Document(BytesIO(word)).tables for row in table.rows for cell in row.cells
    )


def test_no_print_is_made_of_a_day_that_cannot_be_answered(app, council, as_role) -> None:
    lay_a_year(council)
    assert (
        as_role("delegate").get(f"/{council.slug}/statistics/print.pdf?as_of=30/09/2999").status_code == 422
    )


def test_the_print_says_commitment_where_the_page_says_promise(app, council, as_role) -> None:
    lay_a_year(council)
    pdf = as_role("delegate").get(f"/{council.slug}/statistics/print.pdf?as_of=30/09/2026").data
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert "Thống kê theo cơ quan nay phụ trách" in told  # as the page groups where nothing else is asked
    assert "Gộp, thay bằng cam kết khác" in told
    assert "lời hứa" not in told.lower()
