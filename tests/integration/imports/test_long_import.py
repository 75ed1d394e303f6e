"""A sheet of many rows is imported in the background: whole and once, or not at all."""

from threading import Thread

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.database import db
from app.core.errors import DomainError
from app.core.jobs.carrying import carry_out
from app.core.jobs.models import Job
from app.core.tenancy import scoped_to
from app.core.transaction import transaction
from app.council.commands import add_agency
from app.council.domain import NewAgency
from app.council.models import Council
from app.imports import reading
from app.imports.commands import RowRefusedError
from app.imports.domain import SheetRow
from app.pledges.models import Pledge
from tests import factories
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


def test_others_write_while_a_sheet_is_compared_and_the_plan_that_is_applied_knows_of_it(
    own_app: Flask, monkeypatch
) -> None:
    compared = []

    def compare(sheet, *, council):
        found = make_plan(sheet, council=council)
        if not compared:
            other = Thread(target=write_at_the_same_time, args=(own_app, council.id))
            other.start()
            other.join(timeout=10)
            assert not other.is_alive()
        compared.append(found)
        return found

    make_plan = reading.make_plan
    monkeypatch.setattr(reading, "make_plan", compare)
    with own_app.app_context():
        council_id = factories.make_council().id
        db.session.commit()
        with scoped_to(council_id):
            council = db.session.get_one(Council, council_id)
            planned = reading.plan_ahead(workbook(row(agency="Sở Viết Cùng Lúc")), council=council)
            with transaction():
                plan = planned.in_turn(council=council)
    assert "Sở Viết Cùng Lúc" in told(compared[0])
    assert "Sở Viết Cùng Lúc" not in told(plan)


def told(plan) -> list[str]:
    return [name for names in plan.additions.values() for name in names]


def write_at_the_same_time(app: Flask, council_id: int) -> None:
    with app.app_context(), scoped_to(council_id), transaction():
        add_agency(new=NewAgency(name="Sở Viết Cùng Lúc"), actor=None)


def test_a_plan_made_ahead_is_applied_as_it_is_where_nothing_changed_meanwhile(council) -> None:
    db.session.commit()
    planned = reading.plan_ahead(workbook(row()), council=council)
    assert planned.in_turn(council=council) is planned.plan
