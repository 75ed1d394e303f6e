"""Sample papers: the questioning session of Hà Giang, July 2017 (resolution 95/NQ-HĐND), as published."""

from datetime import date
from decimal import Decimal

from app.documents.letter import LetterDocument
from app.documents.paper import Enclosure, Letterhead, Orientation, Signature
from app.documents.wording import articles_of, ended, paragraphs_of
from app.monitoring.documents import FollowUpDocument, FollowUpRow, ReportedResult
from app.monitoring.domain import Cause, NextStep, ReportState
from app.pledges.domain import ClosingReason, Verdict
from app.resolutions.documents import AppendixDocument, AppendixGroup, AppendixRow, Measure
from app.resolutions.paper import ResolutionDocument

COUNCIL = "Hội đồng nhân dân tỉnh Hà Giang"
FOLLOWERS = ("Thường trực HĐND", "các Ban HĐND", "các Tổ đại biểu", "đại biểu HĐND tỉnh")
TITLE = (
    "Tổng hợp nội dung cam kết\ntại phiên chất vấn và trả lời chất vấn Kỳ họp thứ Năm,\n"
    "Hội đồng nhân dân tỉnh Hà Giang khóa XVII, nhiệm kỳ 2016 - 2021"
)
LAND = "Giám đốc Sở Tài nguyên và Môi trường"
CULTURE = "Giám đốc Sở Văn hóa, Thể thao và Du lịch"
ETHNIC = "Trưởng Ban Dân tộc tỉnh"
FARMING = "Giám đốc Sở Nông nghiệp và Phát triển nông thôn"


def _pledge(
    number: int, office: str, agency: str, words: str, deadline: str, due: date | None = None, **rest: object
) -> AppendixRow:
    return AppendixRow(
        number=number,
        office=office,
        lead_agency=agency,
        pledge=words,
        deadline_words=deadline,
        due_on=due,
        **{"followed_by": FOLLOWERS, **rest},  # type: ignore[arg-type] # the sample's own keywords
    )


