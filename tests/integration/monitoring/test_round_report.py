"""The report on a round: its words, and its issue with the follow-up appendix in one file or in two."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.models import IssuedDocument
from app.documents.printing import print_papers
from app.monitoring import commands as rounds
from app.monitoring.domain import MainPaper, NewIssue, RoundStatus
from app.monitoring.models import Assessment
from app.monitoring.report import commands
from app.monitoring.report.assembling import report_of
from app.monitoring.report.domain import ReportWords
from app.monitoring.report.paper import RoundReportDocument
from app.monitoring.report.queries import find_report
from app.pledges.domain import Verdict
from tests import factories

AS_OF = date(2026, 11, 30)
DAY = date(2026, 12, 4)
OUT = Outgoing(issued_on=DAY, number="147", signer_name="Người Ký")


@pytest.fixture
def round_(council):
    answer = factories.make_answer(council.id)
    pledges = [factories.make_pledge(council.id, answer=answer, due_on=date(2026, 10, 31)) for _ in range(3)]
    factories.adopt(*pledges, number="95/NQ-HĐND")
    made = factories.make_round(council.id, number=1, as_of=AS_OF, status=RoundStatus.ASSESSING)
    verdicts = (Verdict.IN_PROGRESS, Verdict.UNSATISFACTORY, Verdict.IN_PROGRESS)
    for pledge, verdict in zip(pledges, verdicts, strict=True):
        reason = "Chưa nghiệm thu" if verdict is Verdict.UNSATISFACTORY else ""
        db.session.add(
            Assessment(
                council_id=council.id, round_id=made.id, pledge_id=pledge.id, verdict=verdict, reason=reason
            )
        )
    db.session.flush()
    made.status = RoundStatus.APPROVED
    db.session.flush()
    return made


def issue(round_, out=OUT, *, inside=True):
    printed = print_papers(commands.gather_report(round_=round_, out=out, appendix_inside=inside))
    return commands.issue_report(round_=round_, out=out, appendix_inside=inside, printed=printed, actor=None)


def write(round_, *, version=commands.UNWRITTEN, **words):
    return commands.write_report(
        round_=round_, new=ReportWords(**words), expected_version=version, actor=None
    )


def issued(kind):
    return list(db.session.scalars(sa.select(IssuedDocument).where(IssuedDocument.kind == kind)))


def test_until_somebody_writes_it_the_report_says_the_usual_words_of_its_round(council, round_):
    text = " ".join(each.text for each in report_of(round_, council, Outgoing()).paragraphs)
    assert "3 cam kết theo Nghị quyết số 95/NQ-HĐND được theo dõi" in text
    assert "Kết luận không đạt yêu cầu: 1 cam kết" in text
    assert "Chưa nghiệm thu" in text
    assert find_report(round_.id) is None


def test_typed_words_take_the_place_of_the_usual_ones_and_the_figures_stay(council, round_):
    write(round_, addressee="Hội đồng nhân dân", shortcomings="Chậm giải ngân.")
    report = report_of(round_, council, Outgoing())
    text = " ".join(each.text for each in report.paragraphs)
    assert "Chậm giải ngân." in text
    assert "Kết luận không đạt" not in text
    assert "3 cam kết theo Nghị quyết" in text
    assert report.addressees == ("Hội đồng nhân dân",)
    assert report.recipients[0] == "Như trên"


def test_a_second_writer_who_saw_no_report_is_told_of_the_first(round_):
    write(round_, proposals="Của người thứ nhất")
    with pytest.raises(StaleEditError) as stale:
        write(round_, proposals="Của người thứ hai")
    assert stale.value.theirs["proposals"] == "Của người thứ nhất"


@pytest.mark.usefixtures("quick_paper")
def test_in_one_file_the_appendix_bears_number_and_day_of_the_report(round_):
    [paper] = issue(round_)
    assert (paper.kind, paper.number) == (DocumentKind.ROUND_REPORT, "147/BC-HĐND")
    [appendix] = RoundReportDocument.from_data(paper.data).appendices
    assert (appendix.enclosure.number, appendix.enclosure.issued_on) == ("147/BC-HĐND", DAY)
    assert appendix.enclosure.issuer.startswith("Thường trực Hội đồng nhân dân")
    assert round_.status is RoundStatus.ISSUED
    assert not issued(DocumentKind.FOLLOW_UP_APPENDIX)


@pytest.mark.usefixtures("quick_paper")
def test_in_two_files_the_appendix_is_enclosed_in_the_report_and_has_no_number_of_its_own(round_):
    report, appendix = issue(round_, inside=False)
    assert appendix.kind is DocumentKind.FOLLOW_UP_APPENDIX
    assert appendix.enclosed_in_id == report.id
    assert appendix.full_number == report.full_number == "147/BC-HĐND"
    assert appendix.numbering is None
    assert not RoundReportDocument.from_data(report.data).appendices


@pytest.mark.usefixtures("quick_paper")
def test_an_electronic_report_leaves_the_line_of_its_appendix_blank(round_):
    out = Outgoing(**{**vars(OUT), "electronic": True})
    [appendix] = RoundReportDocument.from_data(issue(round_, out)[0].data).appendices
    assert appendix.enclosure_line.startswith("(Kèm theo Báo cáo số …/BC-HĐND")


@pytest.mark.usefixtures("quick_paper")
def test_a_number_given_to_another_report_is_refused(round_):
    issue(round_)
    other = factories.make_round(round_.council_id, number=9, as_of=AS_OF, status=RoundStatus.APPROVED)
    with pytest.raises(DomainError, match="already given"):
        commands.gather_report(round_=other, out=OUT, appendix_inside=True)


@pytest.mark.parametrize("status", [RoundStatus.ASSESSING, RoundStatus.ISSUED])
def test_only_the_report_of_an_approved_round_is_issued(council, status):
    other = factories.make_round(council.id, as_of=AS_OF, status=status)
    with pytest.raises(DomainError):
        commands.gather_report(round_=other, out=OUT, appendix_inside=True)


def test_a_report_is_not_of_a_day_before_that_of_its_round(round_):
    early = Outgoing(**{**vars(OUT), "issued_on": date(2026, 11, 29)})
    with pytest.raises(DomainError) as refused:
        commands.gather_report(round_=round_, out=early, appendix_inside=True)
    assert refused.value.field == "issued_on"


@pytest.mark.usefixtures("quick_paper")
def test_words_changed_while_the_report_was_being_printed_stop_its_issue(round_):
    printed = print_papers(commands.gather_report(round_=round_, out=OUT, appendix_inside=True))
    write(round_, proposals="Đổi ý")
    with pytest.raises(DomainError, match="while it was being printed"):
        commands.issue_report(round_=round_, out=OUT, appendix_inside=True, printed=printed, actor=None)
    assert not issued(DocumentKind.ROUND_REPORT)


@pytest.mark.usefixtures("quick_paper")
def test_the_words_of_an_issued_round_are_no_longer_changed(round_):
    issue(round_)
    with pytest.raises(DomainError, match="no longer be changed"):
        write(round_, proposals="Muộn rồi")


@pytest.mark.usefixtures("quick_paper")
def test_the_appendix_alone_goes_out_as_before(round_):
    new = NewIssue(paper=MainPaper.REPORT, number="147", issued_on=DAY)
    printed = print_papers(rounds.gather_follow_up(round_=round_, new=new))
    paper = rounds.issue_follow_up(round_=round_, new=new, printed=printed, actor=None)
    assert paper.kind is DocumentKind.FOLLOW_UP_APPENDIX
    assert not issued(DocumentKind.ROUND_REPORT)


@pytest.mark.usefixtures("quick_paper")
def test_the_report_is_written_by_the_office_and_issued_by_the_standing_committee(council, round_, as_role):
    base = f"/{council.slug}/rounds/{round_.id}"
    factories.make_signer(council.id, name="Thào Hồng Sơn", title="Chủ tịch")
    clerk, chair = as_role("clerk"), as_role("standing_committee")
    page = clerk.get(f"{base}/report").get_data(as_text=True)
    assert "Kết luận không đạt yêu cầu: 1 cam kết" in page
    assert (
        clerk.post(f"{base}/report", data={"version": "0", "proposals": "Đề nghị giám sát lại."}).status_code
        == 302
    )
    assert clerk.post(f"{base}/report", data={"version": "0", "proposals": "Khác"}).status_code == 422
    assert clerk.get(f"{base}/report/issue").status_code == 403
    page = chair.get(f"{base}/report/issue").get_data(as_text=True)
    assert "Thào Hồng Sơn" in page
    assert "Dòng 1" in page
    signer = (
        chair.get(f"{base}/report/issue").get_data(as_text=True).split('name="signer"')[1].split('value="')[1]
    )
    sent = {
        "issued_on": "04/12/2026",
        "number": "147",
        "signer": signer.split('"')[0],
        "appendix_inside": "y",
    }
    assert chair.post(f"{base}/report/issue", data=sent).status_code == 302
    [paper] = issued(DocumentKind.ROUND_REPORT)
    assert paper.data["signature"]["name"] == "Thào Hồng Sơn"
    assert "147/BC-HĐND" in chair.get(f"/{council.slug}/documents/{paper.id}").get_data(as_text=True)
    assert chair.get(f"{base}/report.docx").status_code == 200
    assert chair.get(f"/{council.slug}/documents/{paper.id}/word").status_code == 200


def test_another_council_finds_neither_the_words_nor_the_preview(council, round_, as_role):
    other = factories.make_council()
    stranger = as_role("clerk", "standing_committee", council_id=other.id)
    for page in ("report", "report.pdf", "report.docx", "report/issue"):
        assert stranger.get(f"/{other.slug}/rounds/{round_.id}/{page}").status_code == 404
