"""Grounds for extending a deadline and for dropping a pledge. Slowness and difficulty are no grounds for dropping."""

import re

from app.core.errors import N_, DomainError
from app.core.text import clean_line, fold
from app.pledges.domain.deadlines import GroundKind

OFFERED = {
    GroundKind.EXTENSION: (
        "Phụ thuộc thủ tục, quyết định của cơ quan có thẩm quyền khác",
        "Thiên tai, dịch bệnh, sự kiện bất khả kháng",
        "Căn cứ pháp lý, quy chuẩn thay đổi trong quá trình thực hiện",
        "Chưa bàn giao được mặt bằng vì lý do khách quan",
        "Chưa được bố trí đủ vốn theo kế hoạch",
        "Khối lượng, phạm vi công việc thay đổi theo quyết định của cấp có thẩm quyền",
        "Lý do khác (nêu cụ thể)",
    ),
    GroundKind.DROP: (
        "Căn cứ pháp lý hoặc chủ trương đã thay đổi",
        "Đối tượng, nhiệm vụ không còn",
        "Thẩm quyền giải quyết đã chuyển sang cơ quan khác ngoài phạm vi giám sát của Hội đồng nhân dân",
        "Trùng với nội dung đang được theo dõi ở lời hứa khác",
        "Đã được thay bằng nghị quyết, quy hoạch hoặc kế hoạch mới của cấp có thẩm quyền",
    ),
}
"""What a council is offered until it writes a list of its own."""

_SLOW = re.compile(r"\b(chậm|trễ|quá hạn|kéo dài|không kịp|chưa kịp|khó khăn|vướng|trở ngại)\b")
_SHORT_OF = re.compile(
    r"\b(thiếu|không đủ|chưa đủ|không có|chưa có|hết|hạn hẹp|chưa bố trí|không bố trí|chưa cân đối|eo hẹp)\b"
    r"(\s+\w+){0,3}?\s+(vốn|kinh phí|tiền|ngân sách|nguồn lực|nhân lực|nhân sự|cán bộ|biên chế|người|thời gian|mặt bằng)\b"
)
_TYPED_BARE = re.compile(
    r"\b(kho khan|vuong mac|cham|thieu (von|kinh phi|tien|nhan luc|nguoi)|qua han|keo dai)\b"
)


def speaks_of_slowness(words: str) -> bool:
    """Whether the words speak of slowness, difficulty, or want of money and people; also typed without diacritics.

    >>> speaks_of_slowness("Chưa bố trí được kinh phí"), speaks_of_slowness("Chấm dứt dự án theo quy hoạch mới")
    (True, False)
    """
    told = clean_line(words).casefold()
    bare = told.isascii()
    return bool(_SLOW.search(told) or _SHORT_OF.search(told) or (bare and _TYPED_BARE.search(fold(told))))


def check_ground(kind: GroundKind, words: str, *, field: str = "words") -> None:
    """Raise `DomainError` for empty words, and for a ground of dropping that is none."""
    if not words:
        raise DomainError(N_("Write the ground in words."), field=field)
    if kind is GroundKind.DROP and speaks_of_slowness(words):
        raise DomainError(
            N_("Slowness, difficulty and want of money or people are no grounds for dropping a pledge: it stays followed."),
            field=field,
        )  # fmt: skip
