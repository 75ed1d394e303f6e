"""The features of the product, lowest first, and their pages."""

from flask import Flask

from app.accounts import views as accounts
from app.council import views as council
from app.documents import views as documents
from app.dossier import views as dossier
from app.evidence import views as evidence
from app.exports import views as exports
from app.home import views as home
from app.imports import views as imports
from app.monitoring import views as monitoring
from app.pledges import views as pledges
from app.questions import views as questions
from app.resolutions import views as resolutions
from app.sittings import views as sittings
from app.accounts import security
from app.council import request as council_request

FEATURES = (
    accounts,
    council,
    evidence,
    documents,
    sittings,
    questions,
    pledges,
    resolutions,
    monitoring,
    dossier,
    exports,
    imports,
    home,
)


def register(app: Flask) -> None:
    """Sign-in first, then the council of each request, then every feature's pages."""
    security.init_security(app)
    council_request.init_council_request(app)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
