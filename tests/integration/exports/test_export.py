"""The register by page as a file: what the filters leave, nothing of others, under a name of its own."""

import csv
import io
from datetime import date

import pytest

from app.core.tenancy import scoped_to
from app.exports.queries import register_rows
from app.pledges import commands
from app.pledges.domain import ExtensionDecision, NewExtensionRequest, TimeRules
from app.pledges.standing import stands_now, stood_on
from tests import factories

RULES = TimeRules()


def words_of(response) -> list[str]:
    read = csv.DictReader(io.StringIO(response.get_data().decode("utf-8-sig")))
    return [line["Nội dung cam kết"] for line in read]


def test_the_file_holds_what_the_filters_leave(app, council, as_role) -> None:
    factories.make_pledge(council.id, words="Khởi công cầu")
    factories.make_pledge(council.id, words="Xây trạm y tế")
    client = as_role("delegate")
    assert sorted(words_of(client.get(f"/{council.slug}/register/export/csv"))) == [
        "Khởi công cầu",
        "Xây trạm y tế",
    ]
    assert words_of(client.get(f"/{council.slug}/register/export/csv?q=cau")) == ["Khởi công cầu"]


def test_nothing_of_another_council_is_in_the_file(app, council, as_role) -> None:
    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        theirs = factories.make_pledge(elsewhere.id, words="Việc của hội đồng khác")
    client = as_role("delegate")
    assert words_of(client.get(f"/{council.slug}/register/export/csv")) == []
    assert words_of(client.get(f"/{council.slug}/register/export/csv?session={theirs.session_id}")) == []


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "json"])
def test_a_file_is_downloaded_under_the_name_of_its_council(app, council, as_role, file_format: str) -> None:
    answer = as_role("clerk").get(f"/{council.slug}/register/export/{file_format}")
    assert answer.status_code == 200
    assert council.slug in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_an_unknown_kind_of_file_is_not_there(app, council, as_role) -> None:
    assert as_role("clerk").get(f"/{council.slug}/register/export/exe").status_code == 404


def test_as_of_an_earlier_day_the_register_holds_what_was_said_by_then(app, council) -> None:
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge, number="95/NQ-HĐND", adopted_on=date(2026, 7, 14))

    def rows(as_of: date | None):
        at = stood_on(as_of) if as_of else stands_now(date(2026, 11, 22))
        return register_rows(at=at, rules=RULES)

    assert rows(date(2026, 7, 7)) == []
    assert [row.resolution for row in rows(date(2026, 7, 13))] == [""]
    assert [row.resolution for row in rows(None)] == ["95/NQ-HĐND"]


def test_the_file_tells_the_deadline_in_force_the_extensions_and_how_following_ended(app, council) -> None:
    pledge = factories.make_pledge(council.id, due_on=date(2026, 8, 31))
    factories.adopt(pledge, adopted_on=date(2026, 7, 14))
    asked = NewExtensionRequest(
        new_due_on=date(2026, 12, 31), reason="Chờ quy hoạch", received_on=date(2026, 9, 2)
    )
    request = commands.request_extension(pledge=pledge, new=asked, actor=None)

    def told(day: date):
        (row,) = register_rows(at=stood_on(day), rules=RULES)
        return row.in_force, row.extensions, row.asked, row.due_on

    granted = ExtensionDecision(granted=True, decided_on=date(2026, 9, 10), document_number="12/TB-HĐND")
    commands.decide_extension(request=request, decision=granted, actor=None)
    original = date(2026, 8, 31)
    assert told(date(2026, 9, 1)) == (original, None, "", original)
    assert told(date(2026, 9, 9)) == (original, None, "Đang xin gia hạn, xin muộn", original)
    assert told(date(2026, 9, 10)) == (date(2026, 12, 31), 1, "", original)
