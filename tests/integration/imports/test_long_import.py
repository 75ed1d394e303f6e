"""A sheet of many rows is imported in the background: whole and once, or not at all."""

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.errors import DomainError
from app.core.jobs.carrying import carry_out
from app.core.jobs.models import Job
from app.imports.commands import RowRefusedError
from app.imports.domain import SheetRow
from app.pledges.models import Pledge
from tests.integration.imports.sheets import row, workbook
from tests.integration.imports.test_import_pages import upload


@pytest.fixture
def asked(council, as_role, monkeypatch):
    """The clerk's browser, the page of the sheet, that of the work, and its number."""
    monkeypatch.setattr("app.imports.views.MOST_AT_ONCE", 1)
    client = as_role("clerk")
    preview = upload(client, council, workbook(row(), row(words="Việc hai"))).location
    assert 'name="rows" value="2"' in client.get(preview).text
    work = client.post(preview, data={"rows": "2"}).location
    assert client.post(preview, data={"rows": "2"}).location == work
    db.session.rollback()
    return client, preview, work, int(work.rsplit("/", 1)[1])


def pledges() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Pledge)) or 0


def test_many_rows_are_asked_for_at_once_and_imported_once(council, asked) -> None:
    client, preview, work, job_id = asked
    assert pledges() == 0
    db.session.rollback()
    for _time in range(2):
        carry_out(job_id)
    assert pledges() == 2
    page = client.get(work).text
    assert "Đã nhập: 2" in page
    assert client.post(f"{work}/result").location == f"/{council.slug}/register"
    assert client.get(preview).status_code == 404


def test_a_row_that_is_refused_is_named_and_nothing_of_the_sheet_is_kept(asked, monkeypatch) -> None:
    client, preview, work, job_id = asked

    def refuse(plan, **_named):
        from app.imports.commands import apply_plan

        apply_plan(plan, **_named)
        first: SheetRow = plan.new[0]
        raise RowRefusedError(first, DomainError("The sheet has errors; nothing was imported."))

    monkeypatch.setattr("app.imports.long.apply_plan", refuse)
    carry_out(job_id)
    assert pledges() == 0
    page = client.get(work).text
    assert "Dòng 2: Bảng còn lỗi" in page
    assert f'href="{preview}"' in page
    assert db.session.scalars(sa.select(Job.result)).one() == {}
