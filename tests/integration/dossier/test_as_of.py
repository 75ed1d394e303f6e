"""Register, pledge page and export as of an earlier day: what was known then, said clearly, and kept from page to page."""

import csv
import io
import re
from datetime import date, datetime, timedelta

import pytest
import time_machine

from app.core.clock import VIETNAM, today
from app.pledges.domain import ClosingReason, Verdict
from tests.integration.statistics.building import Past

DUE = date(2026, 6, 30)


@pytest.fixture
def past(council) -> Past:
    return Past(council)


@pytest.fixture
def told(past: Past):
    """Due at the end of June; extended in May to September; found kept in October; dropped from no list."""
    return past.pledge(
        past.answer(),
        due=DUE,
        words="Khởi công cầu",
        extended=[(date(2026, 5, 20), date(2026, 9, 30))],
        verdicts=[
            (date(2026, 7, 1), Verdict.IN_PROGRESS, None),
            (date(2026, 10, 5), Verdict.KEPT, date(2026, 9, 15)),
        ],
        closings=[(date(2026, 10, 5), ClosingReason.KEPT)],
    )


def page_of(client, council, where: str, **asked: str) -> str:
    answer = client.get(f"/{council.slug}/{where}", query_string=asked)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("day", "status", "verdict"),
    [
        ("19/05/2026", "due_soon", "not_assessed"),
        ("20/05/2026", "not_due", "not_assessed"),
        ("01/07/2026", "not_due", "in_progress"),
        ("01/10/2026", "overdue", "in_progress"),
        ("04/10/2026", "overdue", "in_progress"),
        ("05/10/2026", "stopped", "kept"),
    ],
)
def test_the_register_answers_for_a_day_as_it_did_then(
    app, council, as_role, told, day: str, status: str, verdict: str
) -> None:
    council.due_soon_days = 60
    client = as_role("delegate")
    page = page_of(client, council, "register", as_of=day)
    assert f'class="status time-{status}"' in page
    assert f'class="status verdict-{verdict}"' in page
    assert "Khởi công cầu" in page_of(client, council, "register", as_of=day, time=status, verdict=verdict)
    other = "overdue" if status != "overdue" else "not_due"
    assert "Khởi công cầu" not in page_of(client, council, "register", as_of=day, time=other)
    story = page_of(client, council, f"pledges/{told.id}", as_of=day)
    assert f'class="status time-{status}"' in story
    assert f'class="status verdict-{verdict}"' in story


def test_what_was_promised_later_is_not_there_yet(app, council, as_role, told) -> None:
    client = as_role("delegate")
    assert "Khởi công cầu" not in page_of(client, council, "register", as_of="07/01/2026")
    assert client.get(f"/{council.slug}/pledges/{told.id}?as_of=07/01/2026").status_code == 404
    draft = page_of(client, council, "register", as_of="09/01/2026")
    assert 'class="status life-draft"' in draft


def test_the_day_is_said_clearly_and_kept_through_filters_pages_and_files(
    app, council, as_role, past
) -> None:
    answer = past.answer()
    for number in range(30):
        past.pledge(answer, due=DUE + timedelta(days=number))
    client = as_role("delegate")
    page = page_of(client, council, "register", as_of="01/05/2026", size="25")
    assert "as-of-banner" in page
    assert "01/05/2026" in page
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page)]
    for part in ("/export/xlsx", "cursor=", "sort=", "/pledges/"):
        found = [link for link in links if part in link]
        assert found, part
        assert all("as_of=01%2F05%2F2026" in link or "as_of=01/05/2026" in link for link in found), part
    assert re.search(r'name="as_of"[^>]*value="01/05/2026"', page)
    assert "as-of-banner" not in page_of(client, council, "register")
    assert "as-of-banner" not in page_of(client, council, "register", as_of=today().strftime("%d/%m/%Y"))


