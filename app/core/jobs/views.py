"""Pages of long work: how far it is, what came of it, what was not done."""

from typing import Any

from flask import g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core import storage
from app.core.downloads import as_download
from app.core.errors import N_, DomainError, NotFoundError
from app.core.jobs import commands, queries
from app.core.jobs.domain import ENDED, JobStatus
from app.core.jobs.models import Job
from app.core.jobs.tickets import read_ticket
from app.core.permissions import Permission, can, requires
from app.core.transaction import transaction
from app.core.web import council_blueprint, own_address, show_domain_error

blueprint = council_blueprint("jobs", __name__)
REFRESH_SECONDS = 3


@blueprint.get("/jobs")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """What runs and what has ended of the person's own."""
    return render_template("jobs/list.html", jobs=queries.jobs_of(current_user), ended=ENDED)


@blueprint.post("/jobs")
@requires(Permission.COUNCIL_READ)
def ask() -> Response:
    """Ask for a work that a page offered."""
    try:
        asked = read_ticket(request.form.get("ticket", ""), current_user)
    except DomainError as refused:
        return show_domain_error(refused, url_for("jobs.index"))
    with transaction():
        job = commands.ask_for(**asked._asdict(), actor=current_user)
    return redirect(url_for("jobs.show_job", job_id=job.id))


@blueprint.get("/jobs/<int:job_id>")
@requires(Permission.COUNCIL_READ)
def show_job(job_id: int) -> str:
    """The bar; without scripts the page comes again by itself."""
    job = queries.get_job(job_id, owner=current_user)
    return render_template(
        "jobs/detail.html", job=job, over=job.status in ENDED, share=share_of(job), refresh=REFRESH_SECONDS
    )


@blueprint.get("/jobs/<int:job_id>.json")
@requires(Permission.COUNCIL_READ)
def progress(job_id: int) -> Response:
    """For the script that moves the bar."""
    job = queries.get_job(job_id, owner=current_user)
    return jsonify(
        over=job.status in ENDED, done=job.done, total=job.total, share=share_of(job), words=words_of(job)
    )


@blueprint.post("/jobs/<int:job_id>/again")
@requires(Permission.COUNCIL_READ)
def again(job_id: int) -> Response:
    """Do what was not done once more."""
    job = queries.get_job(job_id, owner=current_user)
    page = url_for("jobs.show_job", job_id=job.id)
    try:
        with transaction():
            commands.try_again(job=job)
    except DomainError as refused:
        return show_domain_error(refused, page)
    return redirect(page)


@blueprint.post("/jobs/<int:job_id>/result")
@requires(Permission.COUNCIL_READ)
def take_result(job_id: int) -> Response:
    """Look at what came of it; from then on nobody is reminded of it."""
    job = queries.get_job(job_id, owner=current_user)
    address = own_address(job.result.get("address"))
    file = "file" in job.result
    with transaction():
        commands.see(jobs=[job])
    if file:
        return redirect(url_for("jobs.download", job_id=job_id))
    return redirect(address or url_for("jobs.index"))


@blueprint.get("/jobs/<int:job_id>/file")
@requires(Permission.COUNCIL_READ)
def download(job_id: int) -> Response:
    """The file that was made, as long as it is kept."""
    job = queries.get_job(job_id, owner=current_user)
    result = job.result
    try:
        content = storage.load("results", result.get("file", ""))
    except storage.MissingFileError as gone:
        raise NotFoundError(N_("This file is kept no longer. Please ask for it again.")) from gone
    return as_download(content, media_type=result["media_type"], name=result["name"])


def share_of(job: Job) -> int | None:
    """Percent done; None where nobody knows yet of how much."""
    if job.status is JobStatus.DONE:
        return 100
    return min(100, 100 * job.done // job.total) if job.total else None


def words_of(job: Job) -> str:
    """What is said beside the bar."""
    counted = _("%(done)s of %(total)s", done=job.done, total=job.total) if job.total else ""
    return " · ".join(part for part in (job.status.label, counted, job.message) if part)


def _waiting() -> list[Job]:
    """For the hint in the head of every page of the council."""
    if not g.get("council") or not current_user.is_authenticated or not can(Permission.COUNCIL_READ):
        return []
    return queries.waiting_for(current_user)


def _helpers() -> dict[str, Any]:
    return {"waiting_results": _waiting, "words_of_job": words_of, "share_of_job": share_of}


blueprint.app_context_processor(_helpers)
