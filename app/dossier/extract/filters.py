"""What of the register was asked for, said on paper: in Vietnamese whatever language the screens speak."""

from flask_babel import force_locale

from app.core import vietnamese
from app.dossier.domain import RegisterFilter
from app.statistics.domain import Grouping, Scope
from app.statistics.queries import scope_names

ALL = "Toàn bộ cam kết trong sổ"
NOBODY = "chưa xác định"
_SCOPES = {
    Grouping.SESSION: "phiên chất vấn",
    Grouping.TOPIC: "nhóm vấn đề",
    Grouping.SUBJECT: "chủ đề câu hỏi",
    Grouping.AGENCY: "cơ quan chủ trì",
    Grouping.ACTING_AGENCY: "cơ quan phải thực hiện",
    Grouping.OFFICE: "chức vụ người trả lời",
    Grouping.ACTING_OFFICE: "chức vụ chịu trách nhiệm",
    Grouping.PERSON: "người trả lời",
    Grouping.ANSWERER: "người chịu trách nhiệm trong thời gian giữ chức vụ",
    Grouping.BODY: "cơ quan theo dõi",
    Grouping.TERM: "nhiệm kỳ",
}


def filter_words(asked: RegisterFilter) -> str:
    """As "Điều kiện: cơ quan chủ trì: Sở Y tế; tình trạng thời hạn: Quá hạn."; every filter that is set is named."""
    with force_locale("vi"):
        told = [*_texts(asked), *_names(asked), *_codes(asked), *_days(asked)]
    return f"Điều kiện trích: {'; '.join(told)}." if told else f"{ALL}."


def _texts(asked: RegisterFilter) -> list[str]:
    return [f"có từ “{asked.query}”"] if asked.query else []


def _names(asked: RegisterFilter) -> list[str]:
    followed = scope_names(Scope(term_id=asked.in_term_id)) if asked.in_term_id is not None else []
    carried = [f"nhiệm kỳ (gồm cam kết chuyển sang): {name or NOBODY}" for _grouping, name in followed]
    return carried + [f"{_SCOPES[grouping]}: {name or NOBODY}" for grouping, name in scope_names(asked.scope)]


def _codes(asked: RegisterFilter) -> list[str]:
    codes = (
        ("tình trạng thời hạn", asked.time),
        ("trạng thái theo dõi", asked.lifecycle),
        ("kết quả đánh giá", asked.verdict),
        ("gia hạn", asked.extension),
        ("lý do kết thúc theo dõi", asked.closing),
        ("chỉ tiêu thống kê", asked.counted),
    )
    return [f"{named}: {code.label}" for named, code in codes if code is not None]


def _days(asked: RegisterFilter) -> list[str]:
    found = []
    if asked.change is not None and asked.since is not None:
        found.append(f"biến động từ sau ngày {vietnamese.day(asked.since)}: {asked.change.label}")
    if asked.due_from is not None:
        found.append(f"thời hạn từ ngày {vietnamese.day(asked.due_from)}")
    if asked.due_until is not None:
        found.append(f"thời hạn đến ngày {vietnamese.day(asked.due_until)}")
    return found