@pytest.mark.parametrize("typed", ["01/01/2099", "31/02/2026", "hôm qua", "2026-05-01"])
@pytest.mark.parametrize("where", ["register", "statistics", "pledges/{id}"])
def test_a_day_that_cannot_be_answered_is_refused_beside_its_field(
    app, council, as_role, told, typed: str, where: str
) -> None:
    where = where.format(id=told.id)
    answer = as_role("delegate").get(f"/{council.slug}/{where}", query_string={"as_of": typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="as-of-refused"' in page
    assert f'value="{typed}"' in page


def test_no_file_is_made_for_a_day_that_has_not_come(app, council, as_role, told) -> None:
    answer = as_role("clerk").get(f"/{council.slug}/register/export/csv?as_of=01/01/2099")
    assert answer.status_code == 422


def test_the_file_holds_what_the_page_shows_on_that_day(app, council, as_role, told) -> None:
    def words(**asked: str) -> list[str]:
        answer = as_role("clerk").get(f"/{council.slug}/register/export/csv", query_string=asked)
        read = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))
        return [line["Nội dung cam kết"] for line in read]

    assert words(as_of="01/10/2026", time="overdue") == ["Khởi công cầu"]
    assert words(as_of="05/10/2026", time="overdue") == []
    assert words(as_of="07/01/2026") == []


def test_the_story_of_an_earlier_day_tells_nothing_of_what_came_later(app, council, as_role, told) -> None:
    page = page_of(as_role("delegate"), council, f"pledges/{told.id}", as_of="01/06/2026")
    assert "30/09/2026" in page
    assert "15/09/2026" not in page
    assert "05/10/2026" not in page


def test_nothing_is_done_from_the_page_of_an_earlier_day(app, council, as_role, told) -> None:
    everyone = as_role("clerk", "lead", "monitor", "standing_committee")
    page = page_of(everyone, council, f"pledges/{told.id}", as_of="09/01/2026")
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    assert 'method="post"' not in main
    for part in ("/edit", "/discard", "/drop", "/reopen", "/extend"):
        assert part not in main


def moment(month: int, day: int, hour: int, minute: int) -> datetime:
    """A moment of 2026 on Vietnamese clocks."""
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("due", "at", "status"),
    [
        (date(2026, 6, 30), moment(5, 30, 23, 59), "not_due"),
        (date(2026, 6, 30), moment(5, 31, 0, 1), "due_soon"),
        (date(2026, 6, 30), moment(6, 29, 23, 59), "due_soon"),
        (date(2026, 6, 30), moment(6, 30, 0, 1), "due_today"),
        (date(2026, 6, 30), moment(6, 30, 23, 59), "due_today"),
        (date(2026, 6, 30), moment(7, 1, 0, 1), "overdue"),
        (date(2026, 6, 30), moment(12, 27, 23, 59), "overdue"),
        (date(2026, 6, 30), moment(12, 28, 0, 1), "long_overdue"),
        (None, moment(6, 30, 23, 59), "undated"),
    ],
)
@pytest.mark.parametrize("where", ["register", "pledges/{id}"])
def test_a_status_turns_at_midnight_in_viet_nam(
    app, council, as_role, past, where: str, due: date | None, at: datetime, status: str
) -> None:
    pledge = past.pledge(past.answer(), due=due)
    with time_machine.travel(at, tick=False):
        page = page_of(as_role("delegate"), council, where.format(id=pledge.id))
    assert f'class="status time-{status}"' in page


@pytest.mark.parametrize(
    ("at", "status"),
    [(moment(6, 14, 23, 59), "due_soon"), (moment(6, 15, 0, 1), "stopped")],
)
def test_the_clock_stops_on_the_day_of_completion(
    app, council, as_role, past, at: datetime, status: str
) -> None:
    kept = (date(2026, 6, 14), Verdict.KEPT, date(2026, 6, 15))
    pledge = past.pledge(past.answer(), due=DUE, verdicts=[kept])
    with time_machine.travel(at, tick=False):
        page = page_of(as_role("delegate"), council, f"pledges/{pledge.id}")
    assert f'class="status time-{status}"' in page