LAND_ROWS = (
    _pledge(
        1,
        LAND,
        "Sở Tài nguyên và Môi trường",
        "Sớm trình phê duyệt điều chỉnh kế hoạch sử dụng đất 2016-2020 ngay sau khi HĐND tỉnh thông qua danh mục thu hồi đất 2018",
        "ngay sau khi ... được HĐND tỉnh thông qua vào Kỳ họp thứ Sáu (dự kiến tháng 12/2017)",
    ),
    _pledge(
        2,
        LAND,
        "Sở Tài nguyên và Môi trường",
        "Kiểm tra, đôn đốc các huyện lập kế hoạch sử dụng đất đúng thời gian; tập huấn phòng chuyên môn huyện để tự lập kế hoạch 2018",
        "thường xuyên",
        coordinating=("UBND các huyện, thành phố",),
    ),
)
CULTURE_ROWS = (
    _pledge(
        3,
        CULTURE,
        "Sở Văn hóa, Thể thao và Du lịch",
        "Tham mưu giải pháp quản lý, nâng hiệu quả công trình văn hóa thể thao; ưu tiên kinh phí sửa nhà thi đấu và trung tâm "
        "huấn luyện thể thao xuống cấp",
        "",
    ),
    _pledge(
        4,
        CULTURE,
        "Sở Văn hóa, Thể thao và Du lịch",
        "Kêu gọi đầu tư, xã hội hóa để khai thác các thiết chế văn hóa; xử lý vi phạm trong quản lý, sử dụng công trình",
        "",
    ),
)
BUILDING_ROWS = (
    _pledge(
        5,
        ETHNIC,
        "Ban Dân tộc tỉnh",
        "Rà soát phần kinh phí còn thiếu và có giải pháp vốn để tiếp tục dự án ổn định dân cư thôn Cán Chỉ Dền, xã Tụ Nhân",
        "trong giai đoạn 2018 - 2020",
        date(2020, 12, 31),
        question="Dự án ổn định dân cư thôn Cán Chỉ Dền thiếu vốn",
        coordinating=("UBND huyện Hoàng Su Phì (chủ đầu tư)",),
        measures=(Measure(what="Kinh phí còn thiếu", target=Decimal("9.4"), unit="tỷ đồng"),),
    ),
    _pledge(
        6,
        ETHNIC,
        "Ban Dân tộc tỉnh",
        "Đôn đốc hoàn thành công trình hỗ trợ đồng bào Cờ Lao xã Túng Sán đưa vào sử dụng",
        "trong Quý IV năm 2018",
        date(2018, 12, 31),
        coordinating=("UBND huyện Hoàng Su Phì",),
        measures=(Measure(what="Công trình", target=Decimal(1), unit="dự án"),),
    ),
    _pledge(
        7,
        FARMING,
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Nghiệm thu, bàn giao kè bờ tây sông Lô đoạn cầu Yên Biên II đưa vào sử dụng",
        "trong tháng 7/2017",
        date(2017, 7, 31),
    ),
    _pledge(
        8,
        FARMING,
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Khắc phục, sửa tuyến kè khu giao đất giáp ranh thôn Mè Thượng và thôn Núp (TP Hà Giang), đưa vào sử dụng",
        "trong Quý 4 năm 2017",
        date(2017, 12, 31),
    ),
    _pledge(
        9,
        FARMING,
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Tu sửa, nghiệm thu, bàn giao khu sắp xếp dân cư thôn Cốc Pại II (Niêm Tòng, Mèo Vạc) và đưa các hộ đến nơi ở mới",
        "trong Quý 4 năm 2017",
        date(2017, 12, 31),
    ),
    _pledge(
        10,
        FARMING,
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Hoàn thành, đưa vào sử dụng công trình thủy lợi Ngọc Linh, huyện Vị Xuyên",
        "trong tháng 3 năm 2018",
        date(2018, 3, 31),
    ),
    _pledge(
        11,
        FARMING,
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sửa chữa hiện tượng rò rỉ hồ thủy lợi thôn Mã Tẻn, xã Bản Máy, huyện Hoàng Su Phì",
        "xong trước ngày 30/8/2017",
        date(2017, 8, 29),
    ),
    _pledge(
        12,
        FARMING,
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Khắc phục, sửa hồ chứa nước thủy lợi Bản Bang (Đạo Đức, Vị Xuyên) bảo đảm nước sản xuất",
        "trong quý IV năm 2017",
        date(2017, 12, 31),
        coordinating=("UBND huyện Vị Xuyên",),
    ),
    _pledge(
        13,
        "",
        "UBND tỉnh",
        "Siết kỷ luật đầu tư xây dựng (nhất là thủy lợi), bố trí đủ vốn dự án ưu tiên, sửa các công trình đã bàn giao bị hư hỏng",
        "",
        coordinating=("các cấp, các ngành",),
    ),
)
DEFENCE_ROWS = (
    _pledge(
        14,
        "",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Hoàn tất thủ tục thanh toán đền bù, thu hồi đất, tái định cư dự án thao trường huấn luyện tại thôn Nậm Moòng và báo cáo kết quả",
        "tại Kỳ họp thứ Sáu, HĐND tỉnh (dự kiến tổ chức tháng 12/2017)",
        coordinating=("Sở Tài chính", "Sở Tài nguyên và Môi trường"),
    ),
)
JUSTICE_ROWS = (
    _pledge(
        15,
        "Giám đốc Công an tỉnh",
        "Công an tỉnh",
        "Niêm yết công khai lệ phí, giảm thời gian cấp chứng minh nhân dân, xem xét đưa thủ tục về Trung tâm hành chính công, "
        "nghiên cứu phân cấp cho công an huyện",
        "",
    ),
    _pledge(
        16,
        "Giám đốc Công an tỉnh",
        "Công an tỉnh",
        "Báo cáo kết quả thanh tra phản ánh của một công dân tại kỳ họp sau và báo cáo Tổ đại biểu HĐND tỉnh ở Bắc Mê",
        "ngay sau khi kết thúc việc thanh tra ... tại Kỳ họp thứ Sáu, HĐND tỉnh",
        followed_by=("Tổ đại biểu HĐND tỉnh đơn vị huyện Bắc Mê",),
    ),
    _pledge(
        17,
        "",
        "Công an tỉnh",
        "Tăng cường kỷ luật, đạo đức nghề nghiệp của cán bộ, chiến sĩ; kiểm tra, chấn chỉnh sai phạm trong khi làm nhiệm vụ",
        "thường xuyên",
    ),
)
GROUPS = (
    AppendixGroup(title="Tài nguyên và môi trường", rows=LAND_ROWS),
    AppendixGroup(title="Văn hóa - xã hội", rows=CULTURE_ROWS),
    AppendixGroup(title="Đầu tư xây dựng công trình, dự án", rows=BUILDING_ROWS),
    AppendixGroup(title="Quốc phòng", rows=DEFENCE_ROWS),
    AppendixGroup(title="Tư pháp", rows=JUSTICE_ROWS),
)


