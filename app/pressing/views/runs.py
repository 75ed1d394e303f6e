"""Preparing letters, looking at them, changing their words, and letting them go out."""

from dataclasses import replace

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.addresses import read_code, read_id
from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.core.web import public_address
from app.documents.queries import offered_number
from app.documents.settings.queries import paper_style
from app.pressing.clock.queries import Clock, clock_of
from app.pressing.domain import LetterKind
from app.pressing.letters import commands, queries
from app.pressing.letters.assembling import kind_of, words_of
from app.pressing.letters.domain import NewRun
from app.pressing.letters.forms import ReleaseForm, RunForm, WordsForm
from app.pressing.letters.queries import Wanted
from app.pressing.letters.usual_words import fit_to_day, usual_words
from app.pressing.letters.warnings import warnings_of
from app.pressing.models import LetterRun
from app.pressing.views.pages import Page, blueprint, prepared, show
from app.sittings.queries import get_sitting


@blueprint.route("/pressing/letters/new", methods=["GET", "POST"])
@requires(Permission.LETTER_SEND)
def prepare() -> Page:
    """Choose the pledges, word the letters; one letter an agency."""
    wanted, clock = _wanted()
    form = _first_words(wanted, clock)
    sitting_id = clock.sitting.id if clock else None
    run = carry_out(
        form,
        lambda: commands.prepare_run(new=_new_run(form, wanted, sitting_id), actor=current_user),
    )
    if run is not None:
        flash(_("The letters are prepared. Look at them, then let them go out."), "success")
        return redirect(url_for("pressing.show_run", run_id=run.id))
    return show(
        form,
        "prepare",
        groups=queries.candidates(wanted, today()),
        wanted=wanted,
        kinds=[each for each in LetterKind if each is not LetterKind.REPORT_REQUEST or clock],
        clock=clock,
        ticked=set(form.pledges.data or ()) if request.method == "POST" else None,
        **_choices(),
    )


def _wanted() -> tuple[Wanted, Clock | None]:
    asked, clock = request.args, None
    kind = read_code(LetterKind, asked.get("kind")) or LetterKind.REMINDER
    sitting_id = read_id(asked.get("sitting"))
    if kind is LetterKind.REPORT_REQUEST or sitting_id:
        clock = clock_of(get_sitting(sitting_id or 0))
    wanted = Wanted(
        kind=LetterKind.REPORT_REQUEST if clock else kind,
        round_id=None if clock else read_id(asked.get("round")),
        agency_id=read_id(asked.get("agency")),
        session_id=read_id(asked.get("session")),
        before=clock.sitting.opens_on if clock else None,
        every=asked.get("every") == "1",
    )
    return wanted, clock


def _first_words(wanted: Wanted, clock: Clock | None) -> RunForm:
    day = today()
    words = usual_words(wanted.kind, g.council, day)
    form = RunForm(data={**vars(words), "issued_on": day, "answer_due_on": clock.due_on if clock else None})
    prepared(form, wanted.kind, day)
    return form


def _new_run(form: RunForm, wanted: Wanted, sitting_id: int | None) -> NewRun:
    new = form.run(wanted.kind, round_id=wanted.round_id, sitting_id=sitting_id)
    return replace(new, words=fit_to_day(new.words, wanted.kind, g.council, new.answer_due_on))


def _choices() -> dict[str, object]:
    sessions = [
        (session_id, f"{held_on:%d/%m/%Y} {title}".strip())
        for session_id, held_on, title in queries.sessions_with_pledges()
    ]
    return {"agencies": queries.agencies_with_pledges(), "sessions": sessions}


@blueprint.get("/pressing/runs/<int:run_id>")
@requires(Permission.COUNCIL_READ)
def show_run(run_id: int) -> Page:
    """Its letters, those issued with their numbers."""
    run = queries.get_run(run_id)
    letters = queries.letters_of(run_id)
    issued = [each for each in letters if each.document_id]
    return show(
        EntryForm(),
        "run",
        run=run,
        words=words_of(run),
        letters=letters,
        issued=issued,
        is_open=commands.is_open(run),
        today=today(),
    )


@blueprint.route("/pressing/runs/<int:run_id>/edit", methods=["GET", "POST"])
@requires(Permission.LETTER_SEND)
def change_run(run_id: int) -> Page:
    """Words and days of all its letters."""
    run = queries.get_run(run_id)
    stored = {**vars(words_of(run)), "issued_on": run.signed_on, "answer_due_on": run.answer_due_on}
    form = WordsForm(data={**stored, "version": run.version})
    prepared(form, run.kind, run.signed_on)
    if not form.is_submitted():
        form.signer.data = _listed(form, words_of(run).signer_name)

    def act() -> bool:
        run, new = queries.get_run(run_id), form.change()
        commands.change_run(
            run=run,
            new=replace(new, words=fit_to_day(new.words, run.kind, g.council, new.answer_due_on)),
            expected_version=form.expected_version,
            actor=current_user,
        )
        return True

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("pressing.show_run", run_id=run_id))
    return show(form, "words", run=queries.get_run(run_id), conflicts=form.conflicts(stored))


def _listed(form: WordsForm, name: str) -> str:
    """The signer on the list who was chosen; none where somebody else was typed."""
    choices = form.signer.choices or ()
    return next((str(key) for key, label in choices if key and str(label).startswith(f"{name},")), "")


@blueprint.route("/pressing/runs/<int:run_id>/release", methods=["GET", "POST"])
@requires(Permission.LETTER_SEND)
def release(run_id: int) -> Page:
    """Let the letters go out: printed, numbered one after the other, and logged on each pledge."""
    run = queries.get_run(run_id)
    symbol = paper_style().symbol_of(kind_of(run))
    form = ReleaseForm(number=offered_number(symbol, run.signed_on.year))
    released = carry_out(form, lambda: _release(run_id, form))
    if released is not None:
        flash(_("The letters are being printed and issued, one after the other."), "success")
        return redirect(url_for("jobs.show_job", job_id=released.job_id))
    run, (total, issued) = queries.get_run(run_id), queries.count_of(run_id)
    return show(
        form,
        "release",
        run=run,
        left=total - issued,
        issued=issued,
        symbol=symbol,
        number_at_issue=paper_style().number_at_issue,
        warnings=warnings_of(run, g.council),
        today=today(),
    )


def _release(run_id: int, form: ReleaseForm) -> LetterRun:
    run = queries.get_run(run_id)
    return commands.release_run(
        run=run,
        sending=form.to_input(),
        council=g.council,
        title=_("%(kind)s: issuing the letters", kind=run.kind.label),
        address=public_address(),
        actor=current_user,
    )


@blueprint.route("/pressing/runs/<int:run_id>/discard", methods=["GET", "POST"])
@requires(Permission.LETTER_SEND)
def discard_run(run_id: int) -> Page:
    """Throw the prepared letters away."""
    form, run = EntryForm(), queries.get_run(run_id)

    def act() -> bool:
        commands.discard_run(run=queries.get_run(run_id), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The prepared letters were thrown away."), "success")
        return redirect(url_for("pressing.letters"))
    return show(form, "discard", run=run)
