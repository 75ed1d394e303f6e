"""The dossier of what a filter of the register leaves, or of one pledge, as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.core import vietnamese
from app.core.addresses import read_id
from app.core.as_of import AsOf, read_as_of
from app.core.clock import today
from app.core.errors import N_, DomainError
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, as_print, dressed, to_issue, usual_outgoing
from app.documents.printing import Manuscript
from app.documents.tables.paper import Line
from app.dossier.addresses import read_filter
from app.dossier.book.chapters import chapter_of
from app.dossier.book.gathering import Case, cases_of
from app.dossier.book.paper import DossierDocument
from app.dossier.conditions import conditions_of
from app.dossier.domain import RegisterFilter
from app.dossier.extract.filters import filter_words
from app.dossier.queries import count_register, rules_of
from app.pledges.domain import TimeStatus, Verdict
from app.pledges.models import Pledge
from app.pledges.standing import Condition, Standing, standing
from app.statistics.domain import Grouping, Measure
from app.statistics.queries import scope_names

KIND = DocumentKind.DOSSIER
MOST = 200
"""Pledges of one dossier: of three pages each, still printed in the time a paper may take."""

OVERDUE = {TimeStatus.OVERDUE, TimeStatus.LONG_OVERDUE}
_NAMED = {
    Grouping.SESSION: "phiên chất vấn",
    Grouping.TOPIC: "nhóm vấn đề",
    Grouping.SUBJECT: "chủ đề",
    Grouping.BODY: "nội dung theo dõi của",
    Grouping.TERM: "nhiệm kỳ",
}


@dataclass(frozen=True)
class AskedBook:
    """Which pledges, and as of which day."""

    filter: RegisterFilter
    day: AsOf
    pledge_id: int | None = None

    @property
    def adopted(self) -> RegisterFilter:
        """Of the register only what was adopted, unless drafts are asked for."""
        asked = self.filter
        made = asked.counted or (Measure.MADE if asked.lifecycle is None else None)
        return replace(asked, counted=made)


def read_asked(address: Mapping[str, str]) -> AskedBook:
    """As the register reads it, with `pledge` for one alone. A day that cannot be answered is refused."""
    day = read_as_of(address)
    if day.refused is not None:
        raise day.refused
    return AskedBook(read_filter(address), day, read_id(address.get("pledge")))


def count_of(council: Council, asked: AskedBook) -> int:
    """How many pledges the dossier would hold; `MOST` + 1 stands for "more than that"."""
    if asked.pledge_id:
        return 1
    return count_register(asked.adopted, at=standing(asked.day), rules=rules_of(council), most=MOST)


def dossier_of(council: Council, asked: AskedBook, out: Outgoing) -> DossierDocument:
    """The dossier as it would be issued. Raises `DomainError` where it would hold nothing, or more than one may."""
    at = standing(asked.day)
    cases = cases_of(_conditions(council, asked, at), at=at, rules=rules_of(council))
    if not cases:
        raise DomainError(N_("No pledge matches; there is nothing to print."))
    document = DossierDocument(
        council_name=council.name,
        title=_title(asked, cases),
        told_on=f"Số liệu tính đến {vietnamese.long_day(at.day)}",
        asked=filter_words(asked.filter) if len(cases) > 1 else "",
        totals=_totals(cases),
        chapters=tuple(chapter_of(case) for case in cases),
    )
    return dressed(document, KIND, out, council)


def frame_of(council: Council, out: Outgoing) -> DossierDocument:
    """Head, signature and recipients alone, to be looked at before it is issued."""
    empty = DossierDocument(council_name=council.name, title="", chapters=())
    return dressed(empty, KIND, replace(out, number=""), council)


def plain_print(council: Council, asked: AskedBook) -> DossierDocument:
    """The working paper: no number, no signature."""
    document = dossier_of(council, asked, usual_outgoing())
    printed = f"In từ sổ ngày {vietnamese.day(today())}. {document.told_on}"
    return as_print(document, printed)


def to_be_issued(council: Council, asked: AskedBook, out: Outgoing) -> Manuscript:
    """The dossier as it goes on the list of papers."""
    subject = (
        Subject(Pledge.__name__, asked.pledge_id)
        if asked.pledge_id
        else Subject(Council.__name__, council.id)
    )
    return to_issue(dossier_of(council, asked, out), KIND, out, subject)


def _conditions(council: Council, asked: AskedBook, at: Standing) -> list[Condition]:
    if asked.pledge_id:
        return [Pledge.id == asked.pledge_id]
    if count_of(council, asked) > MOST:
        raise DomainError(
            N_("More than %(most)s pledges are asked for; a dossier holds that many. Narrow the filter."),
            most=vietnamese.number(MOST),
        )
    return conditions_of(asked.adopted, at=at, rules=rules_of(council))


def _title(asked: AskedBook, cases: Sequence[Case]) -> str:
    if asked.pledge_id:
        [case] = cases
        return f"Cam kết {case.pledge.code}"
    named = scope_names(asked.filter.scope)
    told = [f"{_NAMED.get(by, '')} {name}".strip() for by, name in named if name]
    words = f"nội dung có từ “{asked.filter.query}”" if asked.filter.query else ""
    whose = ", ".join((*told, words) if words else told)
    return f"{whose[:1].upper()}{whose[1:]}" if whose else "Các cam kết trong sổ"


def _totals(cases: Sequence[Case]) -> tuple[Line, ...]:
    """How many, and what came of them; each pledge stands in one line."""
    kept = sum(case.state.verdict is Verdict.KEPT for case in cases)
    overdue = [case for case in cases if case.time in OVERDUE]
    ended = sum(case.state.closed_on is not None and case.state.verdict is not Verdict.KEPT for case in cases)
    rest = len(cases) - kept - len(overdue) - ended
    longest = max((case.days_late for case in overdue), default=0)
    lines = (
        ("Tổng số", f"{len(cases)} cam kết"),
        ("Đã thực hiện", str(kept)),
        (
            "Quá hạn, chưa xong",
            f"{len(overdue)} (lâu nhất {vietnamese.number(longest)} ngày)" if overdue else "0",
        ),
        ("Chưa xong, chưa quá hạn", str(rest)),
        ("Không còn theo dõi", str(ended) if ended else ""),
    )
    return tuple(Line(label=label, paragraphs=(said,)) for label, said in lines if said)
