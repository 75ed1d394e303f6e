"""Who listens to what: the one place that knows both sides of an event."""

from app.audit import handlers as audit
from app.core.events import Event, subscribe
from app.core.jobs import registry as long_work
from app.core.jobs.registry import know as know_work
from app.council.domain import CalendarChanged, CouncilChanged, CouncilCreated
from app.council.successions.domain import AgencyReorganised, SuccessionTakenBack
from app.documents import columns, numbering
from app.documents.correction import CorrectionDocument
from app.documents.domain import DocumentKind, DocumentNumbered
from app.documents.kinds import PaperKind, know
from app.documents.long.replacement import LongReplacement
from app.documents.long.works import know_issue, know_print
from app.documents.tables.word import write_tables
from app.documents.word import write_correction
from app.dossier.book.long import DraftBook, LongBook, PlainBook
from app.dossier.book.paper import DossierDocument
from app.dossier.book.word import write_dossier
from app.dossier.extract import assembling as extract
from app.dossier.extract.columns import COLUMNS as EXTRACT_COLUMNS
from app.dossier.extract.long import DraftExtract, LongExtract, PlainExtract
from app.dossier.extract.paper import ExtractDocument
from app.dossier.pledge_sheet.paper import PledgeSheetDocument
from app.evidence import queries as evidence
from app.handovers import handlers as handovers
from app.handovers.closing.paper import CarriedDocument, TermReviewDocument
from app.handovers.sheet.paper import HandoverDocument
from app.handovers.sheet.word import write_handover
from app.imports.long import IMPORT, import_sheet
from app.monitoring import columns as follow_up_columns
from app.monitoring import follow_up, incoming
from app.monitoring.documents import FollowUpDocument
from app.monitoring.long import FollowUpPrint, LongFollowUp, LongReport
from app.monitoring.report import assembling as round_reports
from app.monitoring.report.paper import RoundReportDocument
from app.monitoring.report.word import write_report_file
from app.monitoring.requestion import assembling as requestion
from app.monitoring.requestion.columns import COLUMNS as REQUESTION_COLUMNS
from app.monitoring.requestion.paper import RequestionDocument
from app.monitoring.word import write_follow_up
from app.pledges import handlers as pledges
from app.pledges.commands import redating
from app.pledges.domain import PledgesAssigned
from app.pressing.clock.paper import MissingReportsDocument
from app.pressing.letters.commands import WORK as LETTERS
from app.pressing.letters.domain import PAPERS as LETTER_PAPERS
from app.pressing.letters.paper import PressingLetter
from app.pressing.letters.word import write_pressing_letter
from app.pressing.letters.work import issue_letters
from app.questions.domain import QuestionChanged, QuestionRemoved
from app.reporting import queries as reporting
from app.reporting import received
from app.resolutions import appendix
from app.resolutions import columns as appendix_columns
from app.resolutions import handlers as resolution_handlers
from app.resolutions import papers as resolution_papers
from app.resolutions import queries as resolutions
from app.resolutions.documents import AppendixDocument
from app.resolutions.long import AppendixPrint, LongAdoption, ResolutionPrint
from app.resolutions.paper import ResolutionDocument
from app.resolutions.word import write_appendix, write_resolution
from app.search import commands as search
from app.search import indexing
from app.selection import handlers as selection
from app.selection.papers.paper import OpinionFormDocument, SelectionDocument
from app.selection.papers.word import write_form
from app.sittings.domain import SittingAdded, SittingChanged, TopicGroupRemoved
from app.statistics.records.paper import RecordDocument


