"""The letters issued to an agency are read by its contact, and by nobody who speaks for another."""

from datetime import date, timedelta

import pytest

from app.core import storage
from app.core.clock import today
from app.core.database import db
from app.council.domain import SuccessionKind
from app.council.models import Succession
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.pressing.domain import LetterKind
from app.pressing.models import Letter, LetterRun
from app.reminders.audience import audience
from app.reminders.clocks import clocks
from app.reporting.letters import addressed_to, count_letters, letter_page
from tests import factories
from tests.integration.pledges.counting import selects

DUE = date(2026, 12, 20)


def written_to(agency, number="7/HĐND-VP", *, due_on=DUE, kind=LetterKind.EXPLANATION, issued=True):
    """A letter of a run of its own with its stored file, issued unless told otherwise."""
    run = factories._save(
        LetterRun(
            council_id=agency.council_id,
            kind=kind,
            signed_on=today() - timedelta(days=3),
            answer_due_on=due_on,
        )
    )
    letter = factories._save(Letter(council_id=agency.council_id, run_id=run.id, agency_id=agency.id))
    if issued:
        letter.document_id = paper_on(letter, number).id
        db.session.flush()
    return letter


def paper_on(letter, number, **values):
    content = f"%PDF-1.7 {number}".encode()
    return factories._save(
        IssuedDocument(
            council_id=letter.council_id, kind=DocumentKind.EXPLANATION_DEMAND, number=number,
            title=f"V/v giải trình {number}", issued_on=today(), subject_type="Letter", subject_id=letter.id,
            sha256=storage.store("issued", content), size=len(content), pages=1, media_type="application/pdf",
            data={}, template_version="1", **values,
        )
    )  # fmt: skip


@pytest.fixture
def base(council):
    return f"/{council.slug}/my-reports"


def test_an_agency_reads_and_opens_the_letters_issued_to_it(base, agency, browser):
    letter = written_to(agency)
    written_to(agency, issued=False)
    assert "Công văn chờ cơ quan trả lời: 1; hạn sớm nhất là ngày 20/12/2026" in browser.get(base).text
    listed = browser.get(f"{base}/letters").text
    for shown in ("7/HĐND-VP", "05/12/2026", "V/v giải trình 7/HĐND-VP", "20/12/2026", "chờ cơ quan trả lời"):
        assert shown in listed
    file = browser.get(f"{base}/letters/{letter.document_id}/file")
    assert (file.status_code, file.mimetype) == (200, "application/pdf")
    assert file.data == b"%PDF-1.7 7/H\xc4\x90ND-VP"


def test_of_letters_to_another_agency_there_is_nothing(council, base, browser, agency):
    theirs = written_to(factories.make_agency(council.id, name="Sở Khác"), "8/HĐND-VP")
    other_paper = factories._save(
        IssuedDocument(
            council_id=council.id, kind=DocumentKind.PLEDGE_APPENDIX, number="95/NQ-HĐND", title="Phụ lục",
            issued_on=today(), subject_type="Resolution", subject_id=theirs.id, sha256="0" * 64, size=1, pages=1,
            media_type="application/pdf", data={}, template_version="1",
        )
    )  # fmt: skip
    assert "8/HĐND-VP" not in browser.get(f"{base}/letters").text
    for document_id in (theirs.document_id, other_paper.id, 2_000_000_000):
        assert browser.get(f"{base}/letters/{document_id}/file").status_code == 404


def test_letters_of_another_council_are_not_there(app, base, browser, agency):
    from app.core.tenancy import scoped_to

    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        theirs = written_to(factories.make_agency(elsewhere.id))
        theirs.agency_id = agency.id  # whatever a row says
        db.session.flush()
        document_id = theirs.document_id
    assert browser.get(f"{base}/letters/{document_id}/file").status_code == 404


def test_letters_to_an_agency_whose_work_came_to_it_are_its_to_answer(council, base, agency, browser):
    old, older, foreign = (
        factories.make_agency(council.id, name=name) for name in ("Sở Giao thông", "Ty Giao thông", "Sở Y tế")
    )
    for before, after in ((older, old), (old, agency), (foreign, old)):
        factories._save(
            Succession(
                council_id=council.id, kind=SuccessionKind.MERGED, old_agency_id=before.id,
                new_agency_id=after.id, effective_on=date(2025, 7, 1),
                taken_back_on=date(2025, 8, 1) if before is foreign else None,
            )
        )  # fmt: skip
    assert addressed_to([agency.id]) == sorted([agency.id, old.id, older.id])
    assert addressed_to([older.id]) == [older.id]
    letter = written_to(older, "9/HĐND-VP")
    written_to(foreign, "10/HĐND-VP")
    listed = browser.get(f"{base}/letters").text
    assert "gửi Ty Giao thông" in listed
    assert "10/HĐND-VP" not in listed
    assert browser.get(f"{base}/letters/{letter.document_id}/file").status_code == 200


def test_a_letter_that_was_replaced_stands_beside_the_one_that_replaced_it_and_waits_once(
    base, agency, browser
):
    letter = written_to(agency, "7/HĐND-VP")
    paper_on(letter, "12/HĐND-VP", replaces_id=letter.document_id)
    counts = count_letters([agency.id])
    assert (counts.issued, counts.awaited, counts.due_on) == (2, 1, DUE)
    listed = browser.get(f"{base}/letters").text
    assert listed.count("chờ cơ quan trả lời") == 1
    assert "Được thay thế bằng số 12/HĐND-VP" in listed
    letter.answered_on = today()
    db.session.flush()
    assert count_letters([agency.id]).awaited == 0
    assert "đã trả lời ngày 05/12/2026" in browser.get(f"{base}/letters").text


def test_many_letters_come_page_by_page_and_cost_no_more_statements(base, agency, browser):
    written_to(agency, "1/HĐND-VP")

    def asked():
        browser.get(f"{base}/letters")  # what was written before is settled
        db.session.expire_all()
        with selects() as seen:
            browser.get(f"{base}/letters")
        return len(seen)

    few = asked()
    for number in range(2, 53):
        written_to(agency, f"{number}/HĐND-VP")
    assert asked() == few
    page = letter_page([agency.id])
    assert len(page.rows) == 50
    rest = letter_page([agency.id], cursor=page.next_cursor)
    assert [each.paper.number for each in rest.rows] == ["2/HĐND-VP", "1/HĐND-VP"]


def test_who_took_the_work_over_is_reminded_of_the_letter_and_led_to_it(council, agency, contact):
    old = factories.make_agency(council.id, name="Sở Giao thông")
    before = factories.make_contact(old)
    factories._save(
        Succession(
            council_id=council.id, kind=SuccessionKind.MERGED, old_agency_id=old.id, new_agency_id=agency.id,
            effective_on=date(2025, 7, 1),
        )
    )  # fmt: skip
    letter = written_to(old)
    [clock] = [each for each in clocks(audience(), day=today()) if each.key == f"letter:{letter.id}"]
    assert contact.id in clock.heard_by
    assert before.id not in clock.heard_by
    assert clock.own_endpoint == "reporting.letters"
