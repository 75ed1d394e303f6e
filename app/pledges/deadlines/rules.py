"""The rules by which a clause becomes a day, and what each of them rests on.

The codes R1–R26 are the ones printed beside an interpreted date. Articles are those of the Civil Code 2015 (Bộ luật Dân sự,
144–148), which administrative practice follows by analogy; what is only the custom of this register says so.
"""

from __future__ import annotations

from enum import StrEnum

_CUSTOM = "Quy ước của phần mềm"
_CODE = "Bộ luật Dân sự 2015"


class DeadlineKind(StrEnum):
    """How a deadline was worded."""

    BEFORE_DATE = "before_date"
    BY_DATE = "by_date"
    ON_DATE = "on_date"
    IN_WEEK = "in_week"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    IN_YEAR = "in_year"
    BY_YEAR = "by_year"
    RANGE = "range"
    HALF_YEAR = "half_year"
    BEFORE_PERIOD = "before_period"
    PART_OF_PERIOD = "part_of_period"
    RELATIVE = "relative"
    RELATIVE_WORKING = "relative_working"
    BACKWARD = "backward"
    SESSION_EVENT = "session_event"
    SESSION_MONTH = "session_month"
    EVENT = "event"
    CONDITIONAL = "conditional"
    RECURRING = "recurring"
    OPEN_ENDED = "open_ended"
    START_ONLY = "start_only"
    SCHOOL_YEAR = "school_year"
    BY_REFERENCE = "by_reference"
    SEASON = "season"


LEGAL_BASIS = {
    "R1": f"{_CUSTOM}: “trước ngày” không gồm chính ngày đó; đơn vị dùng có thể đặt lại.",
    "R2": f"Khoản 6 Điều 148 {_CODE}: ngày cuối kết thúc vào lúc 24 giờ; “đến”, “đến hết”, “chậm nhất” gồm cả ngày đó.",
    "R3": f"Khoản 6 Điều 148 {_CODE}: ngày cuối kết thúc vào lúc 24 giờ.",
    "R4": f"Khoản 2 Điều 146 {_CODE}: cuối tháng là ngày cuối cùng của tháng.",
    "R5": f"Điều 144 và khoản 2 Điều 146 {_CODE}: quý kết thúc vào ngày cuối cùng của tháng cuối quý.",
    "R6": f"Khoản 3 Điều 146 {_CODE}: cuối năm là ngày cuối cùng của tháng mười hai.",
    "R7": f"Khoản 3 Điều 146 {_CODE}; {_CUSTOM.lower()}: năm nêu trước là hạn, “định hướng”, “tầm nhìn” chỉ là mục tiêu.",
    "R8": f"Khoản 3 Điều 146 {_CODE}: giai đoạn kết thúc vào ngày cuối cùng của năm, quý, tháng sau cùng.",
    "R9": f"Khoản 1 Điều 146 {_CODE}: nửa năm là sáu tháng.",
    "R10": f"{_CUSTOM}: “trước” một tháng, quý, năm không gồm tháng, quý, năm đó.",
    "R11": f"Khoản 2 và khoản 3 Điều 146 {_CODE}: đầu tháng là ngày 1, giữa tháng ngày 15; đầu năm là ngày 1 tháng 1, "
    "giữa năm ngày cuối tháng 6, cuối là ngày cuối cùng.",
    "R12": f"Điều 147 và khoản 5 Điều 148 {_CODE}: không tính ngày đầu tiên; ngày cuối là ngày nghỉ thì lùi đến "
    "hết ngày làm việc tiếp theo.",
    "R13": f"Điều 147 {_CODE}; Điều 111 và Điều 112 Bộ luật Lao động 2019 về ngày nghỉ.",
    "R14": f"Khoản 2 Điều 147 {_CODE} áp dụng ngược; {_CUSTOM.lower()}: không dời ngày để không rút ngắn thời gian gửi trước.",
    "R15": f"Điều 144 {_CODE}: thời hạn xác định bằng một sự kiện; ngày có khi kỳ họp được ấn định.",
    "R16": f"Khoản 2 Điều 146 {_CODE}: lấy ngày cuối cùng của tháng tổ chức phiên họp.",
    "R17": f"Điều 144 {_CODE}: thời hạn xác định bằng một sự kiện có thể xảy ra.",
    "R18": f"{_CUSTOM}: hạn đọc như lời thường, điều kiện được ghi riêng.",
    "R19": f"{_CUSTOM}: việc lặp lại, không có một hạn duy nhất.",
    "R20": f"{_CUSTOM}: lời hứa chưa rõ thời gian, cần hỏi lại hạn cụ thể.",
    "R21": f"{_CUSTOM}: chỉ nêu thời điểm bắt đầu.",
    "R22": f"{_CUSTOM}: năm học kết thúc ngày 31 tháng 5.",
    "R23": f"{_CUSTOM}: hạn nằm trong văn bản được dẫn chiếu.",
    "R24": f"{_CUSTOM}: mùa vụ không có ngày xác định.",
    "R25": f"{_CUSTOM}: không nêu năm thì lấy lần gần nhất kể từ ngày nói.",
    "R26": f"Khoản 5 Điều 148 {_CODE} chỉ dời thời hạn, không dời ngày đã ấn định.",
}
"""What each rule rests on, in the words shown beside the date."""
