"""Papers at the console: the issued file as it is, or a preview marked "DỰ THẢO"; as Word, made from the same data."""

from dataclasses import replace

import click

from app.cli.console import enter, refusing, write_file
from app.core.errors import N_, DomainError
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.numbering import full_number
from app.documents.queries import find_current, read_issued
from app.monitoring import documents as follow_up_paper
from app.monitoring.follow_up import current_follow_up, follow_up_of
from app.monitoring.queries import find_round
from app.monitoring.word import write_follow_up
from app.resolutions import documents as appendix_paper
from app.resolutions import queries as resolutions
from app.resolutions.appendix import appendix_of, current_appendix
from app.resolutions.models import Resolution
from app.resolutions.word import write_appendix

PDF = "pdf"
DOCX = "docx"
FORMATS = click.Choice([PDF, DOCX])


@click.command("print-appendix")
@click.option("--council", "slug", required=True)
@click.option("--resolution", "number", required=True, help="95/NQ-HĐND, or 95.")
@click.option("--output", type=click.Path(dir_okay=False), required=True)
@click.option("--format", "file_format", type=FORMATS, default=PDF)
def print_appendix(slug: str, number: str, output: str, file_format: str) -> None:
    """Write the appendix of a resolution: the issued file, or a preview marked DỰ THẢO."""
    council = enter(slug)
    with refusing():
        resolution = _resolution(number, council)
        if file_format == DOCX:
            content = write_appendix(current_appendix(resolution, council))
        else:
            issued = _issued(DocumentKind.PLEDGE_APPENDIX, Resolution.__name__, resolution.id)
            content = issued or _preview_of_appendix(resolution, council)
        write_file(output, content)
    click.echo(output)


@click.command("print-follow-up")
@click.option("--council", "slug", required=True)
@click.option("--round", "number", type=click.IntRange(min=1), required=True)
@click.option("--output", type=click.Path(dir_okay=False), required=True)
@click.option("--format", "file_format", type=FORMATS, default=PDF)
def print_follow_up(slug: str, number: int, output: str, file_format: str) -> None:
    """Write the follow-up appendix of a monitoring round: the issued file, or a preview marked DỰ THẢO."""
    council = enter(slug)
    with refusing():
        monitored = find_round(number)
        if monitored is None:
            raise DomainError(N_("There is no round %(number)s."), number=number)
        if file_format == DOCX:
            content = write_follow_up(current_follow_up(monitored, council))
        else:
            issued = _issued(DocumentKind.FOLLOW_UP_APPENDIX, "Round", monitored.id)
            content = issued or follow_up_paper.print_follow_up(follow_up_of(monitored, council)).content
        write_file(output, content)
    click.echo(output)


def _issued(kind: DocumentKind, subject_type: str, subject_id: int) -> bytes | None:
    document = find_current(kind=kind, subject_type=subject_type, subject_id=subject_id)
    return read_issued(document) if document is not None else None


def _resolution(number: str, council: Council) -> Resolution:
    """The latest resolution of that number."""
    wanted = full_number(number, council.resolution_symbol)
    found = resolutions.latest_of_number(wanted)
    if found is None:
        raise DomainError(N_("There is no resolution %(number)s."), number=wanted)
    return found


def _preview_of_appendix(resolution: Resolution, council: Council) -> bytes:
    return appendix_paper.print_appendix(replace(appendix_of(resolution, council), draft=True)).content
