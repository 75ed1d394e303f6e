"""The rows that tell on paper how a pledge passed on: agencies, holders of an office, terms."""

from datetime import date

from app.core import vietnamese
from app.council.domain import SuccessionKind
from app.dossier.passing import HandedOver, Passages, Passed
from app.dossier.pledge_sheet.paper import SheetRow, row_of
from app.handovers.models import TermCarry

REORGANISED = {
    SuccessionKind.RENAMED: "Đổi tên cơ quan",
    SuccessionKind.MERGED: "Hợp nhất, sáp nhập cơ quan",
    SuccessionKind.SPLIT: "Chia, tách cơ quan",
    SuccessionKind.ABOLISHED: "Giải thể cơ quan",
}
REASSIGNED = "Chuyển cơ quan thực hiện"
ANOTHER_OFFICE = "Chuyển chức vụ chịu trách nhiệm"


def passage_rows(passages: Passages) -> tuple[SheetRow, ...]:
    """In order of time; of one day the agency comes before the people, and both before the term."""
    found: list[tuple[date, SheetRow]] = [
        *((each.on, _passed(each)) for each in passages.passed_on),
        *((each.sheet.handed_on, _handed_over(each)) for each in passages.handed_over),
        *((each.closing.closed_on, _carried(each)) for each in passages.carried),
    ]
    return tuple(row for _on, row in sorted(found, key=lambda pair: pair[0]))


def _passed(each: Passed) -> SheetRow:
    how = REORGANISED[each.kind] if each.kind else REASSIGNED
    return row_of(
        (vietnamese.day(each.on),),
        (how if each.agencies else ANOTHER_OFFICE,),
        (each.agencies, each.offices),
        (_paper(each.document_number), each.note),
    )


def _handed_over(each: HandedOver) -> SheetRow:
    sheet = each.sheet
    number = f"Biên bản số {sheet.document.full_number}" if sheet.document else ""
    confirmed = f"Xác nhận ngày {vietnamese.day(each.confirmed_on)}" if each.confirmed_on else "Chưa xác nhận"
    return row_of(
        (vietnamese.day(sheet.handed_on),),
        ("Bàn giao giữa người giữ chức vụ", sheet.office.title),
        (each.people,),
        (number, confirmed, each.note),
    )


def _carried(each: TermCarry) -> SheetRow:
    closing = each.closing
    return row_of(
        (vietnamese.day(closing.closed_on),),
        ("Chuyển sang nhiệm kỳ sau",),
        (f"Khóa {closing.term.number} → khóa {closing.next_term.number}",),
        (_paper(closing.document_number), each.condition),
    )


def _paper(number: str) -> str:
    return f"Văn bản số {number}" if number else ""
