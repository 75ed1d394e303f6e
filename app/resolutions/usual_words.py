"""The words a resolution on questioning usually has, offered when it is prepared (Luật 87/2015/QH13, art. 60.5).

Four things belong into it: how the persons questioned answered for their work, the time limits for remedying, who is responsible
for carrying it out, and the duty to report.
"""

from collections.abc import Sequence
from itertools import groupby

from app.core.vietnamese import long_day, point
from app.council.models import Council
from app.documents.domain import SigningCapacity
from app.documents.settings.domain import COUNCIL, PaperStyle
from app.pledges.models import Pledge
from app.resolutions.domain import ResolutionText
from app.resolutions.models import Resolution
from app.sittings.models import QuestioningSession

TIERS = ("tỉnh", "thành phố", "thị xã", "huyện", "quận", "xã", "phường", "thị trấn", "đặc khu")
FOR_STANDING_COMMITTEE = {
    SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE,
    SigningCapacity.DEPUTY_FOR_STANDING_COMMITTEE,
}


def tier_of(council_name: str) -> str:
    """What the council is of: "tỉnh", "phường"; empty where its name does not say.

    >>> tier_of("Hội đồng nhân dân thành phố Hà Nội"), tier_of("HĐND")
    ('thành phố', '')
    """
    place = council_name.removeprefix(COUNCIL).strip().casefold()
    return next((tier for tier in TIERS if place.startswith(f"{tier} ")), "")


def usual_text(
    session: QuestioningSession, council: Council, style: PaperStyle, bases: Sequence[str]
) -> ResolutionText:
    """The whole text of a resolution that points to its appendix for each pledge."""
    tier = tier_of(council.name)
    own, committee = f"{COUNCIL} {tier}".strip(), f"Ủy ban nhân dân {tier}".strip()
    place = session.sitting.name if session.sitting else f"phiên chất vấn ngày {session.held_on:%d/%m/%Y}"
    grounds = f"Trên cơ sở kết quả chất vấn và trả lời chất vấn tại {place}"
    return ResolutionText(
        legal_bases="\n".join([*bases, grounds]),
        assessment=(
            f"{own} ghi nhận việc trả lời chất vấn của các cơ quan, cá nhân được chất vấn tại {place}; tán thành các giải "
            "pháp, cam kết và thời hạn khắc phục mà người trả lời chất vấn đã nêu."
        ),
        tasks=(
            f"{own} yêu cầu {committee}, các cơ quan và cá nhân đã trả lời chất vấn thực hiện đúng các nội dung cam kết, theo "
            "lộ trình và thời hạn hoàn thành tại Phụ lục kèm theo Nghị quyết này."
        ),
        responsibilities=(
            "Tổ chức thực hiện\n"
            f"1. {committee}, các cơ quan và cá nhân đã trả lời chất vấn tổ chức thực hiện Nghị quyết này; báo cáo kết quả thực "
            f"hiện với {own} theo quy định.\n"
            f"2. Thường trực {COUNCIL}, các Ban, các Tổ đại biểu và đại biểu {own} theo dõi, đôn đốc và giám sát việc thực hiện "
            "Nghị quyết này."
        ),
        recipients="\n".join(style.recipient_lines()),
    )


def tasks_by_topic(pledges: Sequence[Pledge], council: Council) -> str:
    """Điều 2 with a clause for each topic group and a point for each pledge, its deadline in the words that were said."""
    own = f"{COUNCIL} {tier_of(council.name)}".strip()
    lines = [
        (
            f"{own} yêu cầu các cơ quan và cá nhân đã trả lời chất vấn thực hiện các nội dung cam kết sau (chi tiết tại Phụ lục kèm "
            "theo Nghị quyết này):"
        )
    ]
    groups = groupby(pledges, key=lambda pledge: pledge.topic_group.title)
    for number, (title, members) in enumerate(groups, start=1):
        lines.append(f"{number}. Về lĩnh vực {_within_sentence(title)}")
        points = list(members)
        for place, pledge in enumerate(points, start=1):
            stop = "." if place == len(points) else ";"
            lines.append(f"{point(place)} {_task(pledge)}{stop}")
    return "\n".join(lines)


def closing_words(resolution: Resolution, council: Council) -> str:
    """What was typed, else the usual last sentence."""
    return resolution.closing_words.strip() or usual_closing(resolution, council)


def usual_closing(resolution: Resolution, council: Council) -> str:
    """Who adopted it, at which sitting, on which day."""
    sitting = resolution.session.sitting
    where = f" khóa {sitting.term.number}, {sitting.name}" if sitting else ""
    who = f"{deciding_body(resolution, council)}{where}"
    return f"Nghị quyết này đã được {who} thông qua {long_day(resolution.adopted_on)}."


def deciding_body(resolution: Resolution, council: Council) -> str:
    """The council, or its Standing Committee where it is signed for that."""
    if resolution.signing_capacity in FOR_STANDING_COMMITTEE:
        return f"Thường trực {council.name}"
    return council.name


def _task(pledge: Pledge) -> str:
    who = pledge.office.title if pledge.office else pledge.lead_agency.name if pledge.lead_agency else ""
    words = " ".join(pledge.words.split()).rstrip(" .;,")
    said = f"{who}: {_within_sentence(words)}" if who else words
    deadline = " ".join(pledge.deadline_words.split()).rstrip(" .;,")
    return f"{said}; thời hạn: {deadline}" if deadline else said


def _within_sentence(text: str) -> str:
    """With a small first letter, unless the second word has a capital too: then it is a name."""
    first, _, rest = text.partition(" ")
    named = not first.istitle() or (rest[:1].isupper())
    return text if named else f"{text[:1].lower()}{text[1:]}"
