"""The record of an agency, an office, a person: figures that add up, each with its pledges, each person in their own time."""

import re
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine

from app.core.as_of import as_of, read_as_of
from app.core.database import db
from app.core.errors import NotFoundError
from app.core.pdf import RenderedPdf
from app.core.storage import sha256_of
from app.core.tenancy import scoped_to
from app.documents import kinds
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.models import IssuedDocument
from app.dossier.addresses import read_filter
from app.dossier.queries import count_register
from app.pledges.domain import TimeRules, Verdict
from app.pledges.models import Pledge, PledgeAssignment
from app.pledges.standing import standing
from app.statistics.domain import Measure, Scope
from app.statistics.records.assembling import plain_print, record_paper
from app.statistics.records.domain import FATES, course_days
from app.statistics.records.queries import last_day_in_office, record_of
from tests import factories
from tests.integration.statistics.building import Past
from tests.integration.statistics.test_statistics import lay_a_year, links_of

M = Measure
NOW = datetime(2026, 9, 30, 3, tzinfo=UTC)
LEFT, BEGAN = date(2026, 5, 31), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _on_a_september_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(council):
    """An office that passed from one to the other, and what they answer for."""
    past = Past(council)
    before = factories.make_holding(council.id, ends_on=LEFT)
    after = factories.make_holding(council.id, office=before.office, starts_on=BEGAN)
    question = factories.make_question(council.id, topic_group=past.group)
    answer = factories.make_answer(
        council.id, question=question, holding=before, answered_on=date(2026, 1, 8)
    )
    kept = (date(2026, 5, 2), Verdict.KEPT, date(2026, 4, 20))
    past.pledge(answer, due=date(2026, 4, 30), verdicts=[kept])
    past.pledge(answer, due=date(2026, 4, 30))
    past.pledge(answer, due=date(2026, 12, 31))
    return before, after


def figures(scope: Scope, day: date | None = None) -> dict[Measure, int]:
    return dict(record_of(scope, as_of(day)).counts.of)


def test_each_person_answers_for_what_ended_in_their_own_time_and_the_office_for_all_of_it(office):
    before, after = office
    whole = figures(Scope(acting_office_id=before.office_id))
    his, hers = (figures(Scope(answerer_id=each.person_id)) for each in (before, after))
    assert (whole[M.MADE], whole[M.KEPT], whole[M.OPEN_OVERDUE]) == (3, 1, 1)
    assert (his[M.MADE], his[M.KEPT], his[M.OPEN]) == (1, 1, 0)
    assert (hers[M.MADE], hers[M.KEPT], hers[M.OPEN], hers[M.OPEN_OVERDUE]) == (2, 0, 2, 1)


def test_who_headed_an_agency_that_ended_is_looked_at_on_its_last_day(office):
    _before, after = office
    after.office.agency.ends_on = date(2026, 8, 31)
    db.session.flush()
    last = last_day_in_office(Scope(answerer_id=after.person_id), as_of(None))
    assert (last.day, last.earlier) == (date(2026, 8, 31), True)


def test_who_left_is_looked_at_on_their_last_day_in_office(office):
    before, _after = office
    scope = Scope(answerer_id=before.person_id)
    day = last_day_in_office(scope, as_of(None))
    record = record_of(scope, day)
    assert (day.day, record.counts[M.MADE], record.counts[M.OPEN_OVERDUE]) == (LEFT, 3, 1)
    [(period, counts)] = record.periods
    assert (period.until, period.day, counts[M.MADE], counts[M.KEPT]) == (LEFT, LEFT, 3, 1)
    assert [counts[M.MADE] for counts in record.own][-1] == 3


def test_what_came_with_the_office_is_told_apart_from_what_one_promised(office):
    _before, after = office
    record = record_of(Scope(answerer_id=after.person_id), as_of(None))
    assert (record.counts[M.MADE], record.own[-1][M.MADE]) == (2, 0)
    paper = record_paper(
        factories.make_council(),
        record,
        Outgoing(issued_on=date(2026, 9, 30), number="1", signer_name="Người Ký"),
    )
    assert [line.label for line in paper.figures[:2]] == ["Chịu trách nhiệm", "tự mình hứa"]


def test_an_agency_answers_for_what_its_predecessor_promised_from_the_day_it_took_over(council, office):
    before, _after = office
    old, new = before.office.agency_id, factories.make_agency(council.id).id
    for pledge in db.session.query(Pledge):
        db.session.add(PledgeAssignment(pledge_id=pledge.id, from_day=date(2026, 7, 1), agency_id=new))
        pledge.acting_agency_id = new
    db.session.flush()
    assert (figures(Scope(acting_agency_id=new))[M.MADE], figures(Scope(acting_agency_id=old))[M.MADE]) == (
        3,
        0,
    )
    day = date(2026, 6, 30)
    assert figures(Scope(acting_agency_id=new), day)[M.MADE] == 0
    assert figures(Scope(acting_agency_id=old), day)[M.MADE] == 3


