"""Files handed in and handed out again."""

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core import storage
from app.core.database import db
from app.core.errors import DomainError
from app.core.tenancy import scoped_to
from app.evidence.models import EvidenceFile
from tests import factories
from tests.factories import keep_file
from tests.unit.evidence.test_checks import WORD, image, package, pdf


def test_a_kept_file_is_found_by_its_checksum_and_told_in_the_audit_trail(council):
    actor = factories.make_user("monitor", council_id=council.id)
    kept = keep_file("Báo cáo 598.pdf", pdf(), actor=actor)
    assert storage.load("files", kept.sha256) == pdf()
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "EvidenceKept")).one()
    assert line.details["sent_sha256"] == storage.sha256_of(pdf())
    assert (line.actor_id, line.council_id) == (actor.id, council.id)


def test_a_refused_file_leaves_nothing_behind(app, council):
    stored = set(app.config["FILES_DIR"].glob("files/*/*"))
    with pytest.raises(DomainError):
        keep_file("x.pdf", b"MZ")
    assert db.session.scalars(sa.select(EvidenceFile)).all() == []
    assert set(app.config["FILES_DIR"].glob("files/*/*")) == stored


def test_the_same_bytes_twice_are_stored_once(app, council):
    first, second = (keep_file(name, pdf()) for name in ("a.pdf", "b.pdf"))
    assert first.sha256 == second.sha256
    assert first.id != second.id


def test_a_file_comes_back_as_a_download_with_its_vietnamese_name(council, as_role):
    kept = keep_file("Báo cáo kết quả.pdf", pdf())
    response = as_role("delegate").get(f"/{council.slug}/evidence/{kept.id}")
    assert response.data == pdf()
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20k%E1%BA%BFt%20qu%E1%BA%A3.pdf" in disposition
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_another_council_does_not_exist_here(app, council, as_role):
    other = factories.make_council()
    with scoped_to(other.id):
        theirs = keep_file("a.pdf", pdf())
    assert as_role("lead").get(f"/{council.slug}/evidence/{theirs.id}").status_code == 404


def test_a_file_changed_on_disk_is_not_handed_out(council, as_role):
    kept = keep_file("a.pdf", pdf())
    path = storage.path_of("files", kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"changed")
    try:
        assert as_role("lead").get(f"/{council.slug}/evidence/{kept.id}").status_code == 422
    finally:
        path.unlink()


@pytest.mark.parametrize(("name", "content"), [("a.pdf", pdf()), ("a.png", image("PNG"))])
def test_what_is_shown_in_a_page_is_shown_in_a_sandbox(council, as_role, name, content):
    kept, reader = keep_file(name, content), as_role("delegate")
    page = reader.get(f"/{council.slug}/evidence/{kept.id}/view")
    assert f'src="/{council.slug}/evidence/{kept.id}/inline"' in page.text
    shown = reader.get(f"/{council.slug}/evidence/{kept.id}/inline")
    assert shown.mimetype == kept.media_type
    assert "attachment" not in shown.headers["Content-Disposition"]
    assert shown.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'self'"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", pdf(script="app.alert(1)")), ("a.docx", package(WORD))]
)
def test_what_acts_by_itself_and_office_files_are_only_downloaded(council, as_role, name, content):
    kept, reader = keep_file(name, content), as_role("delegate")
    assert "/inline" not in reader.get(f"/{council.slug}/evidence/{kept.id}/view").text
    assert reader.get(f"/{council.slug}/evidence/{kept.id}/inline").status_code == 404
    assert (
        reader.get(f"/{council.slug}/evidence/{kept.id}")
        .headers["Content-Disposition"]
        .startswith("attachment;")
    )
