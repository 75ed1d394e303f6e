"""The register: filters, search, order, pages, and what it costs."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.core.clock import today
from app.core.database import db
from app.dossier.conditions import time_is
from app.dossier.domain import RegisterFilter, RegisterOrder
from app.dossier.queries import count_register, register_choices, register_page
from app.pledges.domain import AnchorKind, Lifecycle, TimeRules, TimeStatus, Verdict, time_status
from app.pledges.models import DeadlineAnchor, Pledge
from app.pledges.standing import stands_now
from tests import factories
from tests.strict_client import keep_what_the_test_made

RULES = TimeRules(lead=30, long_overdue=180)
DAY = date(2026, 11, 22)
AT = stands_now(DAY)


def codes(asked: RegisterFilter, **kwargs: object) -> list[str]:
    return [row.code for row in register_page(asked, at=AT, rules=RULES, **kwargs).rows]


def pages(size: int, **kwargs: object) -> list[list[str]]:
    found, cursor = [], None
    while True:
        page = register_page(RegisterFilter(), at=AT, rules=RULES, size=size, cursor=cursor, **kwargs)
        found.append([row.code for row in page.rows])
        cursor = page.next_cursor
        if cursor is None:
            return found


def statements_of(client, address: str) -> int:
    keep_what_the_test_made()
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")):
            seen.append(statement)

    event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(sa.engine.Engine, "before_cursor_execute", note)
    return len(seen)


def many(council, count: int) -> None:
    answer = factories.make_answer(council.id)
    for number in range(count):
        factories.make_pledge(
            council.id, answer=answer, due_on=DAY + timedelta(days=number % 7) if number % 5 else None
        )


@pytest.mark.parametrize("status", list(TimeStatus))
def test_the_condition_of_a_time_status_says_what_the_rule_says(app, council, status: TimeStatus) -> None:
    answer = factories.make_answer(council.id)
    offsets = [None, -400, -181, -180, -1, 0, 1, 30, 31, 400]
    for due in offsets:
        for completed in (None, -1, 0, 1):
            factories.make_pledge(
                council.id,
                answer=answer,
                due_on=None if due is None else DAY + timedelta(days=due),
                completed_on=None if completed is None else DAY + timedelta(days=completed),
            )
    pledges = list(db.session.scalars(sa.select(Pledge).order_by(Pledge.id)))
    drafts = pledges[4:8]
    factories.adopt(*(pledge for pledge in pledges if pledge not in drafts))
    waiting = {pledge.id for pledge in pledges[3::4]}
    for pledge_id in waiting:
        db.session.add(
            DeadlineAnchor(pledge_id=pledge_id, kind=AnchorKind.CONDITION, words="nếu có mặt bằng")
        )
    db.session.flush()
    expected = {
        pledge.id
        for pledge in pledges
        if time_status(
            lifecycle=pledge.lifecycle,
            due_on=pledge.effective_due_on,
            completed_on=pledge.completed_on,
            closed_on=pledge.closed_on,
            unmet=pledge.id in waiting and pledge.effective_due_on is None,
            day=DAY,
            rules=RULES,
        )
        is status
    }
    assert len(pledges) == len(offsets) * 4
    assert expected
    assert (
        set(db.session.scalars(sa.select(Pledge.id).where(time_is(status, at=AT, rules=RULES)))) == expected
    )


@pytest.mark.parametrize("order", list(RegisterOrder))
@pytest.mark.parametrize("descending", [False, True])
def test_pages_show_every_pledge_once_whatever_the_order(
    app, council, order: RegisterOrder, descending: bool
) -> None:
    many(council, 23)
    whole = pages(100, order=order, descending=descending)[0]
    paged = pages(5, order=order, descending=descending)
    assert [code for page in paged for code in page] == whole
    assert len(set(whole)) == 23
    assert [len(page) for page in paged] == [5, 5, 5, 5, 3]


def test_the_page_before_is_the_page_one_came_from(app, council) -> None:
    many(council, 12)
    first = register_page(RegisterFilter(), at=AT, rules=RULES, size=5)
    second = register_page(RegisterFilter(), at=AT, rules=RULES, size=5, cursor=first.next_cursor)
    back = register_page(RegisterFilter(), at=AT, rules=RULES, size=5, cursor=second.previous_cursor)
    assert (first.previous_cursor, back.previous_cursor) == (None, None)
    assert [row.code for row in back.rows] == [row.code for row in first.rows]


@pytest.mark.parametrize(
    "cursor", ["", "x", "W10", "WzAsMV0", "WzAsIjIwMjYtMDEtMDEiLCAieCJd", "Wy0=", "A" * 2000]
)
def test_a_cursor_that_cannot_be_read_begins_at_the_first_page(app, council, cursor: str) -> None:
    many(council, 3)
    assert codes(RegisterFilter(), cursor=cursor) == codes(RegisterFilter())


def test_undated_pledges_stand_last(app, council) -> None:
    answer = factories.make_answer(council.id)
    factories.make_pledge(council.id, answer=answer, code="UNDATED", due_on=None)
    factories.make_pledge(council.id, answer=answer, code="LATE", due_on=date(2020, 1, 1))
    assert codes(RegisterFilter()) == ["LATE", "UNDATED"]


@pytest.mark.parametrize(
    "query", ["cau tran hung dao", "DAO hung cầu", "khởi  công", "so giao thong", "K-77"]
)
def test_words_are_found_without_diacritics_in_any_order(app, council, query: str) -> None:
    answer = factories.make_answer(council.id)
    factories.make_pledge(
        council.id,
        answer=answer,
        code="K-77",
        words="Khởi công cầu Trần Hưng Đạo",
        names="Sở Giao thông vận tải",
    )
    factories.make_pledge(council.id, answer=answer, code="OTHER", words="Việc khác")
    assert codes(RegisterFilter(query=query)) == ["K-77"]


@pytest.mark.parametrize("query", ['"', "NEAR(", "*", "%", "_", "\\", "col:x", "a" * 5000])
def test_letters_that_mean_something_to_a_database_find_nothing_or_all_and_never_fail(
    app, council, as_role, query: str
) -> None:
    many(council, 2)
    assert as_role("clerk").get(f"/{council.slug}/register", query_string={"q": query}).status_code == 200


def test_each_filter_leaves_what_it_names(app, council) -> None:
    other = factories.make_answer(council.id)
    mine = factories.make_answer(council.id)
    factories.make_pledge(council.id, answer=other, code="OTHER", due_on=None)
    pledge = factories.make_pledge(
        council.id, answer=mine, code="MINE", due_on=DAY, verdict=Verdict.IN_PROGRESS
    )
    factories.adopt(pledge)
    for asked in (
        RegisterFilter(session_id=pledge.session_id),
        RegisterFilter(agency_id=pledge.lead_agency_id),
        RegisterFilter(person_id=pledge.person_id),
        RegisterFilter(topic=pledge.topic_group.title),
        RegisterFilter(time=TimeStatus.DUE_TODAY),
        RegisterFilter(lifecycle=Lifecycle.ADOPTED),
        RegisterFilter(verdict=Verdict.IN_PROGRESS),
        RegisterFilter(due_from=DAY, due_until=DAY),
    ):
        assert asked.is_set
        assert codes(asked) == ["MINE"], asked
        assert count_register(asked, at=AT, rules=RULES) == 1
    assert not RegisterFilter().is_set
    assert count_register(RegisterFilter(), at=AT, rules=RULES) == 2


def test_only_what_has_pledges_is_offered_for_filtering(app, council) -> None:
    factories.make_agency(council.id, name="Sở không hứa gì")
    pledge = factories.make_pledge(council.id)
    offered = register_choices()
    assert [key for key, _ in offered.agencies] == [pledge.lead_agency_id]
    assert [key for key, _ in offered.sessions] == [pledge.session_id]
    assert [key for key, _ in offered.people] == [pledge.person_id]
    assert [key for key, _ in offered.topics] == [pledge.topic_group.title]


def test_a_view_with_filters_in_its_address_shows_them_again(app, council, as_role) -> None:
    factories.make_pledge(council.id, code="MINE", words="Khởi công cầu")
    page = (
        as_role("delegate")
        .get(f"/{council.slug}/register?q=cau&lifecycle=draft&due_from=01/01/2026")
        .get_data(as_text=True)
    )
    assert "Khởi công cầu" in page
    assert re.search(r'name="q"[^>]*value="cau"', page)
    assert re.search(r'<option value="draft" selected', page)
    assert 'value="01/01/2026"' in page


def test_an_empty_register_gives_the_first_step(app, council, as_role) -> None:
    page = as_role("clerk").get(f"/{council.slug}/register").get_data(as_text=True)
    assert "Chưa có" in page
    none_found = as_role("clerk").get(f"/{council.slug}/register?q=khong+co").get_data(as_text=True)
    assert "Không có lời hứa nào phù hợp" in none_found


def test_another_councils_pledges_are_never_in_the_register(app, council, as_role) -> None:
    from app.core.tenancy import scoped_to

    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        factories.make_pledge(elsewhere.id, words="Việc của hội đồng khác")
    page = as_role("clerk").get(f"/{council.slug}/register").get_data(as_text=True)
    assert "Việc của hội đồng khác" not in page


def test_beyond_a_thousand_the_count_says_more_than(app, council, as_role, monkeypatch) -> None:
    monkeypatch.setattr("app.dossier.queries.MOST_COUNTED", 3)
    many(council, 5)
    assert count_register(RegisterFilter(), at=stands_now(today()), rules=RULES) == 4
    assert "hơn" in as_role("clerk").get(f"/{council.slug}/register").get_data(as_text=True)


def test_a_draft_whose_day_is_past_is_a_draft_and_not_overdue_anywhere(app, council, as_role) -> None:
    draft = factories.make_pledge(council.id, due_on=today() - timedelta(days=40))
    reader = as_role("clerk")
    base = f"/{council.slug}"
    pages = [
        reader.get(f"{base}/{address}").get_data(as_text=True)
        for address in ("register", f"pledges/{draft.id}", f"sessions/{draft.session_id}", "")
    ]
    for page in pages[:2]:
        assert "Dự thảo, chưa tính hạn" in page
        assert f"{draft.effective_due_on:%d/%m/%Y}" in page
    assert not any("quá hạn 40 ngày" in page for page in pages)
    assert "Hạn đang áp dụng" not in pages[1]
    assert draft.code not in reader.get(f"{base}/register?time=overdue").get_data(as_text=True)
    assert draft.code in reader.get(f"{base}/register?time=draft").get_data(as_text=True)
