"""The papers of the register: a print of it by any filter as of any day, and the sheet of one pledge."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
import time_machine

from app.core.as_of import as_of
from app.core.database import db
from app.core.errors import DomainError
from app.documents.domain import DocumentKind
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.domain import Outgoing
from app.documents.models import IssuedDocument
from app.documents.printing import print_papers
from app.dossier.domain import ExtensionMark, RegisterFilter
from app.dossier.extract import assembling as extract
from app.dossier.extract.filters import filter_words
from app.dossier.following import following_of
from app.dossier.pledge_sheet import assembling as sheet
from app.dossier.queries import rules_of
from app.dossier.story import get_dossier
from app.monitoring.domain import ReportState, RoundStatus
from app.monitoring.models import AgencyReport, Assessment
from app.pledges.commands import moving as commands
from app.pledges.domain import DeadlineCause, Lifecycle, LinkKind, TimeStatus, Verdict
from app.pledges.models import PledgeLink
from app.pledges.standing import standing
from tests import factories
from tests.integration.pledges.counting import selects

NOW = datetime(2026, 12, 7, 3, tzinfo=UTC)
OUT = Outgoing(issued_on=date(2026, 12, 7), number="1", signer_name="Người Ký")


@pytest.fixture(autouse=True)
def _on_a_december_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core.pdf import RenderedPdf
    from app.core.storage import sha256_of

    def render(_template: str, document: object, *, title: str) -> RenderedPdf:
        content = f"{title}\n{document!r}".encode()
        return RenderedPdf(content, 1, sha256_of(content))

    monkeypatch.setattr("app.documents.printing.render_pdf", render)


@pytest.fixture
def pledge(council):
    made = factories.make_pledge(council.id, words="Xây xong kè", due_on=date(2026, 10, 31))
    factories.adopt(made, number="95/NQ-HĐND")
    return made


def asked(day=None, **filters):
    return extract.Asked(RegisterFilter(**filters), as_of(day))


def report_on(pledge, day, text):
    db.session.add(
        AgencyReport(
            council_id=pledge.council_id,
            pledge_id=pledge.id,
            state=ReportState.IN_PROGRESS,
            text=text,
            reported_on=day,
            document_number="12/BC-SXD",
        )
    )
    db.session.flush()


def rows(council, day=None, **filters):
    return extract.extract_of(council, asked(day, **filters), Outgoing()).rows


def looked_at(council, pledge, day=None):
    seen = as_of(day)
    dossier = get_dossier(pledge.id, at=standing(seen), rules=rules_of(council))
    return dossier, following_of(dossier, seen.day)


def words_of(document) -> str:
    return repr(document.to_data())


# The print of the register


def test_a_print_holds_what_the_filter_leaves_in_the_order_of_the_register(council, pledge):
    other = factories.make_pledge(council.id, due_on=date(2027, 6, 30))
    factories.adopt(other)
    assert [row.code for row in rows(council, time=TimeStatus.OVERDUE)] == [pledge.code]
    assert {row.code for row in rows(council)} == {pledge.code, other.code}


def test_a_row_tells_the_deadlines_the_last_report_and_how_late_it_is(council, pledge):
    report_on(pledge, date(2026, 9, 1), "Đang thi công")
    report_on(pledge, date(2026, 11, 1), "Xong 80%")
    [row] = rows(council)
    assert (row.report, row.report_source) == ("Xong 80%", "(Văn bản số 12/BC-SXD)")
    assert (row.time, row.resolution) == ("Quá hạn 37 ngày", "Nghị quyết số 95/NQ-HĐND")


def test_as_of_an_earlier_day_nothing_later_is_told(council, pledge):
    report_on(pledge, date(2026, 9, 1), "Đang thi công")
    report_on(pledge, date(2026, 11, 1), "Xong 80%")
    move = commands.Move(
        pledge=pledge,
        plain_on=date(2026, 12, 31),
        from_day=date(2026, 10, 15),
        cause=DeadlineCause.DATE_GIVEN,
    )
    commands.move_deadline(move=move, actor=None)
    [then] = rows(council, date(2026, 9, 30))
    [now] = rows(council)
    assert (then.effective_due_on, then.report, then.time) == (date(2026, 10, 31), "Đang thi công", "")
    assert (now.effective_due_on, now.report) == (date(2026, 12, 31), "Xong 80%")
    assert not rows(council, date(2026, 1, 1))


def test_every_filter_is_said_in_vietnamese_whatever_the_screens_speak(app, council, pledge):
    filters = RegisterFilter(
        query="kè",
        agency_id=pledge.lead_agency_id,
        time=TimeStatus.OVERDUE,
        lifecycle=Lifecycle.ADOPTED,
        verdict=Verdict.IN_PROGRESS,
        extension=ExtensionMark.EXTENDED,
        due_from=date(2026, 1, 1),
        due_until=date(2026, 12, 31),
    )
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said = filter_words(filters)
    for words in (
        "“kè”",
        "Sở Thử nghiệm",
        "Quá hạn",
        "Đang thực hiện",
        "từ ngày 01/01/2026",
        "đến ngày 31/12/2026",
    ):
        assert words in said
    assert filter_words(RegisterFilter()) == "Toàn bộ cam kết trong sổ."
    assert "cơ quan chủ trì: chưa xác định" in filter_words(RegisterFilter(agency_id=0))


def test_more_than_a_print_holds_is_refused_in_words(council, pledge, monkeypatch):
    factories.make_pledge(council.id)
    monkeypatch.setattr(extract, "MOST", 1)
    with pytest.raises(DomainError, match="Narrow the filter"):
        rows(council)
    assert len(rows(council, lifecycle=Lifecycle.ADOPTED)) == 1


def test_a_print_costs_the_same_statements_however_long_it_is(council, pledge):
    def cost():
        db.session.expire_all()
        with selects() as seen:
            rows(council)
        return len(seen)

    few = cost()
    answer = factories.make_answer(council.id)
    for _ in range(15):
        factories.make_pledge(council.id, answer=answer)
    assert cost() == few


def test_a_plain_print_is_no_draft_and_has_neither_number_nor_signer(council, pledge):
    document = extract.plain_print(council, asked())
    assert not document.draft
    assert document.letterhead.number_line == ""
    assert document.signature is None
    assert document.told_on.startswith("In từ sổ ngày 07/12/2026")


@pytest.mark.usefixtures("quick_paper")
def test_an_extract_is_issued_with_a_number_of_its_own(council, pledge):
    manuscript = extract.to_be_issued(council, asked(), OUT)
    issued = issue_paper(manuscript=manuscript, printed=print_papers([manuscript]), actor=None)
    assert (issued.kind, issued.full_number) == (DocumentKind.REGISTER_EXTRACT, "01/TrS-HĐND")
    with pytest.raises(DomainError, match="already given"):
        extract.to_be_issued(council, asked(), OUT)


@pytest.mark.usefixtures("quick_paper")
def test_an_extract_is_not_issued_when_the_register_changed_meanwhile(council, pledge):
    printed = print_papers([extract.to_be_issued(council, asked(), OUT)])
    report_on(pledge, date(2026, 12, 1), "Vừa báo cáo")
    with pytest.raises(DomainError, match="while it was being printed"):
        issue_paper(manuscript=extract.to_be_issued(council, asked(), OUT), printed=printed, actor=None)


def test_an_extract_of_nothing_is_not_issued(council, pledge):
    with pytest.raises(DomainError, match="Nothing"):
        extract.to_be_issued(council, asked(query="không có"), OUT)


@pytest.mark.usefixtures("quick_paper")
def test_readers_print_and_the_standing_committee_issues(council, pledge, as_role):
    base = f"/{council.slug}/register"
    reader, chair = as_role("delegate"), as_role("standing_committee")
    assert f"{base}/extract?time=overdue" in reader.get(f"{base}?time=overdue").get_data(as_text=True)
    page = reader.get(f"{base}/extract?time=overdue").get_data(as_text=True)
    assert "tình trạng thời hạn: Quá hạn" in page
    assert "Ban hành bản trích" not in page
    assert reader.get(f"{base}/extract/print.docx").status_code == 200
    sent = {"issued_on": "07/12/2026", "number": "1", "signer_name": "Người Ký"}
    assert reader.post(f"{base}/extract", data=sent).status_code == 403
    assert chair.post(f"{base}/extract?time=overdue", data=sent).status_code == 302
    paper = db.session.scalar(sa.select(IssuedDocument))
    assert [row["code"] for row in paper.data["rows"]] == [pledge.code]
    assert chair.post(f"{base}/extract?time=overdue", data=sent).status_code == 422
    assert (
        chair.post(f"{base}/extract", data={**sent, "issued_on": "08/12/2026", "number": "2"}).status_code
        == 422
    )


def test_a_page_that_finds_nothing_or_too_much_says_so(council, pledge, as_role, monkeypatch):
    reader = as_role("delegate")
    page = reader.get(f"/{council.slug}/register/extract?q=khongco").get_data(as_text=True)
    assert "không có gì để in" in page
    monkeypatch.setattr(extract, "MOST", 0)
    page = reader.get(f"/{council.slug}/register/extract").get_data(as_text=True)
    assert "Hãy thu hẹp điều kiện lọc" in page


# The sheet of one pledge


def test_the_sheet_tells_the_whole_way_of_a_pledge(council, pledge):
    report_on(pledge, date(2026, 11, 1), "Xong 80%")
    round_ = factories.make_round(
        council.id, number=4, as_of=date(2026, 11, 30), status=RoundStatus.ASSESSING
    )
    db.session.add(
        Assessment(
            council_id=council.id,
            round_id=round_.id,
            pledge_id=pledge.id,
            verdict=Verdict.UNSATISFACTORY,
            reason="Kè còn sạt lở",
            report_id=db.session.scalar(sa.select(AgencyReport.id)),
        )
    )
    db.session.flush()
    round_.status, round_.approved_at = RoundStatus.APPROVED, NOW
    older = factories.make_pledge(council.id, words="Hứa từ trước")
    db.session.add(
        PledgeLink(
            council_id=council.id,
            older_id=older.id,
            newer_id=pledge.id,
            kind=LinkKind.PROMISED_AGAIN,
            decided_on=date(2026, 11, 2),
        )
    )
    db.session.flush()
    said = words_of(sheet.sheet_of(council, *looked_at(council, pledge), Outgoing()))
    for words in (
        "Vì sao chậm?",
        "Tôi xin hứa.",
        "Xây xong kè",
        "Xong 80%",
        "Kè còn sạt lở",
        "Đợt 4",
        "Hứa từ trước",
        "Hứa lần thứ 2",
    ):
        assert words in said


def test_the_sheet_as_of_an_earlier_day_tells_nothing_later(council, pledge):
    report_on(pledge, date(2026, 11, 1), "Xong 80%")
    then = sheet.sheet_of(council, *looked_at(council, pledge, date(2026, 10, 1)), Outgoing())
    assert "Xong 80%" not in words_of(then)
    assert "tính đến ngày 01 tháng 10 năm 2026" in then.title


def test_a_long_answer_is_shortened_at_a_word(council, pledge):
    pledge.answer.text = "Tôi xin hứa " * 200
    [line] = [
        each
        for each in sheet.sheet_of(council, *looked_at(council, pledge), Outgoing()).about
        if each.label == "Nội dung trả lời"
    ]
    assert len(line.paragraphs[0]) <= sheet.LONGEST_ANSWER + 1
    assert line.paragraphs[0].endswith(("Tôi…", "xin…", "hứa…"))


@pytest.mark.usefixtures("quick_paper")
def test_the_sheet_is_issued_about_its_pledge(council, pledge, as_role):
    base = f"/{council.slug}/pledges/{pledge.id}"
    reader, chair = as_role("delegate"), as_role("standing_committee")
    assert f"{base}/sheet" in reader.get(base).get_data(as_text=True)
    assert "Ban hành phiếu" not in reader.get(f"{base}/sheet").get_data(as_text=True)
    assert reader.get(f"{base}/sheet/print.docx?as_of=01/10/2026").status_code == 200
    sent = {"issued_on": "07/12/2026", "number": "3", "signer_name": "Người Ký"}
    assert reader.post(f"{base}/sheet", data=sent).status_code == 403
    assert chair.post(f"{base}/sheet", data=sent).status_code == 302
    paper = db.session.scalar(sa.select(IssuedDocument))
    assert (paper.subject_type, paper.subject_id) == ("Pledge", pledge.id)
    page = chair.get(f"/{council.slug}/documents/{paper.id}").get_data(as_text=True)
    assert "03/TrS-HĐND" in page
    assert base in page


def test_a_day_that_has_not_come_is_refused(council, pledge, as_role):
    reader = as_role("delegate")
    for page in (
        f"pledges/{pledge.id}/sheet",
        f"pledges/{pledge.id}/sheet/print.pdf",
        "register/extract/print.pdf",
    ):
        answer = reader.get(f"/{council.slug}/{page}?as_of=01/01/2030")
        assert answer.status_code == 422, page


def test_another_council_finds_no_sheet(council, pledge, as_role):
    other = factories.make_council()
    stranger = as_role("clerk", "standing_committee", council_id=other.id)
    for page in ("sheet", "sheet/print.pdf", "sheet/preview.pdf", "sheet/print.docx"):
        assert stranger.get(f"/{other.slug}/pledges/{pledge.id}/{page}").status_code == 404


def test_a_draft_pledge_has_a_sheet_too(council):
    draft = factories.make_pledge(council.id)
    document = sheet.sheet_of(council, *looked_at(council, draft), replace(OUT, number=""))
    assert extract.DRAFT_PLEDGE in words_of(document)