def appendix(
    *,
    draft: bool = False,
    groups: tuple[AppendixGroup, ...] = GROUPS,
    orientation: Orientation = Orientation.LANDSCAPE,
) -> AppendixDocument:
    """The appendix of Hà Giang's resolution; a draft has neither number nor day."""
    enclosure = Enclosure(
        issuer=COUNCIL, number="" if draft else "95/NQ-HĐND", issued_on=None if draft else date(2017, 7, 14)
    )
    return AppendixDocument(
        council_name=COUNCIL,
        title=TITLE,
        enclosure=enclosure,
        draft=draft,
        groups=groups,
        orientation=orientation,
    )


RESOLUTION_TITLE = (
    "Về chất vấn và trả lời chất vấn tại Kỳ họp thứ Năm,\n"
    "Hội đồng nhân dân tỉnh Hà Giang khóa XVII, nhiệm kỳ 2016 - 2021"
)
LEGAL_BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    "Căn cứ Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân ngày 20 tháng 11 năm 2015",
    "Trên cơ sở kết quả chất vấn và trả lời chất vấn tại Kỳ họp thứ Năm, Hội đồng nhân dân tỉnh khóa XVII",
)
ASSESSMENT = (
    "Hội đồng nhân dân tỉnh ghi nhận việc trả lời chất vấn của các cơ quan, đơn vị được chất vấn tại kỳ họp; tán thành với "
    "các giải pháp, cam kết và thời hạn khắc phục mà người trả lời chất vấn đã nêu."
)
TASKS = (
    "Yêu cầu Ủy ban nhân dân tỉnh và các cơ quan, đơn vị có liên quan thực hiện đúng các cam kết, trong đó:\n"
    "1. Về lĩnh vực tài nguyên và môi trường\n"
    "a) Sở Tài nguyên và Môi trường sớm trình phê duyệt điều chỉnh kế hoạch sử dụng đất 2016-2020; thời hạn: tháng 12/2017;\n"
    "b) Sở Tài nguyên và Môi trường kiểm tra, đôn đốc các huyện lập kế hoạch sử dụng đất đúng thời gian.\n"
    "2. Về lĩnh vực đầu tư xây dựng công trình, dự án\n"
    "a) Ban Dân tộc tỉnh rà soát phần kinh phí còn thiếu và có giải pháp vốn để tiếp tục dự án ổn định dân cư thôn Cán Chỉ "
    "Dền, xã Tụ Nhân; thời hạn: trong giai đoạn 2018 - 2020;\n"
    "b) Sở Nông nghiệp và Phát triển nông thôn nghiệm thu, bàn giao kè bờ tây sông Lô đoạn cầu Yên Biên II; thời hạn: trong "
    "tháng 7/2017.\n"
    "3. Các nội dung cam kết khác, lộ trình và thời hạn hoàn thành tại Phụ lục kèm theo Nghị quyết này."
)
RESPONSIBILITIES = (
    "Tổ chức thực hiện\n"
    "1. Giao Ủy ban nhân dân tỉnh, các cơ quan, tổ chức, cá nhân có liên quan tổ chức thực hiện Nghị quyết.\n"
    "2. Thường trực Hội đồng nhân dân, các Ban, các Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh giám sát việc thực hiện "
    "Nghị quyết."
)
CLOSING = "Nghị quyết này đã được Hội đồng nhân dân tỉnh Hà Giang khóa XVII, Kỳ họp thứ Năm thông qua ngày 14 tháng 7 năm 2017."
RECIPIENTS = (
    "Ủy ban Thường vụ Quốc hội",
    "Thường trực Tỉnh ủy",
    "Thường trực HĐND, UBND tỉnh",
    "Đại biểu HĐND tỉnh khóa XVII",
    "Các cơ quan, đơn vị có liên quan",
    "Lưu: VT, VP",
)


