"""A print of the register, filled by the filters of an address as of a day: nine or ten statements whatever its length."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import vietnamese
from app.core.as_of import AsOf, as_of
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, as_print, dressed, to_issue, to_list, usual_outgoing
from app.documents.printing import Manuscript
from app.documents.settings.queries import chosen_columns, paper_style
from app.documents.wording import Paragraph
from app.dossier.acting import acting_columns
from app.dossier.conditions import conditions_of
from app.dossier.domain import ASKED_WORDS, RegisterFilter, RegisterRow
from app.dossier.extract.filters import filter_words
from app.dossier.extract.paper import ExtractDocument, ExtractRow
from app.dossier.queries import count_register, joined, rules_of
from app.dossier.sheet import RegisterEntry, register_entries
from app.monitoring.models import AgencyReport
from app.monitoring.paper_words import REPORTS, VERDICTS
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.pledges.standing import Condition, Standing, late_by, standing

KIND = DocumentKind.REGISTER_EXTRACT
MOST = 2000
MOST_OF_EXAMPLE = 60
DRAFT_PLEDGE = "Dự thảo, chưa thông qua"


@dataclass(frozen=True)
class Asked:
    """What of the register is printed, and as of which day."""

    filter: RegisterFilter
    day: AsOf

    @property
    def told_on(self) -> str:
        return f"Số liệu tính đến {vietnamese.long_day(self.day.day)}"


def extract_of(council: Council, asked: Asked, out: Outgoing) -> ExtractDocument:
    """The print as it would be issued. Raises `DomainError` where it would be longer than a print may be."""
    return dressed(_document(council, asked), KIND, out, council)


def plain_print(council: Council, asked: Asked) -> ExtractDocument:
    """The print without number and signature: "In từ sổ ngày …"."""
    document = extract_of(council, asked, usual_outgoing())
    return as_print(document, f"In từ sổ ngày {vietnamese.day(today())}. {asked.told_on}")


def to_be_issued(council: Council, asked: Asked, out: Outgoing) -> Manuscript:
    """The print as it goes on the list of papers."""
    document = extract_of(council, asked, out)
    if not document.rows:
        raise DomainError(N_("Nothing of the register is asked for."))
    return to_issue(document, KIND, out, _about(council))


def to_be_shown(council: Council, asked: Asked, out: Outgoing) -> Manuscript:
    """The same for a preview."""
    return to_list(extract_of(council, asked, out), KIND, out, _about(council))


def example(council: Council) -> ExtractDocument | None:
    """The first pledges of the register, for a look at the columns."""
    first = sa.select(Pledge.id).order_by(Pledge.id).limit(MOST_OF_EXAMPLE)
    ids = db.session.scalars(first).all()
    if not ids:
        return None
    asked = Asked(RegisterFilter(), as_of(None))
    return dressed(
        _filled(council, asked, [Pledge.id.in_(ids)], standing(asked.day)), KIND, usual_outgoing(), council
    )


def _about(council: Council) -> Subject:
    return Subject(Council.__name__, council.id)


def _document(council: Council, asked: Asked) -> ExtractDocument:
    at, rules = standing(asked.day), rules_of(council)
    if count_register(asked.filter, at=at, rules=rules, most=MOST) > MOST:
        raise DomainError(
            N_("More than %(most)s pledges are asked for; a print holds that many. Narrow the filter."),
            most=vietnamese.number(MOST),
        )
    return _filled(council, asked, conditions_of(asked.filter, at=at, rules=rules), at)


def _filled(council: Council, asked: Asked, conditions: list[Condition], at: Standing) -> ExtractDocument:
    """What the conditions leave; they speak of this very standing."""
    entries = register_entries(*conditions, at=at)
    states, reports = _states(conditions, at), _reports(conditions, at)
    return ExtractDocument(
        council_name=council.name,
        title=f"Các cam kết ghi trong sổ, tính đến {vietnamese.long_day(at.day)}",
        orientation=paper_style().orientation,
        paragraphs=(Paragraph(text=filter_words(asked.filter)),),
        told_on=asked.told_on,
        rows=tuple(
            _row(number, each, states[each.id], reports.get(each.id), at.day)
            for number, each in enumerate(entries, start=1)
        ),
        columns=chosen_columns(KIND),
    )


def _states(conditions: list[Condition], at: Standing) -> dict[int, Any]:
    """By pledge, how it stood on the day."""
    rows = db.session.execute(joined(Pledge.id, *at.columns, *acting_columns(at), at=at).where(*conditions))
    return {row.id: row for row in rows}


def _reports(conditions: list[Condition], at: Standing) -> dict[int, AgencyReport]:
    """By pledge, the last report its agency had sent by the day."""
    statement = (
        sa.select(AgencyReport)
        .where(
            AgencyReport.pledge_id.in_(joined(Pledge.id, at=at).where(*conditions)),
            AgencyReport.reported_on <= at.known_until,
        )
        .order_by(AgencyReport.reported_on, AgencyReport.id)
    )
    return {report.pledge_id: report for report in db.session.scalars(statement)}


def _row(number: int, entry: RegisterEntry, state: Any, report: AgencyReport | None, day: date) -> ExtractRow:
    row = entry.row
    late = late_by(state.effective_due_on, state, day=day)
    draft = state.lifecycle is Lifecycle.DRAFT
    return ExtractRow(
        number=number,
        code=row.code,
        pledge=row.words,
        session=", ".join(part for part in (row.sitting, vietnamese.day(row.held_on)) if part),
        resolution=f"Nghị quyết số {row.resolution}" if row.resolution else "",
        topic=row.topic,
        question=row.question,
        asked_by=f"(Đại biểu {', '.join(row.askers)})" if row.askers else "",
        person=row.person,
        office=row.office,
        agency=row.agency,
        answers=state.answers,
        acts=state.acting,
        coordinating="; ".join(row.coordinators),
        followed_by="; ".join(row.followers),
        expected=_expected(row),
        deadline_words=row.deadline_words,
        original_due_on=row.due_on,
        effective_due_on=state.effective_due_on,
        extensions=state.extensions,
        asked=ASKED_WORDS[bool(state.asks_late)] if state.asks_extension else "",
        report=_reported(report),
        report_source=f"(Văn bản số {report.document_number})" if report and report.document_number else "",
        verdict=DRAFT_PLEDGE if draft else VERDICTS[state.verdict],
        completed_on=state.completed_on,
        time=f"Quá hạn {vietnamese.number(late)} ngày" if late and not state.completed_on else "",
        ended=row.ended,
        source=row.source,
    )


def _expected(row: RegisterRow) -> tuple[str, ...]:
    figure = f"{vietnamese.number(row.target)} {row.unit}".strip() if row.target is not None else ""
    measured = ": ".join(part for part in (row.measure, figure) if part)
    return tuple(part for part in (row.result, measured) if part)


def _reported(report: AgencyReport | None) -> str:
    return (report.text or REPORTS[report.state]) if report else ""
