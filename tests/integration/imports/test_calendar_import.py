"""Importing a working calendar by page: upload, look, enter; a deadline that moves is shown first."""

import io
import re
from datetime import date

import time_machine

from app.core.database import db
from app.council import queries
from tests.integration.pledges.hanging import adopted, told
from tests.unit.imports.test_calendar_files import calendar, sheet, whole


def upload(client, council, content: bytes, name: str = "lich.ics"):
    return client.post(
        f"/{council.slug}/calendar/import",
        data={"file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )


def test_the_days_of_a_calendar_are_looked_at_before_they_are_entered(council, as_role):
    client = as_role("clerk")
    looked = upload(client, council, calendar(whole("20260102", "Nghỉ hoán đổi")))
    page = client.get(looked.location)
    assert "Nghỉ hoán đổi" in page.text
    assert queries.calendar_days() == []
    assert client.post(looked.location).status_code == 302
    [row] = queries.calendar_days()
    assert row.day == date(2026, 1, 2)
    assert client.get(looked.location).status_code == 404


@time_machine.travel("2026-10-15 03:00:00Z")
def test_days_of_a_sheet_that_move_a_deadline_are_entered_when_the_move_is_confirmed(council, as_role):
    council.roll_to_working_day = True
    db.session.flush()
    pledge = adopted(council, "ngày 17/11/2026")
    db.session.commit()
    client = as_role("clerk")
    content = sheet(["Ngày", "Số văn bản"], ["17/11/2026", "10/TB"], ["18/11/2026", "10/TB"])
    looked = upload(client, council, content, "lich.xlsx")
    asked = client.post(looked.location)
    assert pledge.code in asked.text
    assert "19/11/2026" in asked.text
    assert queries.calendar_days() == []
    mark = re.search(r'name="confirmed"[^>]*value="([0-9a-f]{64})"', asked.text)
    assert client.post(looked.location, data={"confirmed": mark[1]}).status_code == 302
    assert len(queries.calendar_days()) == 2
    assert told(pledge)[-1] == ("calendar", date(2026, 11, 19))


def test_what_is_no_calendar_is_refused_beside_the_field(council, as_role):
    refused = upload(as_role("clerk"), council, b"MZ", "lich.ics")
    assert refused.status_code == 422
    assert 'id="file-error"' in refused.text
    assert as_role("delegate").get(f"/{council.slug}/calendar/import").status_code == 403
