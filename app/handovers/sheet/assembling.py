"""The handover sheet, filled from the register."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.core.as_of import as_of
from app.core.database import db
from app.core.vietnamese import long_day
from app.council.models import Council, Person
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, dressed, to_issue, to_list
from app.documents.paper import Signature
from app.documents.printing import Manuscript
from app.documents.settings.queries import paper_style
from app.documents.wording import Paragraph
from app.handovers.models import Handover, HandoverPledge
from app.handovers.queries import giving_office
from app.handovers.sheet.paper import HandoverDocument, HandoverRow
from app.monitoring.domain import FROZEN
from app.monitoring.models import Assessment, Round
from app.monitoring.paper_words import NEXT_STEPS, VERDICTS
from app.pledges.domain import days_late
from app.pledges.standing import PledgeState, standing, states_of
from app.resolutions.queries import numbers_of

KIND = DocumentKind.HANDOVER_SHEET
DOTS = "…………………………"


def sheet_of(council: Council, handover: Handover, out: Outgoing) -> HandoverDocument:
    """The sheet as it would be issued."""
    lines = handover.pledges
    steps = next_steps([line.pledge_id for line in lines])
    stood = states_of([line.pledge_id for line in lines], standing(as_of(handover.handed_on)))
    resolutions = numbers_of({line.pledge.resolution_id for line in lines if line.pledge.resolution_id})
    document = HandoverDocument(
        council_name=council.name,
        title=f"Bàn giao việc thực hiện cam kết sau chất vấn\n({handover.office.title})",
        orientation=paper_style().orientation,
        paragraphs=_who(council, handover, out),
        rows=tuple(
            _row(number, line, stood[line.pledge_id], steps, resolutions, handover.handed_on)
            for number, line in enumerate(lines, start=1)
        ),
        parties=_parties(handover, out),
    )
    return replace(dressed(document, KIND, out, council), signature=None)


def to_be_issued(council: Council, handover: Handover, out: Outgoing) -> Manuscript:
    """The sheet as it goes on the list of papers."""
    return to_issue(sheet_of(council, handover, out), KIND, out, _about(handover))


def to_be_shown(council: Council, handover: Handover, out: Outgoing) -> Manuscript:
    """The same for a preview."""
    return to_list(sheet_of(council, handover, out), KIND, out, _about(handover))


def _about(handover: Handover) -> Subject:
    return Subject(Handover.__name__, handover.id)


def _named(person: Person | None) -> str:
    return person.full_name if person else DOTS


def _who(council: Council, handover: Handover, out: Outgoing) -> tuple[Paragraph, ...]:
    office, before = handover.office.title, giving_office(handover).title
    at = f"Hôm nay, {long_day(handover.handed_on)}, tại {council.place}, chúng tôi gồm:"
    witness = f"{out.signer_name or DOTS}, {out.signer_title or 'đại diện Thường trực Hội đồng nhân dân'}."
    lines = (
        Paragraph(text=at),
        Paragraph(
            lead="Bên giao:", text=f"Ông (bà) {_named(handover.from_person)}, {before} (đến khi bàn giao)."
        ),
        Paragraph(lead="Bên nhận:", text=f"Ông (bà) {handover.to_person.full_name}, {office}."),
        Paragraph(lead="Người chứng kiến:", text=f"Ông (bà) {witness}"),
        Paragraph(text="Hai bên bàn giao các cam kết sau chất vấn còn phải thực hiện như sau:"),
    )
    return (*lines, Paragraph(text=handover.note)) if handover.note else lines


def _parties(handover: Handover, out: Outgoing) -> tuple[Signature, ...]:
    return (
        Signature(
            capacity=("Bên giao",), name=handover.from_person.full_name if handover.from_person else ""
        ),
        Signature(capacity=("Bên nhận",), name=handover.to_person.full_name),
        Signature(capacity=("Người chứng kiến",), name=out.signer_name),
    )


def next_steps(pledge_ids: Collection[int]) -> dict[int, str]:
    """By pledge, what should follow by the last approved round."""
    statement = (
        sa.select(Assessment)
        .join(Assessment.round)
        .where(Assessment.pledge_id.in_(pledge_ids), Round.status.in_(FROZEN))
        .options(contains_eager(Assessment.round))
        .order_by(Round.as_of, Round.number)
    )
    last = {each.pledge_id: each for each in db.session.scalars(statement)}
    return {
        key: f"Đề nghị {NEXT_STEPS[each.next_step]}"
        for key, each in last.items()
        if each.next_step is not None
    }


def _row(
    number: int,
    line: HandoverPledge,
    stood: PledgeState,
    steps: dict[int, str],
    resolutions: dict[int, str],
    day: date,
) -> HandoverRow:
    pledge = line.pledge
    resolution = resolutions.get(pledge.resolution_id or 0, "")
    return HandoverRow(
        number=number,
        code=pledge.code,
        pledge=pledge.words,
        resolution=f"Nghị quyết số {resolution}, nội dung số {pledge.row_number}" if resolution else "",
        person=pledge.person.full_name if pledge.person else "",
        deadline_words=pledge.deadline_words,
        due_on=stood.effective_due_on,
        days_late=days_late(stood.effective_due_on, completed_on=stood.completed_on, day=day),
        verdict=VERDICTS[stood.verdict],
        asked=steps.get(pledge.id, ""),
        note=line.note,
    )
