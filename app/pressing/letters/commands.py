"""Preparing letters, changing what they say, releasing them, issuing each of them once, and logging what came back."""

from itertools import groupby
from typing import Any

from app.accounts.models import User
from app.core.clock import today
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.jobs.commands import ask_for
from app.core.jobs.domain import JobStatus
from app.core.records import about, lock, put, refuse_stale
from app.council.models import Council
from app.documents.commands import check_papers, issue_papers
from app.documents.models import IssuedDocument
from app.documents.numbering import sequence_of
from app.documents.printing import Prints
from app.documents.settings.queries import paper_style
from app.pressing.domain import LetterKind, StepKind
from app.pressing.ladder.commands import log_step, step_of_kind
from app.pressing.ladder.domain import REMINDERS, NewStep
from app.pressing.ladder.queries import steps_of
from app.pressing.letters import queries
from app.pressing.letters.assembling import manuscript_of, next_of
from app.pressing.letters.domain import (
    STEPS,
    LetterAnswered,
    LetterLeftOut,
    LetterRunChanged,
    LettersDiscarded,
    LetterSent,
    LettersPrepared,
    LettersReleased,
    NewAnswer,
    NewRun,
    RunChange,
    Sending,
    check_answer,
    check_run,
)
from app.pressing.models import Letter, LetterPledge, LetterRun

WORK = "letters"
"""The long work that issues them."""

_AGAIN = frozenset({JobStatus.FAILED, JobStatus.STOPPED, JobStatus.DONE})


def prepare_run(*, new: NewRun, actor: User | None) -> LetterRun:
    """Prepare one letter for each agency that must act today on the pledges chosen."""
    check_run(new, kind=new.kind)
    pledges = [each for each in queries.chosen_pledges(new.pledge_ids) if queries.acting_agency(each)]
    if not pledges:
        raise DomainError(N_("Tick at least one pledge for which an agency must act."), field="pledges")
    run = LetterRun(
        kind=new.kind,
        round_id=new.round_id,
        sitting_id=new.sitting_id,
        signed_on=new.signed_on,
        answer_due_on=new.answer_due_on,
        words=new.words.to_data(),
        created_by_id=actor.id if actor else None,
    )
    db.session.add(run)
    db.session.flush()
    by_agency = groupby(pledges, key=lambda each: each.acting_agency_id or each.lead_agency_id)
    letters = []
    for place, (agency_id, those) in enumerate(by_agency, start=1):
        lines = [
            LetterPledge(council_id=run.council_id, pledge_id=each.id, position=row)
            for row, each in enumerate(those, start=1)
        ]
        letters.append(Letter(run_id=run.id, agency_id=agency_id, position=place, pledges=lines))
    db.session.add_all(letters)
    db.session.flush()
    details = {"kind": run.kind.value, "agency_ids": [each.agency_id for each in letters]}
    publish(LettersPrepared(**about(run, actor), details=details))
    return run


def change_run(*, run: LetterRun, new: RunChange, expected_version: int | None, actor: User | None) -> None:
    """Change words and days for all letters of a run that were not released."""
    _check_open(run)
    check_run(new, kind=run.kind)
    values = {
        "words": {**run.words, **new.words.to_data()},
        "signed_on": new.signed_on,
        "answer_due_on": new.answer_due_on,
    }
    refuse_stale(run, values, expected_version)
    put(run, values)
    changes = changes_of(run)
    if changes:
        db.session.flush()
        publish(LetterRunChanged(**about(run, actor), details=changes))


def discard_run(*, run: LetterRun, actor: User | None) -> None:
    """Throw prepared letters away; none of them was issued."""
    _check_open(run)
    letters = queries.letters_of(run.id)
    if any(each.document_id for each in letters):
        raise DomainError(N_("Letters of this run are issued already; they stay."))
    publish(
        LettersDiscarded(**about(run, actor), details={"agency_ids": [each.agency_id for each in letters]})
    )
    for letter in letters:
        db.session.delete(letter)
    db.session.flush()
    db.session.delete(run)
    db.session.flush()


def leave_out(*, letter: Letter, actor: User | None) -> None:
    """Take one letter out of a run that was not released."""
    _check_open(letter.run)
    if letter.document_id is not None:
        raise DomainError(N_("This letter is issued already."))
    if queries.count_of(letter.run_id)[0] == 1:
        raise DomainError(N_("This is the only letter left; discard the run instead."))
    publish(LetterLeftOut(**about(letter, actor), details={"agency_id": letter.agency_id}))
    db.session.delete(letter)
    db.session.flush()


