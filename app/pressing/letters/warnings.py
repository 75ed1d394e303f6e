"""What would be wrong on the letters of a run."""

from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.vietnamese import long_day
from app.council.models import Council
from app.documents.settings import queries as settings
from app.documents.warnings import Mend, PaperWarning, about_head, about_signer
from app.pressing.letters import queries
from app.pressing.letters.assembling import letters_as_papers, words_of
from app.pressing.letters.domain import TERM, RunWords
from app.pressing.models import LetterRun


def warnings_of(run: LetterRun, council: Council) -> list[PaperWarning]:
    """Head and signer, a term that is short or past, a mark that was left in the words."""
    letters = queries.whole_letters(run.id, most=1)
    said = words_of(run)
    papers = letters_as_papers(letters, council)
    return [
        *about_signer(said.signer_name, run.signed_on, settings.signers(), mend=Mend.HERE),
        *(warning for paper in papers for warning in about_head(paper)),
        *_about_days(run),
        *_about_term(run, said),
        *_about_marks(" ".join((papers[0].title, papers[0].closing, *papers[0].ending)) if papers else ""),
    ]


def _about_days(run: LetterRun) -> list[PaperWarning]:
    day = today()
    told = []
    if run.signed_on != day:
        said = N_("The letters bear the day %(day)s, not today's.")
        told.append(PaperWarning(told=DomainError(said, day=run.signed_on), mend=Mend.HERE))
    if run.answer_due_on is not None and run.answer_due_on <= day:
        said = N_("The answer is due on %(day)s, which leaves no time.")
        told.append(PaperWarning(told=DomainError(said, day=run.answer_due_on), mend=Mend.HERE))
    return told


def _about_term(run: LetterRun, words: RunWords) -> list[PaperWarning]:
    """An answer that is awaited by a day is asked for by that day."""
    day = run.answer_due_on
    if day is None:
        return []
    said = f"{words.opening}{words.request}{words.closing}"
    if any(
        form in said for form in (TERM, long_day(day), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}")
    ):
        return []
    told = N_(
        "The answer is due on %(day)s, but the words do not say so: write %(mark)s where the day belongs."
    )
    return [PaperWarning(told=DomainError(told, day=day, mark=TERM), mend=Mend.HERE)]


def _about_marks(text: str) -> list[PaperWarning]:
    if "[" not in text:
        return []
    said = N_("A mark in square brackets is left in the words and would be printed.")
    return [PaperWarning(told=DomainError(said), mend=Mend.HERE)]