def connect() -> None:
    subscribe(Event, audit.record)
    subscribe(CouncilCreated, search.begin_with_usual)
    subscribe(QuestionChanged, pledges.follow_question)
    subscribe(AgencyReorganised, pledges.follow_succession)
    subscribe(SuccessionTakenBack, handovers.refuse_taking_back)
    subscribe(SuccessionTakenBack, pledges.follow_taking_back)
    subscribe(AgencyReorganised, indexing.note_agency)
    subscribe(SuccessionTakenBack, indexing.note_agency)
    subscribe(PledgesAssigned, indexing.note_agency)
    subscribe(QuestionRemoved, selection.forget_question)
    subscribe(TopicGroupRemoved, selection.forget_group)
    subscribe(SittingAdded, redating.follow_sitting)
    subscribe(SittingChanged, redating.follow_sitting)
    subscribe(CalendarChanged, redating.follow_calendar)
    subscribe(CouncilChanged, redating.follow_settings)
    subscribe(DocumentNumbered, resolution_handlers.take_number)
    numbering.ask_also(resolutions.given_numbers)
    incoming.ask_also(received.tell_standings)
    evidence.ask_first(reporting.is_unsent)
    columns.offer(
        DocumentKind.PLEDGE_APPENDIX, columns.Register(appendix_columns.COLUMNS, appendix.example_of_appendix)
    )
    columns.offer(
        DocumentKind.FOLLOW_UP_APPENDIX,
        columns.Register(follow_up_columns.COLUMNS, follow_up.example_of_follow_up),
    )
    columns.offer(DocumentKind.REQUESTION_LIST, columns.Register(REQUESTION_COLUMNS, requestion.example))
    columns.offer(DocumentKind.REGISTER_EXTRACT, columns.Register(EXTRACT_COLUMNS, extract.example))
    long_work.know(LETTERS, issue_letters)
    _name_papers()
    _name_long_work()


def _name_papers() -> None:
    """Which papers can be made again, and by whom."""
    anew = resolution_papers.with_todays_data
    know(
        DocumentKind.RESOLUTION,
        PaperKind(read=ResolutionDocument.from_data, write=write_resolution, gather=anew),
    )
    know(
        DocumentKind.PLEDGE_APPENDIX,
        PaperKind(read=AppendixDocument.from_data, write=write_appendix, gather=anew),
    )
    know(
        DocumentKind.FOLLOW_UP_APPENDIX,
        PaperKind(read=FollowUpDocument.from_data, write=write_follow_up, gather=follow_up.with_todays_data),
    )
    know(
        DocumentKind.ROUND_REPORT,
        PaperKind(
            read=RoundReportDocument.from_data, write=write_report_file, gather=round_reports.with_todays_data
        ),
    )
    for kind, read in (
        (DocumentKind.REQUESTION_LIST, RequestionDocument.from_data),
        (DocumentKind.REGISTER_EXTRACT, ExtractDocument.from_data),
        (DocumentKind.PLEDGE_SHEET, PledgeSheetDocument.from_data),
        (DocumentKind.CARRIED_LIST, CarriedDocument.from_data),
        (DocumentKind.TERM_REVIEW, TermReviewDocument.from_data),
        (DocumentKind.ANSWERER_RECORD, RecordDocument.from_data),
        (DocumentKind.MISSING_REPORTS, MissingReportsDocument.from_data),
        (DocumentKind.TOPIC_SELECTION, SelectionDocument.from_data),
    ):
        know(kind, PaperKind(read=read, write=write_tables))
    for letter in LETTER_PAPERS.values():
        know(letter, PaperKind(read=PressingLetter.from_data, write=write_pressing_letter))
    know(DocumentKind.HANDOVER_SHEET, PaperKind(read=HandoverDocument.from_data, write=write_handover))
    know(DocumentKind.DOSSIER, PaperKind(read=DossierDocument.from_data, write=write_dossier))
    know(DocumentKind.OPINION_FORM, PaperKind(read=OpinionFormDocument.from_data, write=write_form))
    know(DocumentKind.CORRECTION, PaperKind(read=CorrectionDocument.from_data, write=write_correction))


def _name_long_work() -> None:
    """What the worker can carry out: issues and prints of many rows, large imports."""
    for issue in (LongAdoption, LongFollowUp, LongReport, LongExtract, LongBook, LongReplacement):
        know_issue(issue)
    know_work(IMPORT, import_sheet)
    for made in (
        AppendixPrint,
        ResolutionPrint,
        FollowUpPrint,
        PlainExtract,
        DraftExtract,
        PlainBook,
        DraftBook,
    ):
        know_print(made)
