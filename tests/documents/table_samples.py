"""Sample papers made of tables, and the report on a round: the pledges of Hà Giang; what was found of them is made up for the tests."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.documents.paper import Letterhead, Orientation, Paper, Signature
from app.documents.tables.paper import Line
from app.documents.wording import Paragraph, ended, paragraphs_of
from app.dossier.extract.paper import ExtractDocument, ExtractRow
from app.dossier.pledge_sheet.paper import PledgeSheetDocument, row_of
from app.monitoring.report.figures import figures_of
from app.monitoring.report.paper import RoundReportDocument
from app.monitoring.requestion.paper import RequestionDocument, RequestionRow
from app.pledges.domain import Verdict
from tests.documents import samples

PaperT = TypeVar("PaperT", bound=Paper)
DAY = date(2018, 7, 2)
ROWS = [row for group in samples.GROUPS for row in group.rows]
LONG = "Kiểm tra, đôn đốc & báo cáo kết quả <từng công trình> trước ngày 30/06/2018 theo kế hoạch; " * 60


def signed(paper: PaperT, *, symbol: str = "BC-HĐND") -> PaperT:
    """With head, signature and recipients."""
    return replace(
        paper,
        draft=False,
        letterhead=Letterhead(
            superior="Hội đồng nhân dân\ntỉnh Hà Giang",
            agency="Thường trực",
            number=f"147/{symbol}",
            symbol=symbol,
            place="Hà Giang",
            issued_on=DAY,
        ),
        signature=Signature(capacity=("TM. Thường trực Hội đồng nhân dân", "Chủ tịch"), name="Người Ký Mẫu"),
        recipients=("Như trên", "Lưu: VT, VP"),
    )


def report(*, inside: bool = True) -> RoundReportDocument:
    appendix = samples.follow_up()
    text = (
        Paragraph(lead="I. KẾT QUẢ THEO DÕI"),
        *(Paragraph(text=f"- {sentence}") for sentence in figures_of(appendix)),
        Paragraph(lead="II. TỒN TẠI, NGUYÊN NHÂN"),
        *paragraphs_of("1. Tồn tại\nCác công trình chậm tiến độ & chưa nghiệm thu <2 dự án>."),
    )
    return signed(
        RoundReportDocument(
            council_name=samples.COUNCIL,
            title="Kết quả theo dõi việc thực hiện cam kết sau chất vấn đợt 2,\ntính đến ngày 30 tháng 6 năm 2018",
            addressees=("Hội đồng nhân dân tỉnh Hà Giang",),
            legal_bases=("Căn cứ Luật Tổ chức chính quyền địa phương",),
            paragraphs=text,
            closing=ended("Trên đây là kết quả theo dõi, Thường trực Hội đồng nhân dân tỉnh báo cáo."),
            appendices=(appendix,) if inside else (),
        )
    )


def requestion(*, long: bool = False, **changes: object) -> RequestionDocument:
    rows = tuple(
        RequestionRow(
            number=number,
            pledge=row.pledge,
            reasons=("Kết luận “không đạt yêu cầu”, đợt 2 (tính đến 30/06/2018)", "Đã gia hạn 2 lần"),
            sitting="Kỳ họp thứ Năm, khóa XVII",
            resolution=f"Nghị quyết số 95/NQ-HĐND, nội dung số {row.number}",
            deadline_words=row.deadline_words,
            original_due_on=row.due_on,
            effective_due_on=row.due_on,
            result=LONG if long and number == 2 else "Đã nghiệm thu mặt bằng",
            verdict=Verdict.UNSATISFACTORY,
            office=row.office,
            lead_agency=row.lead_agency,
        )
        for number, row in enumerate(ROWS, start=1)
    )
    form: dict[str, object] = {
        "council_name": samples.COUNCIL,
        "title": "Cam kết đề nghị tái chất vấn\n(tính đến ngày 30 tháng 6 năm 2018)",
        "addressees": ("Hội đồng nhân dân tỉnh Hà Giang",),
        "paragraphs": (Paragraph(text="Thường trực Hội đồng nhân dân tỉnh đề nghị tái chất vấn:"),),
        "rows": rows,
    }
    return signed(RequestionDocument(**{**form, **changes}))  # type: ignore[arg-type] # the sample's own keywords


def extract(count: int = 17, **changes: object) -> ExtractDocument:
    rows = tuple(
        ExtractRow(
            number=number,
            code=f"2017-{number:04d}",
            pledge=ROWS[number % len(ROWS)].pledge,
            session="Kỳ họp thứ Năm, 14/07/2017",
            resolution="Nghị quyết số 95/NQ-HĐND",
            office=ROWS[number % len(ROWS)].office,
            agency=ROWS[number % len(ROWS)].lead_agency,
            deadline_words=ROWS[number % len(ROWS)].deadline_words,
            original_due_on=ROWS[number % len(ROWS)].due_on,
            effective_due_on=ROWS[number % len(ROWS)].due_on,
            report="Đã trình hồ sơ & chờ thẩm định",
            verdict="Đang thực hiện",
            time="Quá hạn 2.153 ngày",
        )
        for number in range(1, count + 1)
    )
    form: dict[str, object] = {
        "council_name": samples.COUNCIL,
        "title": "Các cam kết ghi trong sổ, tính đến ngày 30 tháng 6 năm 2018",
        "paragraphs": (Paragraph(text="Điều kiện trích: cơ quan chủ trì: Sở Y tế."),),
        "told_on": "Số liệu tính đến ngày 30 tháng 6 năm 2018",
        "rows": rows,
    }
    return signed(ExtractDocument(**{**form, **changes}), symbol="TrS-HĐND")  # type: ignore[arg-type] # the sample's own keywords


def sheet() -> PledgeSheetDocument:
    row = ROWS[8]
    return signed(
        PledgeSheetDocument(
            council_name=samples.COUNCIL,
            title="Cam kết 2017-0009, tính đến ngày 30 tháng 6 năm 2018",
            orientation=Orientation.PORTRAIT,
            told_on="Số liệu tính đến ngày 30 tháng 6 năm 2018",
            about=(
                Line(label="Nội dung chất vấn", paragraphs=("Vì sao khu sắp xếp dân cư chậm bàn giao?",)),
                Line(label="Nội dung trả lời", paragraphs=("Tôi xin hứa trước Hội đồng. " * 20,)),
                Line(label="Nội dung cam kết", paragraphs=(row.pledge,)),
                Line(label="Cơ quan chủ trì", paragraphs=(row.lead_agency,)),
                Line(label="Trạng thái", paragraphs=("Thực hiện một phần", "Quá hạn 181 ngày")),
            ),
            deadlines=(
                row_of(("14/07/2017",), ("Theo cam kết: “trong Quý 4 năm 2017”",), ("31/12/2017",), ()),
                row_of(("20/12/2017",), ("Gia hạn",), ("31/03/2018",), ("12/TB-HĐND",)),
            ),
            figures=(
                Line(label="Lộ trình, phần việc", paragraphs=("1. San nền: đã thực hiện", "2. Đưa dân đến")),
            ),
            rounds=(
                row_of(("Đợt 1",), ("Đang thi công",), ("Đang thực hiện",), ()),
                row_of(
                    ("Đợt 2", "tính đến 30/06/2018"),
                    ("Đã nghiệm thu mặt bằng", "(Văn bản số 312/BC-SNN)"),
                    ("Thực hiện một phần", "Còn lại: đưa các hộ đến nơi ở mới"),
                    ("Biên bản nghiệm thu.pdf",),
                ),
            ),
            chain=(
                row_of(
                    ("10/12/2016", "2016-0003"), ("Xây khu sắp xếp dân cư",), ("30/06/2017",), ("Hứa lại",)
                ),
                row_of(("14/07/2017", "2017-0009"), (row.pledge,), ("31/12/2017",), ("Hứa lần thứ 2",)),
            ),
        ),
        symbol="TrS-HĐND",
    )