def resolution(*, draft: bool = False, **changed: object) -> ResolutionDocument:
    """Hà Giang's resolution in the form of the decree; the signer is invented, no person of that name is meant."""
    values: dict[str, object] = {
        "council_name": COUNCIL,
        "title": RESOLUTION_TITLE,
        "draft": draft,
        "letterhead": Letterhead(
            agency="Hội đồng nhân dân\ntỉnh Hà Giang",
            number="" if draft else "95/NQ-HĐND",
            symbol="NQ-HĐND",
            place="Hà Giang",
            issued_on=None if draft else date(2017, 7, 14),
        ),
        "collective": (COUNCIL, "Khóa XVII - Kỳ họp thứ Năm"),
        "legal_bases": LEGAL_BASES,
        "articles": articles_of((ASSESSMENT, TASKS, RESPONSIBILITIES)),
        "closing": ended(CLOSING),
        "signature": Signature(capacity=("TM. Hội đồng nhân dân", "Chủ tịch"), name="Người Ký Mẫu"),
        "recipients": RECIPIENTS,
    }
    return ResolutionDocument(**{**values, **changed})  # type: ignore[arg-type] # the sample's own keywords


def letter(*addressees: str) -> LetterDocument:
    """A letter that asks for reports on what was promised; number, day and signer are invented."""
    return LetterDocument(
        council_name=COUNCIL,
        title="V/v đôn đốc báo cáo kết quả thực hiện nội dung cam kết",
        draft=False,
        letterhead=Letterhead(
            superior="Hội đồng nhân dân\ntỉnh Hà Giang",
            agency="Thường trực",
            number="05/HĐND-VP",
            symbol="HĐND-VP",
            place="Hà Giang",
            issued_on=date(2018, 2, 5),
            subject="V/v đôn đốc báo cáo kết quả thực hiện nội dung cam kết",
        ),
        addressees=addressees or ("Ủy ban nhân dân tỉnh", "Ban Dân tộc tỉnh", "Công an tỉnh"),
        paragraphs=paragraphs_of(
            "Thực hiện Nghị quyết số 95/NQ-HĐND ngày 14 tháng 7 năm 2017 của Hội đồng nhân dân tỉnh về chất vấn và trả lời "
            "chất vấn, Thường trực Hội đồng nhân dân tỉnh đề nghị các cơ quan báo cáo kết quả thực hiện các nội dung cam kết."
        ),
        closing=ended("Báo cáo gửi về Thường trực Hội đồng nhân dân tỉnh trước ngày 05 tháng 6 năm 2018."),
        signature=Signature(
            capacity=("TM. Thường trực Hội đồng nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
            name="Người Ký Mẫu",
        ),
        recipients=("Như trên", "Lưu: VT, VP"),
        address_line="Số 395 đường Nguyễn Trãi, thành phố Hà Giang; điện thoại: 0219 xxx xxx",
    )


def _followed(row: AppendixRow, topic: str, **found: object) -> FollowUpRow:
    return FollowUpRow(
        number=row.number,
        resolution_number="95/NQ-HĐND",
        topic=topic,
        pledge=row.pledge,
        office=row.office,
        lead_agency=row.lead_agency,
        deadline_words=row.deadline_words,
        original_due_on=row.due_on,
        **{"effective_due_on": row.due_on, **found},  # type: ignore[arg-type] # the sample's own keywords
    )


def _report(
    text: str,
    number: str = "",
    day: date | None = None,
    figure: str = "",
    state: ReportState = ReportState.IN_PROGRESS,
) -> ReportedResult:
    return ReportedResult(state=state, text=text, document_number=number, reported_on=day, figure=figure)


FARMING_PAPER = ("312/BC-SNN", date(2018, 6, 12))
FOUND: dict[int, dict[str, object]] = {
    1: {
        "verdict": Verdict.IN_PROGRESS,
        "previous_verdict": Verdict.NOT_STARTED,
        "report": _report("Đã trình UBND tỉnh hồ sơ điều chỉnh", "598/TTr-STNMT", date(2018, 6, 8)),
    },
    2: {"verdict": Verdict.KEPT, "completed_on": date(2018, 5, 31), "previous_verdict": Verdict.IN_PROGRESS},
    5: {
        "verdict": Verdict.IN_PROGRESS,
        "previous_verdict": Verdict.IN_PROGRESS,
        "report": _report(
            "Đã rà soát, đề nghị bổ sung vốn", "104/BC-BDT", date(2018, 6, 11), "4,2/9,4 tỷ đồng"
        ),
    },
    6: {"verdict": Verdict.IN_PROGRESS, "previous_verdict": Verdict.IN_PROGRESS},
    7: {
        "verdict": Verdict.KEPT,
        "completed_on": date(2017, 7, 28),
        "previous_verdict": Verdict.KEPT,
        "report": _report("Đã bàn giao, đưa vào sử dụng", *FARMING_PAPER, state=ReportState.CLAIMS_DONE),
    },
    8: {
        "verdict": Verdict.KEPT,
        "completed_on": date(2018, 3, 15),
        "previous_verdict": Verdict.IN_PROGRESS,
        "effective_due_on": date(2018, 3, 31),
        "extensions": 1,
        "report": _report("Đã sửa xong tuyến kè", *FARMING_PAPER),
    },
    9: {
        "verdict": Verdict.PARTLY_KEPT,
        "remaining": "đưa các hộ đến nơi ở mới",
        "cause": Cause.SUBJECTIVE,
        "next_step": NextStep.REQUESTION,
        "previous_verdict": Verdict.IN_PROGRESS,
        "report": _report("Đã nghiệm thu mặt bằng và đường nội bộ", *FARMING_PAPER),
    },
    10: {
        "verdict": Verdict.KEPT,
        "completed_on": date(2018, 4, 20),
        "previous_verdict": Verdict.IN_PROGRESS,
        "cause": Cause.OBJECTIVE,
    },
    11: {
        "verdict": Verdict.UNSATISFACTORY,
        "reason": "Báo cáo đã sửa xong nhưng kiểm tra thực tế hồ vẫn rò rỉ",
        "next_step": NextStep.DEMAND_EXPLANATION,
        "previous_verdict": Verdict.UNVERIFIABLE,
        "report": _report("", *FARMING_PAPER, state=ReportState.CLAIMS_DONE),
    },
    12: {
        "verdict": Verdict.BROKEN,
        "reason": "Không bố trí được vốn, chưa khởi công",
        "cause": Cause.BOTH,
        "previous_verdict": Verdict.NOT_STARTED,
    },
    14: {"verdict": Verdict.UNVERIFIABLE, "previous_verdict": Verdict.NOT_STARTED},
    15: {"verdict": Verdict.KEPT, "completed_on": date(2018, 1, 10)},
    16: {"verdict": Verdict.NOT_ASSESSED, "closed_as": ClosingReason.DROPPED},
}


def follow_up(*, draft: bool = False, **changes: object) -> FollowUpDocument:
    """A second round over the pledges of Hà Giang; what was found is made up for the tests."""
    enclosure = Enclosure(
        kind="Báo cáo",
        number="" if draft else "147/BC-HĐND",
        symbol="BC-HĐND",
        issued_on=None if draft else date(2018, 7, 2),
        issuer="Thường trực Hội đồng nhân dân tỉnh Hà Giang",
    )
    rows = tuple(
        _followed(row, group.title, **FOUND.get(row.number, {})) for group in GROUPS for row in group.rows
    )
    form: dict[str, object] = {
        "council_name": COUNCIL,
        "enclosure": enclosure,
        "draft": draft,
        "round_number": 2,
        "as_of": date(2018, 6, 30),
        "previous_as_of": date(2017, 12, 31),
        "rows": rows,
        "title": "Kết quả thực hiện nội dung cam kết\ntại phiên chất vấn Kỳ họp thứ Năm, Hội đồng nhân dân tỉnh Hà Giang khóa XVII",
    }
    return FollowUpDocument(**{**form, **changes})  # type: ignore[arg-type] # the sample's own keywords
