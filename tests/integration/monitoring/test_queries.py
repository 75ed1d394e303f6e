"""A page of a round costs the same whether the round has ten pledges or two hundred."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.core.database import db
from app.council.models import Council
from app.monitoring import queries
from app.monitoring.follow_up import follow_up_of
from app.monitoring.models import Assessment
from app.monitoring.queries import WorkView
from app.pledges.domain import Verdict
from tests import factories


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent to the database inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(sa.Engine, "before_cursor_execute", note)


def make_round(council_id: int, size: int) -> int:
    answer = factories.make_answer(council_id)
    pledges = [factories.make_pledge(council_id, answer=answer) for _ in range(size)]
    factories.adopt(*pledges)
    round_ = factories.make_round(council_id)
    db.session.add_all(
        Assessment(council_id=council_id, round_id=round_.id, pledge_id=pledge.id) for pledge in pledges
    )
    db.session.flush()
    return round_.id


def read_everything(round_id: int, council_id: int) -> None:
    db.session.expunge_all()
    round_ = queries.get_round(round_id)
    page = queries.work_page(round_id, size=200)
    [
        (row.pledge.words, row.pledge.person, row.pledge.lead_agency, row.report, row.evidence)
        for row in page.rows
    ]
    queries.progress(round_id)
    queries.rounds()
    queries.candidates()
    follow_up_of(round_, db.session.get_one(Council, council_id)).table  # noqa: B018 - laid out as the page does
    queries.get_assessment(page.rows[0].id)


def test_ten_pledges_and_two_hundred_cost_the_same_number_of_statements(council):
    small, large = make_round(council.id, 10), make_round(council.id, 200)
    with counted() as few:
        read_everything(small, council.id)
    with counted() as many:
        read_everything(large, council.id)
    assert len(many) == len(few)


def walk(round_id: int, *, view: WorkView = WorkView.ALL) -> list[list[int]]:
    pages, cursor = [], None
    while True:
        page = queries.work_page(round_id, view=view, cursor=cursor, size=4)
        pages.append([row.id for row in page.rows])
        cursor = page.next_cursor
        if cursor is None:
            return pages


def test_pages_forwards_and_backwards_show_each_row_once(council):
    round_id = make_round(council.id, 10)
    pages = walk(round_id)
    assert [len(page) for page in pages] == [4, 4, 2]
    assert len({each for page in pages for each in page}) == 10
    second = queries.work_page(round_id, size=4, cursor=queries.work_page(round_id, size=4).next_cursor)
    back = queries.work_page(round_id, size=4, cursor=second.previous_cursor)
    assert [row.id for row in back.rows] == pages[0]
    assert back.previous_cursor is None
    assert back.next_cursor is not None


@pytest.mark.parametrize("cursor", ["", "x", "!!!", "WzAsICJhIiwgImIiXQ", "WzAsIDFd", "W10"])
def test_a_cursor_that_cannot_be_read_shows_the_first_page(council, cursor):
    round_id = make_round(council.id, 3)
    assert len(queries.work_page(round_id, cursor=cursor).rows) == 3


def test_views_split_a_round_into_what_is_left_and_what_is_done(council):
    round_id = make_round(council.id, 5)
    rows = list(queries.work_page(round_id).rows)
    rows[1].verdict = rows[2].verdict = Verdict.IN_PROGRESS
    db.session.flush()
    done, left = (queries.work_page(round_id, view=view).rows for view in (WorkView.DONE, WorkView.LEFT))
    assert [row.id for row in done] == [rows[1].id, rows[2].id]
    assert len(done) + len(left) == len(rows)
    counts = queries.progress(round_id)
    assert (counts.pledges, counts.assessed, counts.unassessed) == (5, 2, 3)


def test_the_next_row_without_a_verdict_begins_again_at_the_top(council):
    round_id = make_round(council.id, 4)
    rows = list(queries.work_page(round_id).rows)
    rows[1].verdict = rows[2].verdict = Verdict.IN_PROGRESS
    db.session.flush()
    assert queries.find_next(rows[0], unassessed=True) == rows[3].id
    assert queries.find_next(rows[3], unassessed=True) == rows[0].id
    assert queries.find_next(rows[0], unassessed=False) == rows[1].id
    assert queries.find_next(rows[3], unassessed=False) is None
