"""Lists that grow from year to year are read a page at a time, the latest first, to the very first."""

from datetime import date, timedelta

from app.core.database import db
from app.handovers import queries as handovers
from app.handovers.models import Handover
from app.monitoring import queries as monitoring
from app.monitoring.models import Round
from app.pressing.letters import queries as letters
from app.pressing.models import LetterRun
from app.resolutions import queries as resolutions
from app.resolutions.models import Resolution
from app.sittings import queries as sittings
from app.sittings.models import QuestioningSession, Sitting
from tests import factories

FIRST = date(2021, 7, 1)
MANY = 120


def days():
    return [FIRST + timedelta(days=number // 2) for number in range(MANY)]


def save(made):
    db.session.add_all(made)
    db.session.flush()
    return made


def all_pages(read):
    """Every row forwards, having gone back a page from the last and forwards again."""
    found, page = [], read(None)
    found += page.rows
    while page.next_cursor:
        before, page = page, read(page.next_cursor)
        assert [repr(row) for row in read(page.previous_cursor).rows] == [repr(row) for row in before.rows]
        found += page.rows
    return found


def test_sittings_without_a_day_come_after_all_others(council):
    term = factories.make_term(council.id)
    made = save(
        [
            Sitting(
                council_id=council.id,
                term_id=term.id,
                name=f"Kỳ {place}",
                kind="regular_mid_year",
                opens_on=day if place % 10 else None,
            )
            for place, day in enumerate(days())
        ]
    )
    expected = sorted(made, key=lambda each: (each.opens_on or date.min, each.id), reverse=True)
    assert all_pages(sittings.sitting_page) == expected
    assert sittings.count_of(Sitting) == MANY


def test_sessions_are_read_a_page_at_a_time(council, as_role):
    made = save(
        [QuestioningSession(council_id=council.id, kind="explanation", held_on=day) for day in days()]
    )
    assert all_pages(sittings.sessions_page) == made[::-1]
    page = as_role("clerk").get(f"/{council.slug}/sessions").text
    assert f'/sessions/{made[-1].id}"' in page
    assert f'/sessions/{made[0].id}"' not in page
    assert 'rel="next"' in page


def test_drafts_of_resolutions_come_first(council):
    session = factories.make_session(council.id)
    made = save(
        [
            Resolution(
                council_id=council.id,
                session_id=session.id,
                status="adopted" if place % 4 else "draft",
                number=f"{place}/NQ-HĐND" if place % 4 else None,
                adopted_on=day if place % 4 else None,
            )
            for place, day in enumerate(days())
        ]
    )
    expected = sorted(
        made, key=lambda each: (each.status == "draft", each.adopted_on or date.min, each.id), reverse=True
    )
    assert all_pages(resolutions.resolutions) == expected
    assert all_pages(lambda cursor: resolutions.resolutions(cursor, session_id=session.id)) == expected
    assert resolutions.latest_of_number("3/NQ-HĐND") == made[3]


def test_rounds_come_by_their_number(council):
    made = save(
        [
            Round(council_id=council.id, number=number, title="Đợt", as_of=day)
            for number, day in enumerate(days(), start=1)
        ]
    )
    assert [row[0] for row in all_pages(monitoring.rounds)] == made[::-1]
    assert monitoring.latest_round() == made[-1]


def test_runs_of_letters_and_handover_sheets_are_read_to_the_first(council):
    runs = save(
        [LetterRun(council_id=council.id, kind="reminder", signed_on=day, words={}) for day in days()]
    )
    assert [row[0] for row in all_pages(letters.runs)] == runs[::-1]
    holding = factories.make_holding(council.id)
    sheets = save(
        [
            Handover(
                council_id=council.id,
                office_id=holding.office_id,
                to_person_id=holding.person_id,
                handed_on=day,
            )
            for day in days()
        ]
    )
    assert [row[0] for row in all_pages(lambda cursor: handovers.sheets(cursor=cursor))] == sheets[::-1]
