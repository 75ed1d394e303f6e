"""The dossier of a pledge and of many: everything known by a day, in few statements, with contents that lead to the pages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
import time_machine
from docx.oxml.ns import qn
from pypdf import PdfReader

from app.core.database import db
from app.core.errors import DomainError
from app.council.domain import SuccessionKind
from app.council.models import Succession
from app.documents.domain import DocumentKind
from app.documents.issuing.papers import usual_outgoing
from app.documents.models import IssuedDocument
from app.documents.printing import print_paper
from app.dossier.book import assembling
from app.dossier.book.assembling import dossier_of, plain_print, read_asked
from app.dossier.book.paper import DossierDocument
from app.dossier.book.word import write_dossier
from app.evidence.models import EvidenceFile
from app.monitoring.domain import ReportState, RoundStatus
from app.monitoring.models import AgencyReport, Assessment, AssessmentEvidence, ReportEvidence
from app.pledges.domain import LinkKind, Verdict
from app.pledges.models import PledgeCoordinator, PledgeLink
from app.pressing.domain import StepKind
from app.pressing.models import LadderStep, PledgeStep
from app.questions.models import AnswerOpinion
from tests import factories
from tests.integration.pledges.counting import selects
from tests.integration.statistics.building import Past

NOW = datetime(2026, 12, 7, 3, tzinfo=UTC)
ANSWER = "Câu trả lời đầy đủ. " * 100 + "Hết lời."


@pytest.fixture(autouse=True)
def _on_a_december_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def past(council):
    return Past(council)


def _file(name: str, sha: str) -> EvidenceFile:
    number = next(factories._count)
    return factories._save(
        EvidenceFile(sha256=f"{sha}{number:063}", size=1, media_type="application/pdf", name=name)
    )


def tell(council, pledge, day=date(2026, 6, 30)) -> None:
    """A round with a report and a file, a step, an opinion, an earlier promise."""
    monitored = factories.make_round(
        council.id,
        as_of=day,
        status=RoundStatus.ASSESSING,
    )
    report = factories._save(
        AgencyReport(
            pledge_id=pledge.id,
            state=ReportState.IN_PROGRESS,
            text="Đã xong nửa kè",
            reported_on=day,
            document_number="12/BC-SXD",
        )
    )
    row = factories._save(
        Assessment(
            round_id=monitored.id,
            pledge_id=pledge.id,
            report_id=report.id,
            verdict=Verdict.PARTLY_KEPT,
            remaining="Nửa kè còn lại",
        )
    )
    seen = _file("bien-ban.pdf", "1")
    sent = _file("anh-kem.pdf", "2")
    db.session.add(AssessmentEvidence(assessment_id=row.id, evidence_id=seen.id, proves="Đã xây 500 m"))
    db.session.add(ReportEvidence(report_id=report.id, evidence_id=sent.id, proves="Hiện trường"))
    step = LadderStep(kind=StepKind.REMINDED, name=f"Đôn đốc {monitored.number}", position=1)
    factories._save(step)
    db.session.add(
        PledgeStep(
            pledge_id=pledge.id,
            step_id=step.id,
            taken_on=day,
            document_number="7/HĐND",
            recipient="Sở Xây dựng",
        )
    )
    delegate = factories.make_delegate(council.id)
    stated = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    db.session.add(
        AnswerOpinion(
            answer_id=pledge.answer_id,
            delegate_id=delegate.id,
            agrees=False,
            reason="Chưa rõ nguồn vốn",
            stated_at=stated,
        )
    )
    db.session.flush()
    monitored.status = RoundStatus.APPROVED
    monitored.approved_at = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    db.session.flush()


def book(council, **address: str) -> DossierDocument:
    return plain_print(council, read_asked(address))


def words_of(document: DossierDocument) -> str:
    return repr(document.to_data())


def test_a_pledge_alone_is_told_whole_from_the_question_to_the_chain(council, past):
    answer = past.answer()
    answer.text, answer.subjective_causes = ANSWER, "Phối hợp chưa chặt"
    first = past.pledge(answer, due=date(2026, 3, 31), words="Xây kè")
    extended = [(date(2026, 3, 1), date(2026, 9, 30))]
    pledge = past.pledge(answer, due=date(2026, 3, 31), extended=extended, words="Xây xong kè")
    db.session.add(
        PledgeLink(
            older_id=first.id, newer_id=pledge.id, kind=LinkKind.PROMISED_AGAIN, decided_on=date(2026, 2, 1)
        )
    )
    tell(council, pledge)
    document = book(council, pledge=str(pledge.id))
    [chapter] = document.chapters
    assert not document.is_book
    assert chapter.answer == (ANSWER,)
    for words in (
        "Vì sao chậm?",
        "Phối hợp chưa chặt",
        "Xây xong kè",
        "Gia hạn",
        "30/09/2026",
        "Đã xong nửa kè",
        "Còn lại: Nửa kè còn lại",
        "bien-ban.pdf",
        "Đã xây 500 m",
        "anh-kem.pdf",
        "Đôn đốc",
        "Số 7/HĐND",
        "Sở Xây dựng",
        "Chưa rõ nguồn vốn",
        "Hứa lại",
        first.code,
        "quá hạn 68 ngày",
    ):
        assert words in words_of(document), words
    assert DossierDocument.from_data(document.to_data()) == document


def test_a_coordinator_that_was_merged_stands_with_who_acts_today(council, past):
    district, ward = (factories.make_agency(council.id, name=name) for name in ("UBND quận", "UBND phường"))
    pledge = factories.make_pledge(council.id, answer=past.answer())
    merged = {"kind": SuccessionKind.MERGED, "effective_on": date(2026, 7, 1)}
    db.session.add_all(
        (
            PledgeCoordinator(pledge_id=pledge.id, agency_id=district.id),
            Succession(old_agency_id=district.id, new_agency_id=ward.id, **merged),
        )
    )
    db.session.flush()
    assert "UBND quận (nay: UBND phường)" in words_of(book(council, pledge=str(pledge.id)))


def test_as_of_an_earlier_day_nothing_later_is_told(council, past):
    pledge = past.pledge(
        past.answer(), due=date(2026, 3, 31), extended=[(date(2026, 3, 20), date(2026, 9, 30))]
    )
    tell(council, pledge)
    told = words_of(book(council, pledge=str(pledge.id), as_of="15/03/2026"))
    for words in ("Gia hạn", "nửa kè", "bien-ban", "Đôn đốc", "nguồn vốn"):
        assert words not in told, words
    assert "tính đến ngày 15 tháng 3 năm 2026" in told


def test_a_dossier_of_the_register_holds_what_was_adopted_the_overdue_first(council, past):
    answer = past.answer()
    later = past.pledge(answer, due=date(2027, 3, 31))
    kept = past.pledge(
        answer, due=date(2026, 3, 31), verdicts=[(date(2026, 4, 2), Verdict.KEPT, date(2026, 3, 20))]
    )
    overdue = past.pledge(answer, due=date(2026, 6, 30))
    draft = factories.make_pledge(council.id, answer=answer)
    other = past.pledge(past.answer(), due=date(2026, 6, 30))
    mine = book(council, acting_agency=str(later.lead_agency_id))
    assert [each.code for each in mine.chapters] == [overdue.code, later.code, kept.code]
    assert {each.code for each in book(council).chapters} == {overdue.code, later.code, kept.code, other.code}
    assert book(council, pledge=str(draft.id)).chapters[0].standing == "Dự thảo, chưa thông qua"
    assert [line.paragraphs[0] for line in mine.totals][:3] == [
        "3 cam kết",
        "1",
        "1 (lâu nhất 160 ngày)",
    ]


def test_the_words_of_a_topic_name_the_dossier(council, past):
    past.pledge(past.answer(), due=None, words="Xây kè sông Nhuệ")
    past.pledge(past.answer(), due=None, words="Trồng cây")
    document = book(council, q="ke song")
    assert [each.heading for each in document.chapters] == ["Xây kè sông Nhuệ"]
    assert document.title == "Nội dung có từ “ke song”"


def test_it_takes_as_many_statements_however_many_pledges_there_are(council, past):
    answer = past.answer()
    for pledge in [past.pledge(answer, due=date(2026, 6, 30)) for _ in range(2)]:
        tell(council, pledge)
    asked, out = read_asked({}), usual_outgoing()
    dossier_of(council, asked, out)
    db.session.expire_all()
    with selects() as few:
        dossier_of(council, asked, out)
    for number in range(60):
        pledge = past.pledge(past.answer() if number % 2 else answer, due=date(2026, 6, 30))
        if number % 10 == 0:
            tell(council, pledge)
    db.session.expire_all()
    with selects() as many:
        document = dossier_of(council, asked, out)
    assert len(document.chapters) == 62
    assert len(many) == len(few)


def test_the_contents_name_the_page_each_pledge_begins_on_and_the_bookmarks_lead_there(council, past):
    answer = past.answer()
    answer.text = "Câu trả lời rất dài, nhiều đoạn.\n" * 60
    pledges = [past.pledge(answer, due=date(2026, 6, day), words=f"Xây kè số {day}") for day in (1, 2, 3)]
    document = book(council)
    reader = PdfReader(BytesIO(print_paper(document).content))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    begins = {
        each.code: next(n for n, text in enumerate(pages, 1) if f"Hồ sơ {place}. {each.code}" in text)
        for place, each in enumerate(document.chapters, start=1)
    }
    assert begins.keys() == {pledge.code for pledge in pledges}
    contents = next(text for text in pages if "MỤC LỤC" in text.upper() and "Tổng hợp" in text)
    for code, page in begins.items():
        line = contents.split(f"{code}: ")[1]
        assert line.split("....")[-1].lstrip(".").split()[0] == str(page) or f".{page}" in line.replace(
            " ", ""
        )
    marks = [mark for mark in reader.outline if not isinstance(mark, list)] + [
        each
        for mark in reader.outline
        if isinstance(mark, list)
        for each in mark
        if not isinstance(each, list)
    ]
    told = {mark.title: reader.get_destination_page_number(mark) + 1 for mark in marks}
    for place, each in enumerate(document.chapters, start=1):
        assert told[f"Hồ sơ {place}. {each.code}"] == begins[each.code]


def test_the_word_file_holds_the_same_words_and_a_field_for_the_contents(council, past):
    answer = past.answer()
    answer.text = ANSWER
    for day in (1, 2):
        past.pledge(answer, due=date(2026, 6, day), words=f"Xây kè số {day}")
    document = book(council)
    body = docx.Document(BytesIO(write_dossier(document))).element.body
    told = "".join(part.text or "" for part in body.iter(qn("w:t")))
    assert ANSWER in told
    assert all(chapter.code in told and chapter.heading in told for chapter in document.chapters)
    fields = [mark.get(qn("w:fldCharType"), "TOC") for mark in body.iter(qn("w:fldChar"), qn("w:instrText"))]
    assert fields == ["begin", "TOC", "separate", "end"]


def test_it_is_issued_with_a_number_by_who_may(council, past, as_role, monkeypatch):
    from app.core.pdf import RenderedPdf
    from app.core.storage import sha256_of

    monkeypatch.setattr(
        "app.documents.printing.render_pdf",
        lambda _template, document, *, title: RenderedPdf(title.encode(), 1, sha256_of(title.encode())),
    )
    pledge = past.pledge(past.answer(), due=date(2026, 6, 30))
    address = f"/{council.slug}/register/dossier?pledge={pledge.id}"
    sent = {"number": "1", "issued_on": "07/12/2026", "signer_name": "Người Ký"}
    assert as_role("delegate").post(address, data=sent).status_code == 403
    answer = as_role("standing_committee").post(address, data=sent)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    [issued] = db.session.query(IssuedDocument).filter_by(kind=DocumentKind.DOSSIER)
    assert (issued.subject_type, issued.subject_id) == ("Pledge", pledge.id)


def test_more_than_thirty_pledges_are_printed_in_the_background(council, past, as_role):
    answer = past.answer()
    for _ in range(31):
        past.pledge(answer, due=None)
    page = as_role("delegate").get(f"/{council.slug}/register/dossier/print.pdf")
    assert page.mimetype == "text/html"
    assert "155" in page.get_data(as_text=True)


def test_what_it_cannot_hold_is_said_and_not_printed(council, past, as_role, monkeypatch):
    monkeypatch.setattr(assembling, "MOST", 1)
    answer = past.answer()
    for _ in range(2):
        past.pledge(answer, due=None)
    with pytest.raises(DomainError):
        book(council)
    with pytest.raises(DomainError):
        book(council, q="không có chữ nào như thế")
    client = as_role("delegate")
    for address in ("", "?q=khong-co"):
        assert "print.pdf" not in client.get(f"/{council.slug}/register/dossier{address}").get_data(
            as_text=True
        )
    assert client.get(f"/{council.slug}/register/dossier?pledge=999999").status_code == 404
