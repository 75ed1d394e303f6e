"""The register as a table: its columns, its rows, and what a reader may ask of it."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.core import vietnamese
from app.core.enums import Coded
from app.core.text import fold
from app.pledges.domain import ClosingReason, Lifecycle, TimeStatus, Verdict
from app.sittings.domain import SessionKind
from app.statistics.domain import Change, Measure, Scope


class RegisterColumn(StrEnum):
    """The columns of the register sheet, in order; the value is the heading, Vietnamese whatever the screens' language."""

    SITTING = "Kỳ họp"
    HELD_ON = "Ngày chất vấn"
    SESSION_KIND = "Loại phiên"
    TOPIC = "Nhóm vấn đề"
    ASKERS = "Đại biểu chất vấn"
    QUESTION = "Nội dung chất vấn"
    PERSON = "Người trả lời"
    OFFICE = "Chức vụ"
    AGENCY = "Cơ quan"
    WORDS = "Nội dung cam kết"
    RESULT = "Kết quả, sản phẩm"
    MEASURE = "Chỉ tiêu"
    TARGET = "Mục tiêu"
    UNIT = "Đơn vị tính"
    DEADLINE_WORDS = "Thời hạn"
    DUE_ON = "Hạn hoàn thành"
    COORDINATORS = "Cơ quan phối hợp"
    FOLLOWERS = "Cơ quan theo dõi"
    RESOLUTION = "Số nghị quyết"
    SOURCE = "Nguồn"
    CODE = "Mã"


class StandingColumn(StrEnum):
    """What an export tells besides: how a pledge stands on the day asked. An import reads none of it."""

    IN_FORCE = "Hạn hiện hành"
    EXTENSIONS = "Số lần gia hạn"
    ASKED = "Đề nghị gia hạn"
    ENDED = "Kết thúc theo dõi"


ENDINGS = {
    ClosingReason.KEPT: "Đã thực hiện",
    ClosingReason.DROPPED: "Thôi theo dõi",
    ClosingReason.REPLACED: "Thay bằng cam kết khác",
    ClosingReason.CARRIED_OVER: "Chuyển nhiệm kỳ sau",
}
ASKED_WORDS = {False: "Đang xin gia hạn", True: "Đang xin gia hạn, xin muộn"}

SESSION_WORDS = {
    SessionKind.AT_SITTING: "Chất vấn tại kỳ họp",
    SessionKind.STANDING_COMMITTEE: "Chất vấn tại phiên họp Thường trực",
    SessionKind.EXPLANATION: "Phiên giải trình",
    SessionKind.WRITTEN_ONLY: "Chất vấn bằng văn bản",
    SessionKind.CITIZEN_DIALOGUE: "Đối thoại với công dân",
}
_TELLING_WORDS = (
    ("giai trinh", SessionKind.EXPLANATION),
    ("doi thoai", SessionKind.CITIZEN_DIALOGUE),
    ("thuong truc", SessionKind.STANDING_COMMITTEE),
    ("van ban", SessionKind.WRITTEN_ONLY),
    ("ky hop", SessionKind.AT_SITTING),
    ("hoi truong", SessionKind.AT_SITTING),
    ("chat van", SessionKind.AT_SITTING),
)


def session_kind_of(words: str) -> SessionKind | None:
    """The kind of session a sheet names in its own words or by its code; None where the words tell of none."""
    folded = fold(words)
    for kind in SessionKind:
        if folded == fold(kind.value):
            return kind
    return next((kind for telling, kind in _TELLING_WORDS if telling in folded), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPart:
    """A step, share or occurrence of a pledge, as scripts read it."""

    kind: str
    number: int
    words: str
    agency: str = ""
    deadline_words: str = ""
    due_on: date | None = None
    must_show: str = ""
    required: bool = True
    decision: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One pledge as a row of the register sheet: what the export writes and the import reads."""

    sitting: str = ""
    held_on: date | None = None
    session_kind: SessionKind | None = None
    topic: str = ""
    askers: tuple[str, ...] = ()
    question: str = ""
    person: str = ""
    office: str = ""
    agency: str = ""
    words: str = ""
    result: str = ""
    measure: str = ""
    target: Decimal | None = None
    unit: str = ""
    deadline_words: str = ""
    due_on: date | None = None
    coordinators: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    resolution: str = ""
    source: str = ""
    code: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    parts: tuple[RegisterPart, ...] = ()
    in_force: date | None = None
    extensions: Decimal | None = None
    asked: str = ""
    ended: str = ""

    def value(self, column: RegisterColumn | StandingColumn) -> Any:
        return getattr(self, column.name.lower())

    def text(self, column: RegisterColumn | StandingColumn) -> str:
        """The cell as people read it: days dd/mm/yyyy, several names with ";", numbers the Vietnamese way."""
        value = self.value(column)
        if isinstance(value, tuple):
            return "; ".join(value)
        if isinstance(value, SessionKind):
            return SESSION_WORDS[value]
        if isinstance(value, Decimal):
            return vietnamese.number(value)
        return vietnamese.day(value) if isinstance(value, date) else str(value or "")


class RegisterOrder(Coded):
    """What the register may be sorted by."""

    DUE_ON = "due_on"
    CODE = "code"
    WORDS = "words"
    WHO = "who"
    VERDICT = "verdict"
    SAID_ON = "said_on"


class ExtensionMark(Coded):
    """A mark beside a deadline, as something to ask for."""

    EXTENDED = "extended"
    ASKED = "asked"
    ASKED_LATE = "asked_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What of the register is asked for; nothing set means all of it. The id 0 means "none is named"."""

    query: str = ""
    session_id: int | None = None
    agency_id: int | None = None
    person_id: int | None = None
    office_id: int | None = None
    body_id: int | None = None
    term_id: int | None = None
    acting_agency_id: int | None = None
    acting_office_id: int | None = None
    answerer_id: int | None = None
    topic: str = ""
    subject: str = ""
    in_term_id: int | None = None
    """Made in this term, or carried on into it."""

    time: TimeStatus | None = None
    lifecycle: Lifecycle | None = None
    verdict: Verdict | None = None
    extension: ExtensionMark | None = None
    closing: ClosingReason | None = None
    due_from: date | None = None
    due_until: date | None = None
    counted: Measure | None = None
    change: Change | None = None
    since: date | None = None

    @property
    def scope(self) -> Scope:
        """Whose pledges are asked for."""
        return Scope(**{field.name: getattr(self, field.name) for field in fields(Scope)})

    @property
    def is_set(self) -> bool:
        return any(getattr(self, field.name) not in (None, "") for field in fields(self))