def test_the_parts_of_every_figure_add_up_to_it(app, council):
    lay_a_year(council)
    for point in record_of(Scope(), as_of(None)).course:
        for place, (whole, level) in enumerate(FATES):
            below = []
            for measure, deep in FATES[place + 1 :]:
                if deep <= level:
                    break
                below += [point.counts[measure]] if deep == level + 1 else []
            assert not below or sum(below) == point.counts[whole], (point.on, whole)


def test_kept_within_an_extension_is_told_apart_from_kept_in_time(app, council):
    lay_a_year(council)
    counts = figures(Scope())
    assert (counts[M.KEPT_ON_TIME], counts[M.KEPT_AFTER_EXTENSION], counts[M.DONE_LATE]) == (1, 1, 1)
    assert counts[M.KEPT] == 3


@pytest.mark.parametrize("whose", ["answerer", "topic"])
def test_every_figure_of_a_record_leads_to_exactly_its_pledges(app, council, as_role, whose):
    past = lay_a_year(council)
    pledge = db.session.query(Pledge).first()
    asked = {
        "answerer": {"answerer": pledge.person_id},
        "topic": {"topic": past.group.title},
    }[whose]
    page = as_role("delegate").get(f"/{council.slug}/record", query_string=asked).get_data(as_text=True)
    found = dict(links_of(page))
    assert len(found) > 30
    for link, count in found.items():
        parameters = dict(parse_qsl(urlsplit(link).query))
        at = standing(read_as_of(parameters))
        assert count_register(read_filter(parameters), at=at, rules=TimeRules()) == count, link


def test_a_rate_without_a_denominator_is_a_dash(council, as_role):
    past = Past(council)
    past.pledge(past.answer(), due=None)
    page = as_role("delegate").get(f"/{council.slug}/record").get_data(as_text=True)
    shares = page.split("<tbody>")[2]
    assert "—" in shares
    assert "%" not in re.sub(r"<[^>]*>", "", shares)


def test_nothing_of_another_council_is_counted_or_named(council, office, as_role):
    other = factories.make_council()
    with scoped_to(other.id):
        stranger = factories.make_agency(other.id)
        past = Past(other)
        past.pledge(past.answer(), due=None)
    assert figures(Scope())[M.MADE] == 3
    with pytest.raises(NotFoundError):
        record_of(Scope(acting_agency_id=stranger.id), as_of(None))
    assert as_role("clerk").get(f"/{council.slug}/record?acting_agency={stranger.id}").status_code == 404


def test_the_print_names_the_overdue_with_their_days_and_says_how_many_more(app, council):
    lay_a_year(council)
    paper = plain_print(council, record_of(Scope(), as_of(None)))
    assert len(paper.overdue) + paper.overdue_more == 10
    assert [each.days for each in paper.overdue] == sorted(
        (each.days for each in paper.overdue), reverse=True
    )
    assert paper.told_on.startswith("In từ sổ ngày 30/09/2026")


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 2, 1), date(2026, 2, 1), [(2026, 2, 1)]),
        (date(2026, 1, 9), date(2026, 9, 30), [(2026, 3, 31), (2026, 6, 30), (2026, 9, 30)]),
        (date(2024, 3, 1), date(2026, 1, 5), [(2024, 6, 30), (2024, 12, 31), (2025, 6, 30), (2025, 12, 31), (2026, 1, 5)]),
        (date(2016, 8, 2), date(2026, 11, 23), [(2018, 12, 31), (2021, 12, 31), (2024, 12, 31), (2026, 11, 23)]),
        (date(1946, 1, 1), date(2026, 1, 1), [(1949, 12, 31), (1959, 12, 31)]),
    ],
)  # fmt: skip
def test_the_days_of_a_course_are_ends_of_even_periods_and_the_day_asked_for(first, last, days):
    found = course_days(first, last)
    assert found[-1] == last
    assert len(found) <= 5
    if len(days) > 2:
        assert found == [date(*each) for each in days]


def test_it_is_issued_about_whose_it_is_by_who_may(council, office, as_role, monkeypatch):
    monkeypatch.setattr(
        "app.documents.printing.render_pdf",
        lambda _template, _paper, *, title: RenderedPdf(title.encode(), 1, sha256_of(title.encode())),
    )
    address = f"/{council.slug}/record/paper?acting_office={office[0].office_id}"
    sent = {"number": "1", "issued_on": "30/09/2026", "signer_name": "Người Ký"}
    assert as_role("delegate").post(address, data=sent).status_code == 403
    assert as_role("standing_committee").post(address, data=sent).status_code == 302
    [issued] = db.session.query(IssuedDocument).filter_by(kind=DocumentKind.ANSWERER_RECORD)
    assert (issued.subject_type, issued.subject_id) == ("Office", office[0].office_id)
    assert issued.number == "01/BC-HĐND"
    assert kinds.read(issued).figures[0].counts[-1] == 3
