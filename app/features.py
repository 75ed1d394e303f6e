"""The features of the product, lowest first, and their pages."""

from flask import Flask

from app.accounts import models as account_tables
from app.accounts import security
from app.accounts import views as accounts
from app.accounts.factor import views as second_factor
from app.audit import models as audit_tables
from app.core.jobs import models as job_tables
from app.core.jobs import views as jobs
from app.council import models as council_tables
from app.council import pick_views as picks
from app.council import request as council_request
from app.council import views as council
from app.council.limits import views as limits
from app.council.successions import views as successions
from app.delegates import views as delegates
from app.documents import models as document_tables
from app.documents import views as documents
from app.documents.columns import views as columns
from app.documents.settings import views as paper_settings
from app.documents.views import verify as verification
from app.dossier import views as dossier
from app.dossier.book import views as books
from app.dossier.papers import views as register_papers
from app.evidence import models as evidence_tables
from app.evidence import views as evidence
from app.exports import views as exports
from app.handovers import models as handover_tables
from app.handovers import views as handovers
from app.handovers.closing import views as closings
from app.home import views as home
from app.imports import views as imports
from app.imports.calendar import views as calendar_import
from app.monitoring import models as monitoring_tables
from app.monitoring import views as monitoring
from app.pledges import models as pledge_tables
from app.pledges import views as pledges
from app.pledges.acting import views as acting
from app.pledges.extending import views as extensions
from app.pledges.following import views as following
from app.pledges.waiting import views as waiting
from app.pledges.watching import views as watching
from app.pressing import models as pressing_tables
from app.pressing import views as pressing
from app.pressing.views import ladder
from app.questions import models as question_tables
from app.questions import views as questions
from app.questions.opinions import views as opinions
from app.questions.written import views as written
from app.reminders import models as reminder_tables
from app.reminders import views as reminders
from app.reminders.outbox import views as outbox
from app.reporting import models as reporting_tables
from app.reporting import views as reporting
from app.resolutions import models as resolution_tables
from app.resolutions import views as resolutions
from app.search import models as search_tables
from app.search import views as search
from app.selection import models as selection_tables
from app.selection import views as selection
from app.selection.asking_again import views as requestioning
from app.sittings import models as sitting_tables
from app.sittings import views as sittings
from app.statistics import views as statistics
from app.statistics.records import views as records

# Named here so that every table is known wherever the application is made, pages or not.
TABLES = (
    job_tables,
    account_tables,
    audit_tables,
    council_tables,
    evidence_tables,
    document_tables,
    sitting_tables,
    question_tables,
    resolution_tables,
    pledge_tables,
    monitoring_tables,
    reporting_tables,
    pressing_tables,
    selection_tables,
    handover_tables,
    search_tables,
    reminder_tables,
)
FEATURES = (
    jobs,
    accounts,
    second_factor,
    council,
    limits,
    successions,
    picks,
    evidence,
    documents,
    verification,
    paper_settings,
    columns,
    sittings,
    questions,
    opinions,
    written,
    pledges,
    acting,
    watching,
    extensions,
    following,
    waiting,
    resolutions,
    monitoring,
    reporting,
    selection,
    requestioning,
    pressing,
    ladder,
    handovers,
    closings,
    statistics,
    records,
    dossier,
    register_papers,
    books,
    search,
    exports,
    imports,
    calendar_import,
    delegates,
    reminders,
    outbox,
    home,
)


def register(app: Flask) -> None:
    """Sign-in first, then the council of each request, then every feature's pages."""
    security.init_security(app)
    council_request.init_council_request(app)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
