"""What the pages of pressing share."""

from datetime import date

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.submit import EntryForm
from app.core.web import council_blueprint
from app.council.domain import LimitCode
from app.council.limits.queries import Limits
from app.documents.settings.queries import signers_on
from app.pressing.domain import LetterKind
from app.pressing.letters import queries
from app.pressing.letters.forms import WordsForm

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("pressing", __name__)


def show(form: EntryForm, page: str, **values: object) -> Page:
    """The page with its form; 422 where something typed must be mended."""
    return render_template(f"pressing/{page}.html", form=form, **values), 422 if form.errors else 200


def counts(day: date) -> dict[str, int]:
    """How many wait behind each tab."""
    return {"unanswered": len(queries.unanswered(day))}


def prepared(form: WordsForm, kind: LetterKind, day: date) -> WordsForm:
    """The form of a run with who may sign on the day and the terms in force then."""
    form.offer(signers_on(day))
    form.offer_terms(_terms(kind, day))
    form.without("number", "number_confirmed", "addressees", "electronic")
    return form


def _terms(kind: LetterKind, day: date) -> dict[str, tuple[int, str]]:
    """For a demand for explanation the two terms in force on the day; none for other letters, or where the law knew none."""
    if kind is not LetterKind.EXPLANATION:
        return {}
    limits = Limits()
    usual, complex_case = (
        limits.on(code, day) for code in (LimitCode.EXPLANATION, LimitCode.EXPLANATION_COMPLEX)
    )
    found = {}
    if usual:
        found["usual"] = (usual.days, _("%(days)s days from the day of the letter", days=usual.days))
    if complex_case:
        found["complex"] = (complex_case.days, _("%(days)s days, a complex case", days=complex_case.days))
    return found
