"""Numbers given at issue and after signature, on the pages and in the log; two at once get two."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from app.audit.models import AuditEntry
from app.audit.seals import Compared
from app.core.database import db
from app.core.errors import DomainError
from app.documents import commands, listing, queries
from app.documents.domain import DocumentKind
from app.documents.models import DocumentNumber, IssuedDocument
from app.documents.seals import compare_numbers
from app.resolutions.models import Resolution
from app.resolutions.seals import compare_resolutions
from tests import factories
from tests.integration.monitoring.test_seals import guards_dropped

TASKS = "Giao các cơ quan thực hiện đúng các nội dung cam kết."


def give(document, typed="96", **values):
    given = {"numbered_on": date(2026, 7, 13), "confirmed": False, "actor": None, **values}
    return commands.give_number(document=document, typed=typed, **given)


def test_a_paper_with_its_number_takes_it_out_of_the_year(adopt):
    issued = adopt("95")[0]
    assert queries.given_numbers("NQ-HĐND", 2026) == {95: date(2026, 7, 10)}
    assert queries.given_numbers("NQ-HĐND", 2025) == queries.given_numbers("BC-HĐND", 2026) == {}
    row = db.session.scalars(sa.select(DocumentNumber)).one()
    assert (row.document_id, row.sequence, row.year) == (issued.id, 95, 2026)


def test_the_appendix_in_a_file_of_its_own_takes_no_number(adopt):
    main, appendix = adopt("95", text=TASKS)
    assert (main.kind, appendix.kind) == (DocumentKind.RESOLUTION, DocumentKind.PLEDGE_APPENDIX)
    assert (appendix.enclosed_in_id, appendix.number) == (main.id, "95/NQ-HĐND")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(DocumentNumber)) == 1


def test_without_a_number_nothing_is_issued_where_numbers_are_given_at_issue(adopt):
    with pytest.raises(DomainError) as refused:
        adopt("")
    assert refused.value.field == "number"


@pytest.mark.usefixtures("numbers_later")
def test_a_number_given_after_signature_is_shown_everywhere_and_prints_nothing_anew(adopt):
    adopt("95")
    main, appendix = adopt("", text=TASKS)
    before = (main.sha256, main.number)
    assert (main.full_number, before[1]) == ("…/NQ-HĐND", "/NQ-HĐND")
    assert queries.given_numbers("NQ-HĐND", 2026) == {95: date(2026, 7, 10)}
    give(queries.get_document(main.id))
    db.session.expire_all()
    shown = [queries.get_document(each.id).full_number for each in (main, appendix)]
    assert shown == ["96/NQ-HĐND", "96/NQ-HĐND"]
    assert (main.sha256, main.number) == before
    assert db.session.get_one(Resolution, main.subject_id).number == "96/NQ-HĐND"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(IssuedDocument)) == 3


@pytest.mark.usefixtures("numbers_later")
def test_the_log_tells_of_a_number_given_and_the_resolution_still_agrees_with_it(adopt):
    main = adopt("")[0]
    assert compare_resolutions().faults == []
    give(queries.get_document(main.id), "7")
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "DocumentNumbered")).one()
    assert line.details.pop("digest")
    assert line.details == {"number": "07/NQ-HĐND", "numbered_on": "2026-07-13"}
    assert compare_resolutions().faults == []


@pytest.mark.parametrize(
    "change", ["sequence = 8", "numbered_on = '2026-07-12'", "symbol = 'QĐ-UBND'", "given_by_id = NULL", None]
)
@pytest.mark.parametrize("typed", ["", "95"])
@pytest.mark.usefixtures("numbers_later")
def test_a_number_changed_or_taken_away_behind_the_guards_is_named(adopt, typed, change):
    main = adopt(typed)[0]
    if not typed:
        actor = factories.make_user("lead", council_id=main.council_id)
        give(queries.get_document(main.id), "7", actor=actor)
    elif change in {"given_by_id = NULL", None}:
        return
    db.session.flush()
    assert compare_numbers() == Compared()
    guards_dropped("document_numbers")
    statement = f"UPDATE document_numbers SET {change}" if change else "DELETE FROM document_numbers"
    assert db.session.execute(sa.text(statement)).rowcount
    db.session.expire_all()
    assert compare_numbers().faults


@pytest.mark.usefixtures("numbers_later")
def test_a_number_is_given_once_and_within_its_days(adopt):
    adopt("95")
    main, appendix = adopt("", text=TASKS)
    document = queries.get_document(main.id)
    for wrong in (
        {"typed": "95"},
        {"typed": "98"},
        {"typed": "96/QĐ-HĐND"},
        {"numbered_on": date(2026, 7, 9)},
        {"numbered_on": date(2026, 12, 8)},
    ):
        with pytest.raises(DomainError):
            give(document, **wrong)
    with pytest.raises(DomainError):
        give(queries.get_document(appendix.id))
    give(document)
    with pytest.raises(DomainError, match="already"):
        give(queries.get_document(main.id), "97")


@pytest.mark.usefixtures("numbers_later")
@pytest.mark.parametrize(
    "statement", ["UPDATE document_numbers SET sequence = 1", "DELETE FROM document_numbers"]
)
def test_a_number_given_is_neither_changed_nor_taken_back_by_sql(adopt, statement):
    adopt("95")
    with pytest.raises(DatabaseError, match="never"), db.session.begin_nested():
        db.session.execute(sa.text(statement))


@pytest.mark.usefixtures("numbers_later")
def test_the_number_of_an_adopted_resolution_is_given_once_even_by_sql(adopt):
    adopt("")
    db.session.execute(sa.text("UPDATE resolutions SET number = '96/NQ-HĐND'"))
    with pytest.raises(DatabaseError, match="frozen"), db.session.begin_nested():
        db.session.execute(sa.text("UPDATE resolutions SET number = '97/NQ-HĐND'"))


@pytest.mark.usefixtures("numbers_later")
def test_a_number_another_paper_took_in_the_same_moment_is_told_beside_its_field(adopt, monkeypatch):
    adopt("95")
    main = adopt("")[0]
    monkeypatch.setattr(commands, "check_number", lambda *_, **__: None)
    with pytest.raises(DomainError, match="a moment ago") as refused:
        give(queries.get_document(main.id), "95")
    assert refused.value.field == "number"
    give(queries.get_document(main.id), "96")


@pytest.mark.usefixtures("numbers_later")
def test_a_paper_waits_on_the_list_until_it_has_its_number(adopt, council, as_role):
    main = adopt("", text=TASKS)[0]
    assert [each.id for each in listing.waiting_for_number()] == [main.id]
    clerk = as_role("clerk")
    page = clerk.get(f"/{council.slug}/documents").text
    assert "chưa có số" in page
    assert "13/07/2026" in page  # the working day after Friday, 10 July
    assert "chờ cấp số" in page
    address = f"/{council.slug}/documents/{main.id}/number"
    refused = clerk.post(address, data={"number": "x", "numbered_on": "13/07/2026"})
    assert refused.status_code == 422
    assert 'value="x"' in refused.text
    done = clerk.post(address, data={"number": "96", "numbered_on": "13/07/2026"})
    assert done.status_code == 302
    assert "96/NQ-HĐND" in clerk.get(done.location).text
    assert listing.waiting_for_number() == []
    resolution = clerk.get(f"/{council.slug}/resolutions/{main.subject_id}").text
    assert "96/NQ-HĐND" in resolution


@pytest.mark.usefixtures("numbers_later")
def test_the_list_finds_a_paper_by_a_number_given_later(adopt):
    main, appendix = adopt("", text=TASKS)
    give(queries.get_document(main.id), "7")
    found = listing.issued_page(None, listing.ListFilter(number="7")).rows
    assert {each.id for each in found} == {main.id, appendix.id}
    assert listing.issued_page(None, listing.ListFilter(number="8")).rows == []
