"""The marks of extended, asked and late deadlines in the register and on a pledge's page, and the filters by them."""

from datetime import date

import pytest

from app.core.tenancy import scoped_to
from app.dossier.course import course_of
from app.dossier.domain import ExtensionMark, RegisterFilter
from app.dossier.queries import register_page
from app.pledges import commands
from app.pledges.domain import (
    ClosingReason,
    ExtensionDecision,
    GroundKind,
    NewDrop,
    NewExtensionRequest,
    TimeRules,
)
from app.pledges.standing import stands_now, stood_on
from tests import factories
from tests.integration.pledges.counting import selects

ADOPTED_ON = date(2026, 1, 10)
ORIGINAL = date(2026, 6, 30)
TODAY = date(2026, 11, 1)


def made(council, words):
    session = factories.make_session(council.id, held_on=date(2026, 1, 8))
    question = factories.make_question(
        council.id, topic_group=factories.make_topic_group(council.id, session=session)
    )
    answer = factories.make_answer(council.id, question=question, answered_on=session.held_on)
    pledge = factories.make_pledge(council.id, answer=answer, due_on=ORIGINAL, words=words)
    factories.adopt(pledge, adopted_on=ADOPTED_ON)
    return pledge


def asked(pledge, received_on=date(2026, 6, 1)):
    new = NewExtensionRequest(new_due_on=date(2026, 12, 31), reason="Chờ quy hoạch", received_on=received_on)
    return commands.request_extension(pledge=pledge, new=new, actor=None)


def granted(pledge):
    decision = ExtensionDecision(granted=True, decided_on=date(2026, 6, 15), document_number="12/TB-HĐND")
    commands.decide_extension(request=asked(pledge), decision=decision, actor=None)


@pytest.fixture
def four(council):
    """One left alone, one extended, one for which more time is asked too late, one dropped."""
    alone, extended, late, gone = (made(council, words) for words in ("yên", "gia hạn", "muộn", "thôi"))
    granted(extended)
    asked(late, received_on=date(2026, 7, 3))
    words = "Căn cứ pháp lý hoặc chủ trương đã thay đổi"
    ground = commands.ground_called(kind=GroundKind.DROP, words=words, actor=None)
    new = NewDrop(ground_id=ground.id, decided_on=date(2026, 8, 1), document_number="15/QĐ-HĐND")
    commands.drop_pledge(pledge=gone, new=new, actor=None)
    return alone, extended, late, gone


def found(at=None, **asked_for) -> set[str]:
    page = register_page(RegisterFilter(**asked_for), at=at or stands_now(TODAY), rules=TimeRules())
    return {row.words for row in page.rows}


@pytest.mark.parametrize(
    ("asked_for", "expected"),
    [
        ({"extension": ExtensionMark.EXTENDED}, {"gia hạn"}),
        ({"extension": ExtensionMark.ASKED}, {"muộn"}),
        ({"extension": ExtensionMark.ASKED_LATE}, {"muộn"}),
        ({"closing": ClosingReason.DROPPED}, {"thôi"}),
        ({}, {"yên", "gia hạn", "muộn", "thôi"}),
    ],
)
def test_the_register_is_narrowed_to_a_mark_and_a_dropped_pledge_never_leaves_it(four, asked_for, expected):
    assert found(**asked_for) == expected


def test_asked_for_an_earlier_day_the_marks_are_those_of_that_day(four):
    assert found(stood_on(date(2026, 6, 14)), extension=ExtensionMark.EXTENDED) == set()
    assert found(stood_on(date(2026, 6, 14)), extension=ExtensionMark.ASKED) == {"gia hạn"}
    assert found(stood_on(date(2026, 7, 31)), closing=ClosingReason.DROPPED) == set()


def test_the_register_shows_each_mark_in_words_and_reads_its_filters_from_the_address(council, as_role, four):
    client = as_role("delegate")
    page = client.get(f"/{council.slug}/register").get_data(as_text=True)
    for words in ("đã gia hạn 1 lần", "đang xin gia hạn", "xin muộn"):
        assert words in page, words
    dropped = client.get(f"/{council.slug}/register?closing=dropped").get_data(as_text=True)
    assert "thôi" in dropped
    assert ">yên<" not in dropped


def test_a_page_of_the_register_asks_for_its_marks_in_the_same_statement(council, four):
    with selects() as seen:
        found()
    assert len(seen) == 1


def test_the_pledge_page_tells_each_step_with_the_first_deadline(council, as_role, four):
    pledge = four[1]
    page = as_role("delegate").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    for words in ("30/06/2026", "31/12/2026", "Từng bước", "12/TB-HĐND", "đã gia hạn 1 lần", "Chờ quy hoạch"):
        assert words in page, words
    assert f"/pledges/{pledge.id}/extensions/new" not in page


def test_on_an_earlier_day_the_page_knows_nothing_of_what_came_after(council, as_role, four):
    address = f"/{council.slug}/pledges/{four[1].id}?as_of=10/06/2026"
    page = as_role("standing_committee").get(address).get_data(as_text=True)
    assert "đang xin gia hạn" in page
    assert "12/TB-HĐND" not in page
    assert "/decide" not in page
    dropped = f"/{council.slug}/pledges/{four[3].id}?as_of=31/07/2026"
    assert "15/QĐ-HĐND" not in as_role("delegate").get(dropped).get_data(as_text=True)


def test_the_course_costs_the_same_however_long_it_is(council, four):
    alone, extended, *_rest = four
    counts = []
    for pledge in (alone, extended):
        with selects() as seen:
            course_of(pledge, day=TODAY)
        counts.append(len(seen))
    assert counts == [4, 4]


def test_a_request_of_another_council_is_neither_seen_nor_decided(council, as_role):
    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        theirs = asked(made(elsewhere, "việc khác"))
    client = as_role("standing_committee")
    assert client.get(f"/{council.slug}/extensions/{theirs.id}/decide").status_code == 404
    assert "việc khác" not in client.get(f"/{council.slug}/extensions").get_data(as_text=True)
