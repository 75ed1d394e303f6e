"""Checking what must never change."""

import click

from app.audit.queries import broken_lines, count_lines
from app.cli.console import refuse
from app.core.tenancy import every_council
from app.documents.queries import broken_files as broken_papers
from app.evidence.queries import broken_files as broken_evidence


@click.command("verify")
def verify() -> None:
    """Recompute the checksums of issued files, evidence and the audit chain; name every fault."""
    with every_council():
        faults = [*broken_papers(), *broken_evidence(), *broken_lines()]
        lines = count_lines()
    if faults:
        refuse(*faults)
    click.echo(
        f"Không có sai lệch: mọi tệp đã ban hành và minh chứng đúng mã kiểm tra; nhật ký {lines} dòng liền mạch."
    )
