"""Kinds of issued papers, and what a downloaded one is called."""

import re
import secrets
from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.events import Event
from app.core.vietnamese import long_day

PDF = "application/pdf"


class DocumentKind(Coded):
    """What paper it is."""

    RESOLUTION = "resolution"
    PLEDGE_APPENDIX = "pledge_appendix"
    FOLLOW_UP_APPENDIX = "follow_up_appendix"
    ROUND_REPORT = "round_report"
    REQUESTION_LIST = "requestion_list"
    REGISTER_EXTRACT = "register_extract"
    PLEDGE_SHEET = "pledge_sheet"
    CORRECTION = "correction"
    REMINDER_LETTER = "reminder_letter"
    EXPLANATION_DEMAND = "explanation_demand"
    REPORT_REQUEST = "report_request"
    MISSING_REPORTS = "missing_reports"
    HANDOVER_SHEET = "handover_sheet"
    CARRIED_LIST = "carried_list"
    TERM_REVIEW = "term_review"
    ANSWERER_RECORD = "answerer_record"
    DOSSIER = "dossier"
    OPINION_FORM = "opinion_form"
    TOPIC_SELECTION = "topic_selection"


class SigningCapacity(Coded):
    """In whose name the signer signs (Nghị định 30/2020/NĐ-CP, art. 13 and Phụ lục I, II.7)."""

    ON_BEHALF_OF_COUNCIL = "on_behalf_of_council"  # TM. HỘI ĐỒNG NHÂN DÂN
    DEPUTY_FOR_CHAIR = "deputy_for_chair"  # TM. HỘI ĐỒNG NHÂN DÂN, KT. CHỦ TỊCH
    ACTING_CHAIR = "acting_chair"  # TM. HỘI ĐỒNG NHÂN DÂN, Q. CHỦ TỊCH
    ON_BEHALF_OF_STANDING_COMMITTEE = "on_behalf_of_standing_committee"  # TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN
    DEPUTY_FOR_STANDING_COMMITTEE = "deputy_for_standing_committee"  # … KT. CHỦ TỊCH
    ON_BEHALF_OF_COMMITTEE = "on_behalf_of_committee"  # TM. BAN …
    DEPUTY_FOR_COMMITTEE = "deputy_for_committee"  # TM. BAN …, KT. TRƯỞNG BAN
    BY_ORDER = "by_order"  # TL. CHỦ TỊCH
    BY_MANDATE = "by_mandate"  # TUQ. CHỦ TỊCH


CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O, U: what is read aloud or typed from paper is not mistaken."""
CODE_LENGTH = 10


def new_code() -> str:
    """A code for a paper that nobody can guess: ten letters of thirty-two (50 bits)."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class LegalBasisUse(Coded):
    """The papers a legal basis is cited in."""

    RESOLUTION = "resolution"
    REPORT = "report"
    LETTER = "letter"


NAMES = {
    DocumentKind.RESOLUTION: "Nghị quyết",
    DocumentKind.PLEDGE_APPENDIX: "Phụ lục cam kết",
    DocumentKind.FOLLOW_UP_APPENDIX: "Phụ lục theo dõi",
    DocumentKind.ROUND_REPORT: "Báo cáo",
    DocumentKind.REQUESTION_LIST: "Danh mục tái chất vấn",
    DocumentKind.REGISTER_EXTRACT: "Trích sổ theo dõi",
    DocumentKind.PLEDGE_SHEET: "Phiếu theo dõi",
    DocumentKind.CORRECTION: "Đính chính",
    DocumentKind.REMINDER_LETTER: "Công văn đôn đốc",
    DocumentKind.EXPLANATION_DEMAND: "Công văn yêu cầu giải trình",
    DocumentKind.REPORT_REQUEST: "Công văn đề nghị báo cáo",
    DocumentKind.MISSING_REPORTS: "Danh sách chưa gửi báo cáo",
    DocumentKind.HANDOVER_SHEET: "Biên bản bàn giao",
    DocumentKind.CARRIED_LIST: "Danh mục chuyển nhiệm kỳ",
    DocumentKind.TERM_REVIEW: "Tổng rà soát nhiệm kỳ",
    DocumentKind.ANSWERER_RECORD: "Phiếu kết quả thực hiện",
    DocumentKind.DOSSIER: "Hồ sơ cam kết",
    DocumentKind.OPINION_FORM: "Phiếu xin ý kiến",
    DocumentKind.TOPIC_SELECTION: "Lựa chọn nhóm vấn đề",
}
"""What a paper is called in the names of files and in papers that speak of it."""
APPENDICES = frozenset({DocumentKind.PLEDGE_APPENDIX, DocumentKind.FOLLOW_UP_APPENDIX})
"""Papers that go with another one and bear its number."""


def spoken_of(kind: DocumentKind, number: str, issued_on: date) -> str:
    """How one paper names another.

    >>> spoken_of(DocumentKind.PLEDGE_APPENDIX, "95/NQ-HĐND", date(2017, 7, 14))
    'Phụ lục cam kết kèm theo văn bản số 95/NQ-HĐND ngày 14 tháng 7 năm 2017'
    """
    link = (
        "kèm theo văn bản số"
        if kind in APPENDICES
        else "công văn số"
        if kind is DocumentKind.CORRECTION
        else "số"
    )
    return f"{NAMES[kind]} {link} {number} {long_day(issued_on)}"


def file_name(number: str, kind: DocumentKind, suffix: str = "pdf") -> str:
    """The name of a downloaded paper: its kind and number, with nothing a file system would trip over; a draft has no number.

    >>> file_name("95/NQ-HĐND", DocumentKind.PLEDGE_APPENDIX)
    'Phụ lục cam kết 95-NQ-HĐND.pdf'
    >>> file_name("", DocumentKind.PLEDGE_APPENDIX, "docx")
    'Phụ lục cam kết dự thảo.docx'
    """
    safe = re.sub(r"[^\w.-]+", "-", number).strip("-.")
    return f"{NAMES[kind]} {safe or 'dự thảo'}.{suffix}"


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """A paper was issued: its number, kind and checksum."""


@dataclass(frozen=True, kw_only=True)
class DocumentNumbered(Event):
    """A paper that went out without a number was given one."""


@dataclass(frozen=True, kw_only=True)
class DocumentReplaced(Event):
    """A paper was replaced by a new one, for the reason given."""
