"""The report on a round, filled from the round and from the words typed for it; a draft differs in number, day and mark alone."""

from dataclasses import replace

from app.core.clock import today
from app.core.database import db
from app.core.vietnamese import long_day
from app.council.models import Council
from app.documents.domain import DocumentKind, LegalBasisUse
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, addressees_of, dressed, issuer, number_of, to_list
from app.documents.models import IssuedDocument
from app.documents.paper import Copy, Enclosure
from app.documents.printing import Manuscript
from app.documents.settings.queries import bases_on, paper_style
from app.documents.wording import Paragraph, broken_at_comma, ended, paragraphs_of
from app.monitoring import queries
from app.monitoring.documents import FollowUpDocument
from app.monitoring.follow_up import follow_up_of
from app.monitoring.models import Round, RoundReport
from app.monitoring.report.domain import ReportWords
from app.monitoring.report.figures import figures_of
from app.monitoring.report.paper import RoundReportDocument
from app.monitoring.report.queries import find_report
from app.monitoring.report.usual_words import usual_words

KIND = DocumentKind.ROUND_REPORT
_NAMED = "việc thực hiện cam kết sau chất vấn"


def words_of(report: RoundReport | None, appendix: FollowUpDocument) -> ReportWords:
    """As they were typed; the usual ones where nobody wrote any yet."""
    if report is None:
        return usual_words(appendix)
    return ReportWords(**{name: getattr(report, name) for name in ReportWords.__dataclass_fields__})


def report_of(round_: Round, council: Council, out: Outgoing) -> RoundReportDocument:
    """The whole report with its appendix in the same file."""
    appendix = _enclosed(follow_up_of(round_, council), council, out)
    said = words_of(find_report(round_.id), appendix)
    body = issuer(out, council)
    document = RoundReportDocument(
        council_name=council.name,
        title=broken_at_comma(
            f"Kết quả theo dõi {_NAMED} đợt {round_.number}, tính đến {long_day(round_.as_of)}"
        ),
        addressees=addressees_of(said.addressee),
        legal_bases=bases_on(out.issued_on or today(), LegalBasisUse.REPORT),
        paragraphs=_text(said, appendix, body.name),
        closing=ended(f"Trên đây là kết quả theo dõi {_NAMED} đợt {round_.number}, {body.name} báo cáo."),
        appendices=(appendix,),
    )
    sent = replace(out, recipients=out.recipients or said.recipients)
    return dressed(document, KIND, sent, council, addressed=bool(document.addressees))


def papers_of(round_: Round, council: Council, out: Outgoing, *, appendix_inside: bool) -> list[Manuscript]:
    """What goes out with the report: one file, or the report and its appendix in two."""
    document = report_of(round_, council, out)
    [appendix] = document.appendices
    subject = Subject(Round.__name__, round_.id)
    if appendix_inside:
        return [to_list(document, KIND, out, subject)]
    enclosed = to_list(appendix, KIND, out, subject)
    return [
        to_list(replace(document, appendices=()), KIND, out, subject),
        replace(enclosed, kind=DocumentKind.FOLLOW_UP_APPENDIX),
    ]


def with_todays_data(issued: IssuedDocument) -> RoundReportDocument:
    """The issued report; in an appendix of the same file with names as the register has them today."""
    old = RoundReportDocument.from_data(issued.data)
    if not old.appendices:
        return old
    round_ = queries.get_round(issued.subject_id)
    fresh = follow_up_of(round_, db.session.get_one(Council, round_.council_id))
    return replace(old, appendices=tuple(replace(each, rows=fresh.rows) for each in old.appendices))


def _enclosed(appendix: FollowUpDocument, council: Council, out: Outgoing) -> FollowUpDocument:
    style = paper_style()
    number = number_of(KIND, out, style) if out.issued_on else ""
    return replace(
        appendix,
        draft=out.issued_on is None,
        copy=Copy.ELECTRONIC if out.electronic else Copy.PAPER,
        enclosure=Enclosure(
            kind=RoundReportDocument.kind,
            number="" if number.startswith("/") else number,
            symbol=number.partition("/")[2] or style.symbol_of(KIND),
            issued_on=out.issued_on,
            issuer=issuer(out, council, style).name,
        ),
    )


def _text(said: ReportWords, appendix: FollowUpDocument, issuer_name: str) -> tuple[Paragraph, ...]:
    """The sections; one without a word is left out, and the others are numbered without a gap."""
    cause = (Paragraph(lead="2. Nguyên nhân"), *paragraphs_of(said.causes)) if said.causes.strip() else ()
    lack = (
        (Paragraph(lead="1. Tồn tại"), *paragraphs_of(said.shortcomings)) if said.shortcomings.strip() else ()
    )
    figures = tuple(Paragraph(text=f"- {sentence}") for sentence in figures_of(appendix))
    sections = (
        (
            "Kết quả theo dõi",
            (*figures, *paragraphs_of(said.results), Paragraph(text="Chi tiết tại Phụ lục kèm theo.")),
        ),
        ("Tồn tại, nguyên nhân", _renumbered(lack, cause)),
        ("Giải pháp, thời hạn mới", paragraphs_of(said.solutions)),
        ("Kiến nghị", paragraphs_of(said.proposals)),
    )
    told = [(title, those) for title, those in sections if those]
    opening = Paragraph(
        text=f"{issuer_name} báo cáo kết quả theo dõi {_NAMED} (đợt {appendix.round_number}) như sau:"
    )
    return (
        opening,
        *(
            paragraph
            for numeral, (title, those) in zip(("I", "II", "III", "IV"), told, strict=False)
            for paragraph in (Paragraph(lead=f"{numeral}. {title}".upper()), *those)
        ),
    )


def _renumbered(*parts: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Titles only where both parts are there."""
    there = [part for part in parts if part]
    return there[0][1:] if len(there) == 1 else tuple(paragraph for part in there for paragraph in part)
