"""Checking what must never change."""

import click

from app.audit.queries import broken_lines, last_line
from app.cli.console import refuse
from app.core.tenancy import every_council
from app.documents.queries import broken_files as broken_papers
from app.evidence.queries import broken_files as broken_evidence


@click.command("verify")
def verify() -> None:
    """Recompute the checksums of issued files, evidence and the audit chain; name every fault.

    The number and hash of the log's last line are printed, to be kept elsewhere: a log cut short is whole in itself.
    """
    with every_council():
        faults = [*broken_papers(), *broken_evidence(), *broken_lines()]
        number, digest = last_line()
    if faults:
        refuse(*faults)
    click.echo(
        f"Không có sai lệch: mọi tệp đã ban hành và minh chứng đúng mã kiểm tra; nhật ký {number} dòng liền mạch.\n"
        f"Dòng cuối: {number} {digest}"
    )
