"""Appendices as Word files, from a page and at the console: what was issued, or a draft."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import quote

import docx
import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.pdf import RenderedPdf
from app.documents.commands import issue_papers
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.paper import DRAFT_MARK
from app.documents.printing import Manuscript, print_papers
from app.documents.word import DOCX
from app.monitoring.models import Assessment
from tests import factories
from tests.documents import samples

ISSUED = {
    DocumentKind.PLEDGE_APPENDIX: (replace(samples.appendix(), title="Như đã ban hành"), "Resolution"),
    DocumentKind.FOLLOW_UP_APPENDIX: (replace(samples.follow_up(), title="Như đã ban hành"), "Round"),
}


CALLED = {DocumentKind.PLEDGE_APPENDIX: "95-NQ-HĐND", DocumentKind.FOLLOW_UP_APPENDIX: "dự thảo"}
"""What the file is called before issue: the resolution has its number, the follow-up has none yet."""


@pytest.fixture
def subjects(council):
    pledge = factories.make_pledge(council.id)
    resolution = factories.adopt(pledge, number="95/NQ-HĐND")
    round_ = factories.make_round(council.id, number=1, as_of=date(2026, 11, 1))
    db.session.add(Assessment(round_id=round_.id, pledge_id=pledge.id))
    db.session.flush()
    return {DocumentKind.PLEDGE_APPENDIX: resolution, DocumentKind.FOLLOW_UP_APPENDIX: round_}


@pytest.fixture
def issue(subjects, monkeypatch):
    monkeypatch.setattr("app.documents.printing.render_pdf", lambda *_, **__: RenderedPdf(b"%PDF-", 1, ""))

    def issue_one(kind):
        document, subject_type = ISSUED[kind]
        manuscript = Manuscript(
            kind=kind,
            number=document.enclosure.number,
            title=document.title,
            issued_on=document.enclosure.issued_on,
            subject_type=subject_type,
            subject_id=subjects[kind].id,
            document=document,
        )
        return issue_papers(manuscripts=[manuscript], printed=print_papers([manuscript]), actor=None)[0]

    return issue_one


def address(council, kind, subject):
    folder = "resolutions" if kind is DocumentKind.PLEDGE_APPENDIX else "rounds"
    return f"/{council.slug}/{folder}/{subject.id}/appendix.docx"


def head(content):
    """The title, and the mark above it."""
    document = docx.Document(BytesIO(content))
    return document.paragraphs[1].text, document.sections[0].first_page_header.paragraphs[0].text


@pytest.mark.parametrize("kind", list(ISSUED))
def test_before_issue_the_word_file_is_a_draft_and_nothing_is_kept(council, subjects, as_role, kind):
    lines = db.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry))
    page = as_role("delegate").get(address(council, kind, subjects[kind]))
    assert (page.status_code, page.mimetype) == (200, DOCX)
    assert quote(CALLED[kind]) in page.headers["Content-Disposition"]
    assert page.headers["Content-Security-Policy"].startswith("sandbox")
    assert head(page.data)[1] == DRAFT_MARK
    assert db.session.scalar(sa.select(sa.func.count()).select_from(IssuedDocument)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == lines


@pytest.mark.parametrize("kind", list(ISSUED))
def test_after_issue_the_word_file_says_what_was_issued(council, subjects, issue, as_role, kind):
    issued = issue(kind)
    page = as_role("delegate").get(address(council, kind, subjects[kind]))
    assert head(page.data) == ("Như đã ban hành", "")
    assert quote(issued.number.replace("/", "-")) in page.headers["Content-Disposition"]


def test_the_console_writes_the_same_files_as_the_pages(app, council, subjects, issue, as_role, tmp_path):
    reader = as_role("delegate")
    options = {
        DocumentKind.PLEDGE_APPENDIX: ("print-appendix", "--resolution", "95"),
        DocumentKind.FOLLOW_UP_APPENDIX: ("print-follow-up", "--round", "1"),
    }
    for ask in (lambda _: None, issue):
        for kind, (command, *which) in options.items():
            ask(kind)
            output = tmp_path / "phu-luc.docx"
            arguments = [
                command,
                "--council",
                council.slug,
                *which,
                "--format",
                "docx",
                "--output",
                str(output),
            ]
            assert app.test_cli_runner().invoke(args=arguments).exit_code == 0
            assert output.read_bytes() == reader.get(address(council, kind, subjects[kind])).data


def test_the_pages_offer_the_word_file(council, subjects, issue, as_role):
    reader = as_role("delegate")
    issue(DocumentKind.PLEDGE_APPENDIX)
    for kind, subject in subjects.items():
        target = address(council, kind, subject)
        assert f'href="{target}"' in reader.get(target.removesuffix("/appendix.docx")).text
