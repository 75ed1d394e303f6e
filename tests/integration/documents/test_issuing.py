"""Issuing a paper, listing it, handing it out, and noticing when its file was touched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.exc import DatabaseError

from app.audit.models import AuditEntry
from app.core import storage
from app.core.database import db
from app.core.errors import DomainError, NotFoundError
from app.core.tenancy import scoped_to
from app.documents import listing, queries
from app.documents.commands import check_papers, issue_papers
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.printing import Manuscript, print_papers
from app.documents.seals import broken_files, compare_documents
from app.resolutions.documents import AppendixDocument
from tests import factories
from tests.documents import samples


def issue(**changes: Any) -> IssuedDocument:
    given: dict[str, Any] = {
        "kind": DocumentKind.PLEDGE_APPENDIX,
        "number": "95/NQ-HĐND",
        "title": "Tổng hợp nội dung cam kết",
        "issued_on": date(2017, 7, 14),
        "subject_type": "Resolution",
        "subject_id": 1,
        "document": samples.appendix(groups=samples.GROUPS[:1]),
    }
    manuscript = Manuscript(**{**given, **changes})
    check_papers([manuscript], number_confirmed=True)
    (issued,) = issue_papers(manuscripts=[manuscript], printed=print_papers([manuscript]), actor=None)
    return issued


@pytest.fixture
def issued(council: Any) -> IssuedDocument:
    return issue()


def test_what_is_issued_is_a_stored_file_with_its_checksum_and_its_data(issued: IssuedDocument) -> None:
    content = storage.load("issued", issued.sha256)
    assert (issued.size, issued.pages) == (len(content), len(PdfReader(BytesIO(content)).pages))
    kept = AppendixDocument.from_data(issued.data)
    assert replace(kept, verification=None) == samples.appendix(groups=samples.GROUPS[:1])
    assert kept.verification is not None
    assert kept.verification.code == issued.code


def test_issuing_writes_an_audit_line_with_number_and_checksum(issued: IssuedDocument) -> None:
    line = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()
    assert (line.event, line.subject_type, line.subject_id) == ("DocumentIssued", "IssuedDocument", issued.id)
    assert (line.details["number"], line.details["sha256"]) == ("95/NQ-HĐND", issued.sha256)


def test_a_draft_is_not_issued(council: Any) -> None:
    with pytest.raises(DomainError, match="draft"):
        issue(document=samples.appendix(draft=True))


def test_a_paper_without_a_number_is_not_issued(council: Any) -> None:
    with pytest.raises(DomainError) as refused:
        issue(number=" ")
    assert refused.value.field == "number"


def test_a_paper_that_cannot_be_printed_right_leaves_nothing_behind(council: Any) -> None:
    with pytest.raises(DomainError, match="U\\+1F600"):
        issue(document=replace(samples.appendix(), title="Phụ lục 😀"))
    assert db.session.scalars(sa.select(IssuedDocument)).all() == []


def test_a_correction_is_a_new_paper_that_names_the_old_one(issued: IssuedDocument) -> None:
    newer = issue(number="12/NQ-HĐND", replaces_id=issued.id)
    assert newer.replaces_id == issued.id
    assert queries.find_current(kind=issued.kind, subject_type="Resolution", subject_id=1) is newer
    assert queries.replaced_by([issued, newer]) == {issued.id: newer}


def test_a_paper_replaces_only_one_of_its_kind_and_subject(issued: IssuedDocument) -> None:
    with pytest.raises(DomainError, match="same kind"):
        issue(subject_id=2, replaces_id=issued.id)


@pytest.mark.parametrize(
    "statement", ["UPDATE issued_documents SET number = '1'", "DELETE FROM issued_documents"]
)
def test_an_issued_paper_is_neither_changed_nor_removed_by_sql(
    issued: IssuedDocument, statement: str
) -> None:
    with pytest.raises(DatabaseError, match="never"), db.session.begin_nested():
        db.session.execute(sa.text(statement))


def test_the_download_is_the_stored_file_under_its_vietnamese_name(
    issued: IssuedDocument, council: Any, as_role: Callable[..., FlaskClient]
) -> None:
    response = as_role("delegate").get(f"/{council.slug}/documents/{issued.id}/file")
    assert response.data == storage.load("issued", issued.sha256)
    assert response.mimetype == "application/pdf"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "filename*=UTF-8''" + quote("Phụ lục cam kết 95-NQ-HĐND.pdf") in disposition
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_paper_of_another_council_is_not_found(
    issued: IssuedDocument, as_role: Callable[..., FlaskClient]
) -> None:
    other = factories.make_council()
    visitor = as_role("lead", council_id=other.id)
    assert visitor.get(f"/{other.slug}/documents/{issued.id}/file").status_code == 404
    with scoped_to(other.id), pytest.raises(NotFoundError):
        queries.get_document(issued.id)


def test_a_changed_file_is_not_handed_out_and_is_named_by_the_check(
    issued: IssuedDocument, council: Any, as_role: Callable[..., FlaskClient]
) -> None:
    path = storage.path_of("issued", issued.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert as_role("lead").get(f"/{council.slug}/documents/{issued.id}/file").status_code == 422
    (problem,) = broken_files()
    assert "95/NQ-HĐND" in problem
    assert issued.sha256 in problem


def test_a_whole_store_has_no_problems(issued: IssuedDocument) -> None:
    assert list(broken_files()) == []


def test_the_list_shows_papers_with_number_day_and_what_replaced_them(
    issued: IssuedDocument, council: Any, as_role: Callable[..., FlaskClient]
) -> None:
    issue(number="12/NQ-HĐND", issued_on=date(2017, 12, 9), replaces_id=issued.id)
    page = as_role("clerk").get(f"/{council.slug}/documents").get_data(as_text=True)
    assert page.index("12/NQ-HĐND") < page.index("95/NQ-HĐND")
    assert "14/07/2017" in page
    assert "Được thay thế bằng" in page
    assert "kèm theo nghị quyết số 12/NQ-HĐND ngày 09/12/2017" in page
    assert f"/documents/{issued.id}/file" in page


def test_an_empty_list_says_what_will_stand_there(council: Any, as_role: Callable[..., FlaskClient]) -> None:
    assert "Chưa có văn bản nào" in as_role("clerk").get(f"/{council.slug}/documents").get_data(as_text=True)


def row_of(number: int) -> IssuedDocument:
    return IssuedDocument(
        kind=DocumentKind.PLEDGE_APPENDIX, number=f"{number:02d}/NQ-HĐND", title="Phụ lục", issued_on=date(2017, 1, 1), subject_type="Resolution",
        subject_id=number, sha256=f"{number:064x}", size=1, pages=1, media_type="application/pdf", data={}, template_version="1",
    )  # fmt: skip


def test_pages_of_the_list_go_forth_and_back_without_gaps(council: Any) -> None:
    for number in range(1, 8):
        db.session.add(row_of(number))
        db.session.flush()

    def numbers(cursor: str | None) -> tuple[list[int], str | None, str | None]:
        page = listing.issued_page(cursor, size=3)
        return [row.subject_id for row in page.rows], page.previous_cursor, page.next_cursor

    first, none_before, to_second = numbers(None)
    second, to_first, to_third = numbers(to_second)
    third, back_to_second, none_after = numbers(to_third)
    assert (first, second, third) == ([7, 6, 5], [4, 3, 2], [1])
    assert (none_before, none_after) == (None, None)
    assert numbers(back_to_second)[0] == second
    assert numbers(to_first)[0] == first
    assert numbers("nonsense")[0] == first


@pytest.mark.parametrize("role", ["clerk", "lead", "monitor", "standing_committee", "delegate"])
def test_every_role_that_reads_the_council_reads_its_papers(
    role: str, council: Any, as_role: Callable[..., FlaskClient]
) -> None:
    assert as_role(role).get(f"/{council.slug}/documents").status_code == 200


def test_a_stranger_is_sent_to_sign_in(council: Any, app: Flask) -> None:
    assert app.test_client().get(f"/{council.slug}/documents").status_code == 302


def test_a_paper_taken_off_the_list_behind_the_guards_is_missed(council):
    from app.core.events import publish
    from app.documents.domain import DocumentIssued

    publish(
        DocumentIssued(
            actor_id=None, council_id=council.id, subject_type="IssuedDocument", subject_id=987654,
            details={"number": "7/NQ-HĐND", "sha256": "0" * 64},
        )
    )  # fmt: skip
    (problem,) = compare_documents().faults
    assert "987654" in problem


def test_a_paper_issued_away_from_any_page_bears_the_public_address_as_it_is_set(
    app: Flask, council: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://loihua.hagiang.gov.vn")
    kept = AppendixDocument.from_data(issue().data)
    assert kept.verification is not None
    assert kept.verification.url.startswith("https://loihua.hagiang.gov.vn/verify/")