def is_open(run: LetterRun) -> bool:
    """Whether its letters may still be changed: they were not released, or what releases them broke off."""
    return run.job is None or run.job.status in {JobStatus.FAILED, JobStatus.STOPPED}


def _check_open(run: LetterRun) -> None:
    if not is_open(run):
        raise DomainError(N_("These letters were released; what they say no longer changes."))


def release_run(
    *, run: LetterRun, sending: Sending, council: Council, title: str, address: str, actor: User | None
) -> LetterRun:
    """Decide that the letters go out; they are printed and issued one by one in the background.

    Raises `DomainError` where the first one could not be issued for its day or its number.
    """
    lock(run)
    total, issued = queries.count_of(run.id)
    if total == issued:
        raise DomainError(N_("Every letter of this run is issued."))
    if run.job is not None and run.job.status not in _AGAIN:
        raise DomainError(N_("These letters are being issued."))
    if issued == 0:
        run.words = {**run.words, "number": sending.number}
    letter_id = queries.next_to_issue(run.id)
    letter = queries.get_letter(letter_id or 0)
    number = next_of(run) if issued else sending.number
    if not number and paper_style().number_at_issue:
        raise DomainError(N_("A paper needs its number before it is issued."), field="number")
    first = manuscript_of(letter, council, number)
    check_papers([first], number_confirmed=sending.number_confirmed or issued > 0)
    job = ask_for(
        kind=WORK,
        title=title,
        arguments={"run_id": run.id, "address": address},
        actor=actor,
        total=total,
    )
    run.job_id = job.id
    db.session.flush()
    publish(
        LettersReleased(
            **about(run, actor), details={"number": first.number, "day": json_ready(run.signed_on)}
        )
    )
    return run


def issue_letter(*, letter_id: int, printed: Prints, actor: User | None) -> IssuedDocument:
    """Put a printed letter on the list, give it its number, and log it on every pledge it speaks of: all of it or nothing.

    The letter is gathered anew; one that was issued meanwhile is not issued twice.
    """
    letter = queries.get_letter(letter_id)
    lock(letter.run)
    db.session.refresh(letter, ["document_id"])
    if letter.document_id is not None:
        raise DomainError(N_("This letter is issued already."))
    council = db.session.get_one(Council, letter.council_id)
    typed = printed[0].manuscript.number
    manuscript = manuscript_of(letter, council, "" if typed.startswith("/") else typed)
    check_papers([manuscript], number_confirmed=True)
    [issued] = issue_papers(manuscripts=[manuscript], printed=printed, actor=actor)
    letter.document = issued
    db.session.flush()
    details = {"agency_id": letter.agency_id, "document_id": issued.id, "number": issued.number}
    publish(LetterSent(**about(letter, actor), details=details))
    _log_steps(letter, issued, actor)
    return issued


def _log_steps(letter: Letter, issued: IssuedDocument, actor: User | None) -> None:
    """Day, number and recipient on each pledge."""
    known = "" if sequence_of(issued.number) is None else issued.number
    new = NewStep(taken_on=issued.issued_on, document_number=known, recipient=letter.agency.name)
    taken = steps_of([line.pledge_id for line in letter.pledges])
    for line in letter.pledges:
        kind = _step_kind(letter.run.kind, {each.step.step.kind for each in taken[line.pledge_id]})
        step = step_of_kind(kind, actor=actor)
        log_step(pledge_id=line.pledge_id, step=step, new=new, document=issued, actor=actor)


def _step_kind(kind: LetterKind, taken: set[StepKind]) -> StepKind:
    if kind is LetterKind.REMINDER and taken & REMINDERS:
        return StepKind.REMINDED_AGAIN
    return STEPS[kind]


def log_answer(*, letter: Letter, new: NewAnswer, expected_version: int | None, actor: User | None) -> None:
    """Log the explanation or report a letter asked for; what was logged wrong may be mended."""
    if letter.document is None:
        raise DomainError(N_("This letter is not issued yet."))
    check_answer(new, issued_on=letter.document.issued_on, today=today())
    refuse_stale(letter, vars(new), expected_version)
    put(letter, vars(new))
    changes: dict[str, Any] = changes_of(letter)
    if changes:
        db.session.flush()
        publish(
            LetterAnswered(**about(letter, actor), details={name: pair[1] for name, pair in changes.items()})
        )
