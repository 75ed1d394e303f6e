"""Two people give the same number in the same moment: one gets it, the other is told."""

import threading
from datetime import date
from io import BytesIO

from flask import request

from app.core.database import db
from app.core.errors import DomainError
from app.core.tenancy import enter_council
from app.core.transaction import transaction
from app.documents import commands, queries
from app.documents.domain import DocumentKind
from app.documents.models import DocumentNumber, IssuedDocument
from tests import factories


def paper(number):
    return IssuedDocument(
        kind=DocumentKind.CORRECTION, number="/HĐND-VP", title="Đính chính", issued_on=date(2026, 7, 10),
        subject_type="Round", subject_id=number, sha256=f"{number:064x}", size=1, pages=1, media_type="application/pdf",
        data={}, template_version="1",
    )  # fmt: skip


def test_a_number_wanted_by_two_at_once_is_given_to_one_and_the_other_is_told(own_app):
    with own_app.app_context():
        council = factories.make_council()
        enter_council(council.id)
        papers = [paper(1), paper(2)]
        db.session.add_all(papers)
        db.session.commit()
        council_id, ids = council.id, [each.id for each in papers]
    start, told = threading.Barrier(2), []

    def give(document_id):
        with own_app.app_context():
            enter_council(council_id)
            start.wait()
            try:
                with transaction():
                    commands.give_number(
                        document=queries.get_document(document_id), typed="12", numbered_on=date(2026, 7, 13),
                        confirmed=False, actor=None,
                    )  # fmt: skip
                told.append("given")
            except DomainError as refused:
                told.append(refused.field or str(refused))
            finally:
                db.session.remove()

    threads = [threading.Thread(target=give, args=(each,)) for each in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == ["given", "number"]
    with own_app.app_context():
        enter_council(council_id)
        assert [each.sequence for each in db.session.query(DocumentNumber)] == [12]


def test_what_is_handed_in_is_never_laid_on_the_disk_on_its_way(app):
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    body = head + b"x" * 600_000 + b"\r\n--x--\r\n"
    sent = {"method": "POST", "data": body, "content_type": "multipart/form-data; boundary=x"}
    with app.test_request_context("/verify/AAAAAAAAAA", **sent):
        assert isinstance(request.files["file"].stream, BytesIO)
